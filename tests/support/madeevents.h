// SPDX-License-Identifier: Apache-2.0
//
// Snapshots made from a few values, without files: for tests of what works on columns alone.
#pragma once

#include "events/callkind.h"
#include "store/eventstore.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rastro::test {

struct MadeEvent {
    Micros time = kNoTime;
    std::string actor; // the key; empty: missing
    Kind kind = Kind::Read;
    Outcome outcome = Outcome::Ok;
};

class MadeEvents {
public:
    void add(const MadeEvent& event) {
        EventRow row;
        row.time = event.time;
        row.offset = m_rows.size();
        row.length = 1;
        row.codes[codedIndex(Column::Kind)] = m_store.dictionary(Column::Kind).intern(name(event.kind));
        row.codes[codedIndex(Column::Outcome)] = m_store.dictionary(Column::Outcome).intern(name(event.outcome));
        if (!event.actor.empty())
            row.codes[codedIndex(Column::ActorKey)] = m_store.dictionary(Column::ActorKey).intern(event.actor);
        m_rows.push_back(row);
    }

    std::shared_ptr<const Snapshot> snapshot() {
        const SourceId source = m_store.sources().add({});
        const Status status = m_store.append(source, m_rows);
        m_rows.clear();
        return status ? m_store.publish(false) : nullptr;
    }

private:
    EventStore m_store;
    std::vector<EventRow> m_rows;
};

inline std::shared_ptr<const Snapshot> snapshotOf(const std::vector<MadeEvent>& events) {
    MadeEvents made;
    for (const MadeEvent& event : events)
        made.add(event);
    return made.snapshot();
}

} // namespace rastro::test
