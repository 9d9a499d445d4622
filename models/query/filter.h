// SPDX-License-Identifier: Apache-2.0
//
// Filter: the rows of a snapshot for which an expression holds. Core columns are scanned as codes, paths are made into
// columns on first use, and what only the records can tell is read from as few of them as possible. Blocks its caller
// (a worker), several threads inside, answers a stop within 50 ms. Figures: tests/bench/bench_filter.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "language/expression.h"
#include "query/bitmap.h"
#include "query/filtercontext.h"
#include "query/ondemand.h"
#include "query/timevalue.h"
#include "store/snapshot.h"

#include <functional>
#include <optional>

namespace rastro {

class TextIndex;

// For answers that take long because records have to be read: those of the rows nearest to a place come first, and what
// is known so far is told now and then, between two readings, on the thread that asked.
struct FilterStream {
    const RowVector& order;  // the rows to be shown, in an order of which neighbours mostly share a file
    std::size_t near = 0;    // a place in it
    std::function<void(const RowBitmap& soFar)> tell; // soon after the start, then seldom; never of the whole answer
};

// What a filter is put to beside the snapshot. The cache is shared by whoever asks about the same store.
struct FilterTools {
    OnDemandCache& columns;
    FilterContext context;
    unsigned threads = 1;
    const TextIndex* index = nullptr; // of the store, as far as it is built; null: every record is looked at
    const FilterStream* stream = nullptr;
};

struct FilteredRows {
    RowBitmap rows;
    std::optional<TimeRangeOf> times; // when they are the rows of a range of times and no others
    std::uint64_t unreadRows = 0; // records that could not be read again: they match no question put to the record
};

// Over all rows of the snapshot, hidden ones too. Errors: Cancelled; InvalidArgument for a value that cannot be used
// (see ValueMatcher). context.newest is set from the snapshot when it is kNoTime.
Result<FilteredRows> filterRows(const Snapshot& snapshot, const Expression& expression, const FilterTools& tools,
                                Checkpoint& checkpoint);

// The time of the newest event among the visible rows; kNoTime if none has one.
Micros newestTime(const Snapshot& snapshot);

} // namespace rastro
