// SPDX-License-Identifier: Apache-2.0
#include "timeline/axis.h"

#include <algorithm>
#include <cmath>

namespace rastro {

namespace {

// Far beyond the years 0 to 9999, and far from where a difference of two would overflow.
constexpr Micros kFarthest = 1'000'000'000'000'000'000;

Micros bounded(Micros t) {
    return std::clamp(t, -kFarthest, kFarthest);
}

// A range of that span as near to `from` as the limits let it be.
TimeRange fitted(Micros from, Micros span, TimeRange limits) {
    span = std::clamp(span, std::min(Axis::kMinSpan, limits.span()), limits.span());
    from = std::clamp(from, limits.from, limits.to - span);
    return {from, from + span};
}

} // namespace

TimeRange axisLimits(Micros first, Micros last) {
    const Micros low = bounded(std::min(first, last));
    const Micros high = bounded(std::max(first, last));
    const Micros margin = std::max({(high - low) / 50, kMicrosPerSecond, (10 * kMicrosPerSecond - (high - low)) / 2});
    return {low - margin, high + margin + 1};
}

Axis::Axis(TimeRange limits, int width) : m_limits(limits), m_width(std::max(width, 1)) {
    m_limits.from = bounded(limits.from);
    m_limits.to = std::max(bounded(limits.to), m_limits.from + kMinSpan);
    m_view = m_limits;
}

double Axis::xOf(Micros t) const {
    return static_cast<double>(bounded(t) - m_view.from) * m_width / static_cast<double>(m_view.span());
}

Micros Axis::timeAt(double x) const {
    const double offset = x / m_width * static_cast<double>(m_view.span());
    return m_view.from + static_cast<Micros>(std::llround(std::clamp(offset, -1e18, 1e18)));
}

Axis Axis::zoomed(double x, double factor) const {
    if (!(factor > 0))
        return *this;
    const auto span = static_cast<double>(m_view.span());
    const double wanted =
        std::clamp(span * factor, static_cast<double>(kMinSpan), static_cast<double>(m_limits.span()));
    const double shift = x / m_width * (span - wanted);
    Axis next = *this;
    next.m_view = fitted(m_view.from + std::llround(shift), std::llround(wanted), m_limits);
    return next;
}

Axis Axis::panned(double pixels) const {
    const auto whole = static_cast<double>(m_limits.span());
    const double shift = std::clamp(pixels / m_width * static_cast<double>(m_view.span()), -whole, whole);
    Axis next = *this;
    next.m_view = fitted(m_view.from + std::llround(shift), m_view.span(), m_limits);
    return next;
}

Axis Axis::withView(TimeRange view) const {
    const Micros from = bounded(std::min(view.from, view.to));
    const Micros to = bounded(std::max(view.from, view.to));
    const Micros missing = std::max<Micros>(kMinSpan - (to - from), 0);
    Axis next = *this;
    next.m_view = fitted(from - missing / 2, to - from + missing, m_limits);
    return next;
}

Axis Axis::withWidth(int width) const {
    Axis next = *this;
    next.m_width = std::max(width, 1);
    return next;
}

Axis Axis::withLimits(TimeRange limits) const {
    const Axis next(limits, m_width);
    return isWhole() ? next : next.withView(m_view);
}

Axis Axis::revealing(Micros t) const {
    if (m_view.contains(t))
        return *this;
    Axis next = *this;
    next.m_view = fitted(bounded(t) - m_view.span() / 2, m_view.span(), m_limits);
    return next;
}

} // namespace rastro
