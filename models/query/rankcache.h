// SPDX-License-Identifier: Apache-2.0
//
// RankCache: the order of all values of a dictionary, as texts, kept between sorts: ranking a million values costs more
// than sorting ten million rows by them. It can be filled before anybody sorts. Any thread; two that ask for the same
// column at once both rank it.
#pragma once

#include "query/valueranks.h"
#include "store/snapshot.h"

#include <array>
#include <memory>
#include <mutex>

namespace rastro {

class RankCache {
public:
    // Dictionaries up to this many values are ranked anew each time.
    static constexpr std::size_t kFewValues = 4096;

    // By code, as ValueRanks; null if a stop was requested. `column` is coded.
    std::shared_ptr<const ValueRanks> textRanks(const Snapshot& snapshot, Column column, unsigned threads,
                                                const Checkpoint& checkpoint);
    // Ranks all large dictionaries.
    void prepare(const Snapshot& snapshot, unsigned threads, const Checkpoint& checkpoint);

private:
    struct Entry {
        std::size_t values = 0; // of the dictionary when it was ranked
        std::shared_ptr<const ValueRanks> ranks;
    };

    std::mutex m_mutex;
    std::weak_ptr<const void> m_store; // whose dictionaries they are
    std::array<Entry, kCodedColumns> m_entries;
};

} // namespace rastro
