// SPDX-License-Identifier: Apache-2.0
//
// LaneCursor: where the keyboard stands in the lanes: a lane, and perhaps one event of it. A value with moves; every
// move stays inside the lanes it is given. Any thread.
#pragma once

#include "timeline/lanes.h"

#include <cstddef>
#include <optional>

namespace rastro {

struct LaneCursor {
    std::size_t lane = 0;
    std::optional<std::size_t> event; // place in the lane's timed events
    bool operator==(const LaneCursor&) const = default;
};

// `steps` lanes down (negative: up), without an event.
LaneCursor movedLane(const LaneIndex& lanes, const LaneCursor& cursor, std::ptrdiff_t steps);

// The next event of the lane; from no event, the first at or after `from`, else the last. Unchanged in an empty lane.
LaneCursor nextEvent(const LaneIndex& lanes, const LaneCursor& cursor, Micros from);
// The one before; from no event, the last before `from`, else the first.
LaneCursor previousEvent(const LaneIndex& lanes, const LaneCursor& cursor, Micros from);

// What the cursor stands on; kNoRow and kNoTime without an event.
RowId rowAt(const LaneIndex& lanes, const LaneCursor& cursor);
Micros timeAt(const LaneIndex& lanes, const LaneCursor& cursor);

} // namespace rastro
