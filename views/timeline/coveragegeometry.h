// SPDX-License-Identifier: Apache-2.0
//
// CoverageGeometry: one row of the coverage strip as rectangles: how much of each pixel column is covered, and where
// logging was stopped. A gap is never lost between pixels. Built when the view changes; pure functions, any thread.
#pragma once

#include "timeline/axis.h"
#include "timeline/coverage.h"

#include <QRect>

#include <cstdint>
#include <optional>
#include <vector>

namespace rastro {

// A part of the row where something is known: a gap of `gap` pixels hangs from the top, the rest is covered.
struct CoverageSlice {
    QRect box;
    int gap = 0;
    bool operator==(const CoverageSlice&) const = default;
};

struct StoppedBox {
    QRect box;
    std::uint32_t span = 0; // place in CoverageMap::stopped()
};

struct CoverageGeometry {
    std::vector<CoverageSlice> slices; // from left to right, none touching an equal one
    std::vector<StoppedBox> stopped;

    // row: a place in CoverageMap::rows(), or nullopt for all of them. band: where the row stands, the axis across it.
    static CoverageGeometry of(const CoverageMap& map, std::optional<std::size_t> row, const Axis& axis,
                               const QRect& band);
};

} // namespace rastro
