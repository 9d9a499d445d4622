// SPDX-License-Identifier: Apache-2.0
//
// MarkGeometry: the marks of one row: which bar stands at each pixel of the axis, and the shapes that are stamped. Built
// from ready buckets whenever axis, rows or size change; the painter only replays it. Buckets of another stretch of time
// are stretched to the axis, so that a moving view is never empty.
#pragma once

#include "timeline/axis.h"
#include "timeline/buckets.h"
#include "timeline/timelinelayout.h"

#include <QPoint>
#include <QRect>

#include <array>
#include <cstdint>
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

// Kinds that are bars, from the weakest: the stronger one is, the higher its bars, so where several stand at a pixel, the
// strongest hides the others.
inline constexpr std::array kBarsByStrength{Kind::Service, Kind::Read, Kind::Take, Kind::Change};
constexpr std::uint8_t barStrength(Kind kind) { // 0: it is no bar
    for (std::size_t i = 0; i < kBarsByStrength.size(); ++i) {
        if (kBarsByStrength[i] == kind)
            return static_cast<std::uint8_t>(i + 1);
    }
    return 0;
}

// One code for each pixel of the axis, and some beside its ends that nobody sees, so that a bar across an end needs no
// care.
class BarCodes {
public:
    static constexpr std::size_t kMargin = 16;

    void assign(std::size_t pixels) { m_codes.assign(pixels + 2 * kMargin, 0); } // all 0
    std::size_t size() const { return m_codes.empty() ? 0 : m_codes.size() - 2 * kMargin; }
    std::uint8_t* data() { return m_codes.data() + kMargin; } // of the first pixel; assign() came first
    const std::uint8_t* data() const { return m_codes.data() + kMargin; }
    std::uint8_t operator[](std::size_t pixel) const { return data()[pixel]; }

private:
    std::vector<std::uint8_t> m_codes;
};

struct MarkGeometry {
    // The strength of the bar at a pixel; 0: none.
    using Bars = BarCodes;
    Bars plain;
    Bars failed;
    Bars denied; // twice the strength, 1 more where the frame of a hollow bar stands; bars that touch are one
    std::array<std::vector<MarkStamp>, kMarkTones> stamps; // diamonds and circles by tone
    bool isFaded = false; // the plain ones

    // Anew, in the memory there is: of a row of the buckets in a row of the view. plain: Faded or Plain.
    void fill(const Buckets& buckets, std::size_t bucketRow, const Axis& axis, const QRect& row, MarkTone plainTone);
    // Of the place-th row of a view whose lanes are shown from firstLane on (LaneStyle::Folded: all in one). False if the
    // buckets have no such row.
    bool fill(const Buckets& buckets, const LaneIndex& lanes, std::size_t firstLane, int place, const Axis& axis,
              const TimelineLayout& layout);
};

constexpr bool isStamped(Kind kind) { return barStrength(kind) == 0; }

// The row of the buckets that holds a lane, found by its key when the buckets are of an earlier index.
std::optional<std::size_t> bucketRowOf(const Buckets& buckets, const LaneIndex& lanes, std::size_t lane);

// Height of a bar in a row of that height.
int markHeight(Kind kind, int rowHeight);

// Where a column of the buckets stands on the axis, in pixels from the left end of the axis.
int markX(const Buckets& buckets, const Axis& axis, const Mark& mark);

} // namespace rastro
