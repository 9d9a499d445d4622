// SPDX-License-Identifier: Apache-2.0
//
// Groups of rows with what can be said of each: how many, the first and last time, different values, sums, failures.
// A sum counts the copies that one action left in two accounts (equal sharedEventID) once within a group. Blocks its
// caller (a worker), answers a stop within 50 ms.
#pragma once

#include "query/groupcodes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rastro {

struct AggregateWish {
    std::vector<AnyColumn> by;       // one to three columns
    std::vector<AnyColumn> distinct; // different values of each are counted, a missing one is none
    std::vector<AnyColumn> sums;     // texts that are JSON numbers are summed, others passed over
    std::size_t limit = 1'000;       // the largest groups
};

struct Sum {
    double total = 0;
    std::uint64_t rows = 0; // that had a number and were counted
    bool operator==(const Sum&) const = default;
};

struct AggregateGroup {
    GroupKey key;
    std::uint64_t count = 0;
    std::uint64_t errors = 0; // rows whose outcome is not ok
    Micros first = kNoTime;   // kNoTime if no row of the group has a time
    Micros last = kNoTime;
    std::vector<std::uint64_t> distinct; // by place in the wish
    std::vector<Sum> sums;
    double errorShare() const { return count == 0 ? 0 : static_cast<double>(errors) / static_cast<double>(count); }
};

struct Aggregates {
    std::vector<AggregateGroup> groups; // from the largest to the smallest, equal ones by key (bytes, missing last)
    std::uint64_t groupCount = 0;       // all there are
    std::uint64_t unreadRows = 0;       // records that could not be read: nothing below a path is known of them
};

// rows: distinct ones; of copies the first in their order that has a number counts. A row with several values in a
// column takes part in a group for each, and its different numbers are all summed. Columns made from the records are
// made first, all in one pass. Errors: Cancelled; InvalidArgument for none or more than three columns to group by.
Result<Aggregates> aggregate(const Snapshot& snapshot, const RowVector& rows, const AggregateWish& wish,
                             OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint);

} // namespace rastro
