// SPDX-License-Identifier: Apache-2.0
//
// Histogram of rows over time: bins of equal width from the first to the last event, each half-open but the last, which
// is closed. Every row with a time is in exactly one bin. Blocks its caller, several threads inside.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "store/snapshot.h"

#include <cstdint>
#include <vector>

namespace rastro {

struct TimeBin {
    Micros from = 0;
    Micros to = 0;
    std::uint64_t count = 0;
};

struct Histogram {
    std::vector<TimeBin> bins;
    std::uint64_t withoutTime = 0;
};

// binCount bins (at least 1), fewer only if there are not as many microseconds; none without a row that has a time.
// Error Cancelled.
Result<Histogram> makeHistogram(const Snapshot& snapshot, const RowVector& rows, std::uint32_t binCount,
                                unsigned threads, const Checkpoint& checkpoint);

// First and last time of the rows; kNoTime in both if none has one.
struct TimeSpan {
    Micros first = kNoTime;
    Micros last = kNoTime;
};
TimeSpan timeSpanOf(const Snapshot& snapshot, const RowVector& rows, unsigned threads, const Checkpoint& checkpoint);

} // namespace rastro
