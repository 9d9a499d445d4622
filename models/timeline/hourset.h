// SPDX-License-Identifier: Apache-2.0
//
// HourSet: hours collected in any order and handed out as runs. Memory follows the distinct hours, not the additions.
// A value; one thread.
#pragma once

#include "timeline/timerange.h"

#include <cstdint>
#include <vector>

namespace rastro {

inline constexpr Micros kMicrosPerHour = 3'600 * kMicrosPerSecond;

class HourSet {
public:
    // The hour that holds t; t is within the years 0 to 9999.
    void add(Micros t);
    bool isEmpty() const { return m_hours.empty(); }
    // Ascending, none touching another.
    std::vector<TimeRange> runs();

private:
    void compact();

    std::vector<std::int32_t> m_hours;
    std::int32_t m_last = INT32_MIN;
    std::size_t m_compactAt = 4096;
};

// What is left of a range without the runs (ascending, apart from each other).
std::vector<TimeRange> gapsBetween(const std::vector<TimeRange>& runs, TimeRange within);

TimeRange hourOf(Micros t);

} // namespace rastro
