// SPDX-License-Identifier: Apache-2.0
//
// The ticks of a time axis at round instants, from years down to tenths of a second, with labels in ISO form and UTC.
// A tick at midnight says the date, so the day is plain whenever the view crosses it. Pure functions, any thread.
#pragma once

#include "timeline/timerange.h"

#include <string>
#include <vector>

namespace rastro {

struct Tick {
    Micros time = 0;
    std::string label;
    bool isDayStart = false; // among ticks of less than a day: this one is midnight, its label the date
};

// Ticks inside the range, at least `minSpacing` pixels apart when the range stands on `width` pixels.
std::vector<Tick> ticksOf(TimeRange range, int width, double minSpacing);

// The smallest round step of at least that many microseconds, a divisor or a multiple of a day; for histogram bars.
Micros roundStep(double atLeast);

// The first multiple of step (counted from 1970-01-01T00:00:00) at or before t.
Micros floorTo(Micros t, Micros step);

// Which days a range touches: "2024-03-11", "2024-03-11 → 12", "2024-03-11 → 04-02", "2023-12-31 → 2024-01-01".
std::string dayLabel(TimeRange range);

} // namespace rastro
