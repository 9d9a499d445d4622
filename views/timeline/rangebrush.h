// SPDX-License-Identifier: Apache-2.0
//
// RangeBrush: a range of time marked bar by bar, by dragging or by keys, and the bar the keyboard stands on. Times, not
// places, so that it stays where it is when the view moves. A value; any thread.
#pragma once

#include "timeline/timerange.h"

#include <optional>

namespace rastro {

class RangeBrush {
public:
    TimeRange range() const { return m_range; }           // whole bars; empty: nothing is marked
    std::optional<Micros> bar() const { return m_bar; }   // where the bar begins

    // On the bar that holds t when bars are `step` long (and begin at multiples of it); marks nothing by itself.
    void standAt(Micros t, Micros step);
    // Marks from the bar stood on last to the one that holds t.
    void extendTo(Micros t, Micros step);
    void setRange(TimeRange range) { m_range = range; }
    void clear() { m_range = {}; }

private:
    TimeRange m_range;
    std::optional<Micros> m_bar;
    std::optional<Micros> m_anchor;
};

} // namespace rastro
