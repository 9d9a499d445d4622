// SPDX-License-Identifier: Apache-2.0
//
// UseIndex: which events used the things of a ledger after they were made: keys by access key, users, their passwords
// and roles by name and account. Fills in Thing::uses. One use, one thread.
#pragma once

#include "base/checkpoint.h"
#include "language/expression.h"
#include "report/ledger.h"

#include <cstdint>
#include <set>
#include <vector>

namespace rastro {

// What finds the uses of a thing whose use is known, as UseIndex counts them.
Expression usesFilter(const Snapshot& snapshot, const Thing& thing);

class UseIndex {
public:
    // The things must outlive it and stay where they are.
    UseIndex(const Snapshot& snapshot, std::vector<Thing>& things);
    bool count(const Checkpoint& checkpoint); // false if a stop was requested

private:
    static constexpr std::size_t kMostNamed = 50; // actors and addresses told of each thing
    struct Tally {
        std::set<std::uint32_t> actors; // codes
        std::set<std::uint32_t> addresses;
    };
    // By code of a column the last thing of that value; m_next leads to the one before it.
    struct ByCode {
        Column column;
        std::vector<std::uint32_t> last; // places in things, kNone
    };
    static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

    void look(const ByCode& by, RowId row);
    bool isUseOf(const Thing& thing, RowId row) const;

    const Snapshot& m_snapshot;
    std::vector<Thing>& m_things;
    std::vector<std::uint32_t> m_next; // by place
    std::vector<Tally> m_tallies;
    std::vector<ByCode> m_byCode;
};

} // namespace rastro
