// SPDX-License-Identifier: Apache-2.0
//
// Puts rows in the order every view starts from: by time, ties by source path bytes and offset, rows without a time
// last. Pure functions over a snapshot; cancellable.
#pragma once

#include "base/checkpoint.h"
#include "store/snapshot.h"

namespace rastro {

// True if row a stands before row b.
bool isBefore(const Snapshot& snapshot, RowId a, RowId b);

// Rows [first, last) of storage in time order.
RowVector timeSorted(const Snapshot& snapshot, std::uint32_t first, std::uint32_t last);

// Two vectors in time order as one.
RowVector mergeByTime(const Snapshot& snapshot, const RowVector& a, const RowVector& b);

} // namespace rastro
