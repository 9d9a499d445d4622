// SPDX-License-Identifier: Apache-2.0
//
// How many rows have each combination of values of some columns. Values are compared exactly, a missing one is a value
// of its own; a row with several values in a column counts once for each distinct one. Blocks its caller (a worker).
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/groupcodes.h"
#include "store/snapshot.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rastro {

struct Group {
    GroupKey key;
    std::uint64_t count = 0;
};

// Groups from the largest to the smallest, equal ones by key (bytes, missing last). At most `limit` of them.
// Errors: Cancelled; InvalidArgument if a column that is made comes without it.
Result<std::vector<Group>> countBy(const Snapshot& snapshot, const RowVector& rows,
                                   std::span<const GroupColumn> columns, std::size_t limit, unsigned threads,
                                   const Checkpoint& checkpoint);

} // namespace rastro
