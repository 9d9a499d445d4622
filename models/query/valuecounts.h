// SPDX-License-Identifier: Apache-2.0
//
// The values a column has in some rows, for offering them while a filter is typed: most frequent first, only those that
// answer to what is typed. Blocks its caller (a worker).
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/completion.h"
#include "query/grouping.h"

#include <string_view>
#include <vector>

namespace rastro {

// False for columns whose values nobody picks from a list: times, places, identifiers that are nearly unique.
bool hasCountableValues(const AnyColumn& column);

// At most `limit`, of the ten thousand most frequent. Empty for a column without countable values. Errors: Cancelled;
// InvalidArgument if a column that is made comes without it.
Result<std::vector<ValueCount>> countValues(const Snapshot& snapshot, const RowVector& rows, const GroupColumn& column,
                                            std::string_view typed, std::size_t limit, unsigned threads,
                                            const Checkpoint& checkpoint);

} // namespace rastro
