// SPDX-License-Identifier: Apache-2.0
//
// FilterLeaf: one term of a filter over one kind of column, answered chunk by chunk. Made once for a snapshot, which
// must outlive it; immutable then, any thread.
#pragma once

#include "base/checkpoint.h"
#include "query/bitmap.h"
#include "query/ondemand.h"
#include "query/timevalue.h"
#include "query/valuematcher.h"
#include "store/snapshot.h"

#include <memory>
#include <optional>
#include <span>

namespace rastro {

class FilterLeaf {
public:
    virtual ~FilterLeaf() = default;
    // The rows of chunk c that match: every word of the chunk is written, bits beyond its rows as zero.
    virtual void fill(std::size_t c, RowBitmap::Word* words) const = 0;
    virtual bool contains(std::uint32_t row) const = 0;
    virtual int cost() const { return 1; } // relative: cheap ones go first
    // When it is the rows of a range of times and no others.
    virtual std::optional<TimeRangeOf> times() const { return std::nullopt; }
    // One leaf for the rows of either, when both look for values in the same column; else null.
    virtual std::unique_ptr<const FilterLeaf> unitedWith(const FilterLeaf&) const { return nullptr; }
    // One leaf for the rows of both, when one scan can find them; else null.
    virtual std::unique_ptr<const FilterLeaf> narrowedBy(const FilterLeaf&) const { return nullptr; }
};

using LeafPtr = std::unique_ptr<const FilterLeaf>;

// A term over a stored column, by its values. times: for EventTime, instants that match beside the texts; guid: for an
// identifier, the only value that matches. Null if a stop was asked for while the dictionary was looked through.
LeafPtr makeStoredLeaf(const Snapshot& snapshot, Column column, const ValueMatcher& matcher,
                       const std::optional<TimeRangeOf>& times, const std::optional<Identifier>& guid, unsigned threads,
                       const Checkpoint& checkpoint);

// The part of an order of time, rows without a time last, that lies in a range.
std::span<const std::uint32_t> runOfTimes(const Snapshot& snapshot, const RowVector& order, TimeRangeOf times);

// Events within a range of times.
LeafPtr makeTimeRangeLeaf(const Snapshot& snapshot, TimeRangeOf times);

// The same over a column made from the records. Null if a stop was asked for.
LeafPtr makeOnDemandLeaf(const Snapshot& snapshot, OnDemandPtr column, const ValueMatcher& matcher, unsigned threads,
                         const Checkpoint& checkpoint);

} // namespace rastro
