// SPDX-License-Identifier: Apache-2.0
#include "timeline/hourset.h"

#include <algorithm>

namespace rastro {

namespace {

std::int32_t hourNumber(Micros t) {
    const Micros hour = t / kMicrosPerHour - (t % kMicrosPerHour < 0 ? 1 : 0);
    return static_cast<std::int32_t>(std::clamp<Micros>(hour, -100'000'000, 100'000'000)); // beyond the year 9999
}

} // namespace

TimeRange hourOf(Micros t) {
    const Micros from = hourNumber(t) * kMicrosPerHour;
    return {from, from + kMicrosPerHour};
}

void HourSet::add(Micros t) {
    const std::int32_t hour = hourNumber(t);
    if (hour == m_last)
        return;
    m_last = hour;
    m_hours.push_back(hour);
    if (m_hours.size() >= m_compactAt)
        compact();
}

void HourSet::compact() {
    std::ranges::sort(m_hours);
    const auto twice = std::ranges::unique(m_hours);
    m_hours.erase(twice.begin(), twice.end());
    m_compactAt = std::max<std::size_t>(m_hours.size() * 2, 4096);
}

std::vector<TimeRange> HourSet::runs() {
    compact();
    std::vector<TimeRange> runs;
    for (const std::int32_t hour : m_hours) {
        const Micros from = hour * kMicrosPerHour;
        if (!runs.empty() && runs.back().to == from)
            runs.back().to += kMicrosPerHour;
        else
            runs.push_back({from, from + kMicrosPerHour});
    }
    return runs;
}

std::vector<TimeRange> gapsBetween(const std::vector<TimeRange>& runs, TimeRange within) {
    std::vector<TimeRange> gaps;
    Micros from = within.from;
    for (const TimeRange& run : runs) {
        if (run.to <= from)
            continue;
        if (run.from >= within.to)
            break;
        if (run.from > from)
            gaps.push_back({from, run.from});
        from = run.to;
    }
    if (from < within.to)
        gaps.push_back({from, within.to});
    return gaps;
}

} // namespace rastro
