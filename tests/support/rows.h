// SPDX-License-Identifier: Apache-2.0
//
// Snapshots made of rows written by hand, without files: for tests of what works on columns alone.
#pragma once

#include "store/eventstore.h"

#include <map>
#include <string>
#include <vector>

namespace rastro::test {

class RowMaker {
public:
    SourceId source(const std::string& path) {
        SourceInfo info;
        info.path = path;
        info.filePath = path;
        return m_store.sources().add(std::move(info));
    }

    EventRow row(Micros time, std::uint64_t offset, const std::map<Column, std::string>& values = {}) {
        EventRow row;
        row.time = time;
        row.offset = offset;
        row.length = 10;
        for (const auto& [column, value] : values) {
            if (isCoded(column))
                row.codes[codedIndex(column)] = m_store.dictionary(column).intern(value);
            else
                setIdentifier(row, column, value);
        }
        return row;
    }

    void append(SourceId source, const std::vector<EventRow>& rows) {
        (void)m_store.append(source, rows).operator bool();
    }
    std::shared_ptr<const Snapshot> publish() { return m_store.publish(false); }
    EventStore& store() { return m_store; }

private:
    void setIdentifier(EventRow& row, Column column, const std::string& value) {
        const unsigned slot = static_cast<unsigned>(column) - static_cast<unsigned>(Column::EventId);
        const bool isGuid = parseGuid(value, row.ids[slot]);
        if (!isGuid)
            row.ids[slot] = m_store.keepIdentifier(value, m_room);
        row.flags = static_cast<std::uint16_t>(row.flags | ((isGuid ? flags::kGuid : flags::kText) << (2 * slot)));
    }

    EventStore m_store;
    EventStore::IdentifierRoom m_room;
};

} // namespace rastro::test
