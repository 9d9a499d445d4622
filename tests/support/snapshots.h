// SPDX-License-Identifier: Apache-2.0
//
// Snapshots made in memory, row by row, for tests of models and views that need no file.
#pragma once

#include "store/eventstore.h"

#include <string_view>
#include <utility>
#include <vector>

namespace rastro::test {

using CodedValue = std::pair<Column, std::string_view>;

class SnapshotMaker {
public:
    SnapshotMaker() { m_source = m_store.sources().add({.path = "made/in/memory.json"}); }

    SnapshotMaker& add(Micros time, const std::vector<CodedValue>& values) {
        EventRow row;
        row.time = time;
        row.offset = m_store.rowCount() * std::uint64_t{100};
        row.length = 100;
        for (const auto& [column, value] : values)
            row.codes[codedIndex(column)] = m_store.dictionary(column).intern(value);
        (void)m_store.append(m_source, {&row, 1});
        return *this;
    }

    // n events one second apart, with kinds and outcomes in turn.
    SnapshotMaker& addMany(unsigned n) {
        static constexpr std::string_view kKinds[] = {"read", "change", "take", "credential", "signin"};
        static constexpr std::string_view kOutcomes[] = {"ok", "ok", "denied", "failed", "notfound", "throttled"};
        for (unsigned i = 0; i < n; ++i) {
            const std::string name = "Call" + std::to_string(i % 97);
            add(Micros{1'700'000'000} * kMicrosPerSecond + i * kMicrosPerSecond,
                {{Column::EventSource, "iam.amazonaws.com"},
                 {Column::EventName, name},
                 {Column::Kind, kKinds[i % 5]},
                 {Column::Outcome, kOutcomes[i % 6]},
                 {Column::Actor, i % 50 == 0 ? "root@123456789012" : "mateo"},
                 {Column::IdentityType, i % 50 == 0 ? "Root" : "IAMUser"},
                 {Column::AwsRegion, "us-east-1"}});
        }
        return *this;
    }

    std::shared_ptr<const Snapshot> publish() { return m_store.publish(true); }
    EventStore& store() { return m_store; }

private:
    EventStore m_store;
    SourceId m_source{};
};

inline std::shared_ptr<const Snapshot> manyEvents(unsigned n) {
    return SnapshotMaker().addMany(n).publish();
}

} // namespace rastro::test
