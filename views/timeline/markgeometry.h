// SPDX-License-Identifier: Apache-2.0
//
// MarkGeometry: marks of a view as bare rectangles and stamped shapes, sorted by how they are painted. Built from ready
// buckets whenever axis, rows or size change; the painter only replays it. Buckets of another stretch of time are
// stretched to the axis, so that a moving view is never empty.
#pragma once

#include "timeline/axis.h"
#include "timeline/buckets.h"
#include "timeline/timelinelayout.h"

#include <QPoint>
#include <QRect>

#include <array>
#include <optional>
#include <vector>

namespace rastro {

// How an event ended, as far as a mark tells it. What AWS services did for themselves stands back: faded unless it was
// denied or failed.
enum class MarkTone : quint8 { Faded, Plain, Failed, Denied };
inline constexpr std::size_t kMarkTones = 4;

struct MarkStamp {
    QPoint centre;
    Kind kind = Kind::Credential;
    MarkTone tone = MarkTone::Plain;
};

struct MarkGeometry {
    // Filled rectangles by kind.
    using Bars = std::array<std::vector<QRect>, kAllKinds.size()>;
    Bars faded;
    Bars plain;
    std::vector<QRect> failed;
    Bars denied;                                           // to be hollow
    std::array<std::vector<MarkStamp>, kMarkTones> stamps; // diamonds and circles by tone

    // Anew, in the memory there is: a dense view has a hundred thousand marks. Arguments as those of of().
    void fill(const Buckets& buckets, const LaneIndex& lanes, std::size_t firstLane, const Axis& axis,
              const TimelineLayout& layout);

    // Of the lanes shown from firstLane on (LaneStyle::Folded: all in one).
    static MarkGeometry of(const Buckets& buckets, const LaneIndex& lanes, std::size_t firstLane, const Axis& axis,
                           const TimelineLayout& layout);

private:
    void clear();
};

constexpr bool isStamped(Kind kind) {
    return kind == Kind::Credential || kind == Kind::SignIn || kind == Kind::Insight;
}

// The row of the buckets that holds a lane, found by its key when the buckets are of an earlier index.
std::optional<std::size_t> bucketRowOf(const Buckets& buckets, const LaneIndex& lanes, std::size_t lane);

// Height of a bar in a row of that height.
int markHeight(Kind kind, int rowHeight);

// Where a column of the buckets stands on the axis, in pixels from the left end of the axis.
int markX(const Buckets& buckets, const Axis& axis, const Mark& mark);

} // namespace rastro
