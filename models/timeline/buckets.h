// SPDX-License-Identifier: Apache-2.0
//
// Buckets: what a picture of the timeline needs, aggregated: per lane and pixel column one Mark, and the histogram of
// all events. Computed in a worker from a LaneIndex by searching each lane's sorted times; immutable afterwards. Every
// timed event of the range is in exactly one mark of its lane and in one bar. Times and rows only: no text, no colours.
#pragma once

#include "base/checkpoint.h"
#include "timeline/lanes.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace rastro {

struct BucketRequest {
    enum class Rows : std::uint8_t {
        Lanes,    // one row of marks for each lane in [firstLane, endLane)
        AllInOne, // one row of marks for the events of all lanes
    };
    TimeRange range;
    int columns = 1;
    int barWidth = 8; // pixels a bar of the histogram has at least
    Rows rows = Rows::Lanes;
    std::size_t firstLane = 0;
    std::size_t endLane = 0; // cut to the lanes there are
    bool operator==(const BucketRequest&) const = default;
};

// The events of one row in one pixel column. At least one.
struct Mark {
    std::uint32_t column = 0;
    std::uint32_t begin = 0; // place of the first in its lane's events (AllInOne: in LaneIndex::rows())
    std::uint32_t count = 0; // they stand one after the other
    RowId first = kNoRow;
    RowId lead = kNoRow; // the first of class classes.lead()
    ClassSet classes;
    std::array<std::uint32_t, kAllKinds.size()> kinds{};
    std::array<std::uint32_t, kAllOutcomes.size()> outcomes{};
};

struct Bar {
    std::uint32_t total = 0;
    std::array<std::uint32_t, kAllOutcomes.size()> outcomes{}; // sum up to total
    std::uint32_t errors() const { return total - outcomes[static_cast<std::size_t>(Outcome::Ok)]; }
};

// Bars of one round step, aligned to it, so that they keep their place while the view moves; the first and the last may
// reach beyond the range and are counted whole.
struct Histogram {
    Micros origin = 0;
    Micros step = 1;
    std::vector<Bar> bars;
    std::uint32_t highest() const;
    TimeRange rangeOf(std::size_t bar) const {
        const Micros from = origin + static_cast<Micros>(bar) * step;
        return {from, from + step};
    }
    std::optional<std::size_t> barAt(Micros time) const; // nullopt beside the bars
};

class Buckets {
public:
    // Null if a stop was requested before the end.
    static std::shared_ptr<const Buckets> compute(std::shared_ptr<const LaneIndex> lanes, const BucketRequest& request,
                                                  Checkpoint& checkpoint);

    const LaneIndex& lanes() const { return *m_lanes; }
    std::shared_ptr<const LaneIndex> sharedLanes() const { return m_lanes; }
    const BucketRequest& request() const { return m_request; }
    PixelColumns columns() const { return {m_request.range, m_request.columns}; }

    std::size_t rowCount() const { return m_rowEnds.size(); }
    std::span<const Mark> marks(std::size_t row) const; // ascending by column; row 0 is firstLane
    const Histogram& histogram() const { return m_histogram; }

private:
    friend class BucketBuilder;
    Buckets() = default;

    std::shared_ptr<const LaneIndex> m_lanes;
    BucketRequest m_request;
    std::vector<Mark> m_marks;
    std::vector<std::size_t> m_rowEnds;
    Histogram m_histogram;
};

} // namespace rastro
