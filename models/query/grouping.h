// SPDX-License-Identifier: Apache-2.0
//
// How many rows have each combination of values of some columns. Values are compared exactly, a missing one is a value
// of its own. Blocks its caller (a worker).
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/ondemand.h"
#include "store/snapshot.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rastro {

struct GroupColumn {
    Column column;
    const OnDemandColumn* made = nullptr; // for Target and Summary
};

struct Group {
    std::vector<std::optional<std::string>> key; // a value for each column, nullopt when missing
    std::uint64_t count = 0;
};

// Groups from the largest to the smallest, equal ones by key (bytes, missing last). At most `limit` of them.
// Errors: Cancelled; InvalidArgument if Target or Summary comes without its column.
Result<std::vector<Group>> countBy(const Snapshot& snapshot, const RowVector& rows,
                                   std::span<const GroupColumn> columns, std::size_t limit, unsigned threads,
                                   const Checkpoint& checkpoint);

} // namespace rastro
