// SPDX-License-Identifier: Apache-2.0
//
// Axis: the time axis of a picture: which stretch of time stands on how many pixels, and how it moves. An immutable
// value; every move gives a new one that lies within its limits and shows one second at least. UTC. Any thread.
#pragma once

#include "timeline/timerange.h"

namespace rastro {

// What the whole axis may show for events from first to last: a margin on either side, ten seconds at least.
TimeRange axisLimits(Micros first, Micros last);

class Axis {
public:
    static constexpr Micros kMinSpan = kMicrosPerSecond;

    Axis() : Axis({0, kMicrosPerDay}, 1) {}
    Axis(TimeRange limits, int width);

    TimeRange limits() const { return m_limits; }
    TimeRange view() const { return m_view; }
    int width() const { return m_width; }
    bool isWhole() const { return m_view == m_limits; }

    double xOf(Micros t) const;
    Micros timeAt(double x) const; // may lie outside the view when x does

    // Zoomed about the instant at x, which stays there unless a limit is met; a factor below 1 zooms in.
    Axis zoomed(double x, double factor) const;
    Axis panned(double pixels) const; // positive: towards later times
    Axis whole() const { return withView(m_limits); }
    Axis withView(TimeRange view) const; // a view too short grows about its middle
    Axis withWidth(int width) const;
    // New limits, as when more events are there: a view of everything follows, any other stays.
    Axis withLimits(TimeRange limits) const;
    // The view moved, not zoomed, so that t lies in its middle half; unchanged if t is in view.
    Axis revealing(Micros t) const;

private:
    TimeRange m_limits;
    TimeRange m_view;
    int m_width;
};

} // namespace rastro
