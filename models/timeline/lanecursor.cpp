// SPDX-License-Identifier: Apache-2.0
#include "timeline/lanecursor.h"

#include <algorithm>

namespace rastro {

namespace {

LaneEvents eventsAt(const LaneIndex& lanes, const LaneCursor& cursor) {
    return cursor.lane < lanes.lanes().size() ? lanes.events(lanes.lanes()[cursor.lane]) : LaneEvents{};
}

// How many events of the lane are before t.
std::size_t countBefore(const LaneEvents& events, Micros t) {
    return static_cast<std::size_t>(std::lower_bound(events.times.begin(), events.times.end(), t) -
                                    events.times.begin());
}

} // namespace

LaneCursor movedLane(const LaneIndex& lanes, const LaneCursor& cursor, std::ptrdiff_t steps) {
    const auto last = static_cast<std::ptrdiff_t>(lanes.lanes().size()) - 1;
    if (last < 0)
        return {};
    const auto now = std::min(static_cast<std::ptrdiff_t>(cursor.lane), last);
    return {static_cast<std::size_t>(std::clamp(now + steps, std::ptrdiff_t{0}, last)), std::nullopt};
}

LaneCursor nextEvent(const LaneIndex& lanes, const LaneCursor& cursor, Micros from) {
    const LaneEvents events = eventsAt(lanes, cursor);
    if (events.times.empty())
        return cursor;
    const std::size_t wanted = cursor.event ? *cursor.event + 1 : countBefore(events, from);
    return {cursor.lane, std::min(wanted, events.times.size() - 1)};
}

LaneCursor previousEvent(const LaneIndex& lanes, const LaneCursor& cursor, Micros from) {
    const LaneEvents events = eventsAt(lanes, cursor);
    if (events.times.empty())
        return cursor;
    const std::size_t behind = std::min(cursor.event ? *cursor.event : countBefore(events, from), events.times.size());
    return {cursor.lane, behind == 0 ? 0 : behind - 1};
}

RowId rowAt(const LaneIndex& lanes, const LaneCursor& cursor) {
    const LaneEvents events = eventsAt(lanes, cursor);
    return cursor.event && *cursor.event < events.rows.size() ? events.rows[*cursor.event] : kNoRow;
}

Micros timeAt(const LaneIndex& lanes, const LaneCursor& cursor) {
    const LaneEvents events = eventsAt(lanes, cursor);
    return cursor.event && *cursor.event < events.times.size() ? events.times[*cursor.event] : kNoTime;
}

} // namespace rastro
