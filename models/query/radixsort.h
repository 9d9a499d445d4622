// SPDX-License-Identifier: Apache-2.0
//
// Stable sort of rows by small integer keys: counting passes of 11 bits, spread over threads, no comparisons.
// Figures: tests/bench/bench_sort. Blocks its caller, can be stopped.
#pragma once

#include "base/checkpoint.h"
#include "query/scratch.h"
#include "store/snapshot.h"

#include <cstdint>
#include <vector>

namespace rastro {

// The rows in ascending order of rankOf[code], rows of equal ranks in the order they came. codes[i] belongs to rows[i]
// and is used as working space; ranks are below rankCount. False if a stop was requested.
bool radixSort(const RowVector& rows, ScratchBuffer<std::uint32_t>& codes,
               const std::vector<std::uint32_t>& rankOf, std::uint64_t rankCount, unsigned threads,
               const Checkpoint& checkpoint, RowVector& sorted);

} // namespace rastro
