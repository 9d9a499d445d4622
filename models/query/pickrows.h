// SPDX-License-Identifier: Apache-2.0
//
// The rows a filter found, in the order they are shown in. Block their caller, several threads inside, answer a stop
// within 50 ms. Figures: tests/bench/bench_filter.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/filter.h"
#include "store/snapshot.h"

namespace rastro {

// The rows of `base`, an order of rows of this snapshot, that are in the set. Error Cancelled.
Result<RowVector> pickRows(const Snapshot& snapshot, const RowVector& base, const RowBitmap& set, unsigned threads,
                           const Checkpoint& checkpoint);

// The same for an answer about this snapshot: times are a run of its own order.
Result<RowVector> pickRows(const Snapshot& snapshot, const RowVector& base, const FilteredRows& filtered,
                           unsigned threads, const Checkpoint& checkpoint);

} // namespace rastro
