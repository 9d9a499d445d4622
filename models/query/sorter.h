// SPDX-License-Identifier: Apache-2.0
//
// Sorting of a view's rows by any column. Ties by (time, source path bytes, position) and rows without a value last,
// both also in descending order; columns whose present values are all JSON numbers sort as numbers, others by bytes
// with A-Z folded. Blocks its caller (a worker); answers a stop within 50 ms. Figures: tests/bench/bench_sort.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/ondemand.h"
#include "query/rankcache.h"
#include "store/snapshot.h"

namespace rastro {

enum class SortOrder : std::uint8_t { Ascending, Descending };

// base: distinct rows of the snapshot in any order. A column made from the records must be given; rows with several
// values in it are sorted by the first.
// cache: keeps the order of a column's values for the next sort.
// Errors: Cancelled; InvalidArgument when that column is not given.
Result<RowVector> sortRows(const Snapshot& snapshot, const RowVector& base, const AnyColumn& column, SortOrder order,
                           Checkpoint& checkpoint, unsigned threads, const OnDemandColumn* onDemand = nullptr,
                           RankCache* cache = nullptr);

// The rows in the default order: time, then source path bytes, then position; rows without a time last.
Result<RowVector> inTimeOrder(const Snapshot& snapshot, const RowVector& rows, Checkpoint& checkpoint,
                              unsigned threads);

} // namespace rastro
