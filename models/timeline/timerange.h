// SPDX-License-Identifier: Apache-2.0
//
// A stretch of time [from, to) and how it is cut into the pixel columns of a picture. Plain values with exact integer
// arithmetic: each instant of the range belongs to one column, whatever the width. Any thread.
#pragma once

#include "base/timestamp.h"

#include <cstdint>

namespace rastro {

struct TimeRange {
    Micros from = 0;
    Micros to = 0;
    Micros span() const { return to - from; }
    bool isEmpty() const { return to <= from; }
    bool contains(Micros t) const { return t >= from && t < to; }
    bool operator==(const TimeRange&) const = default;
};

// `count` columns of (nearly) equal width over a range. Column i is [start(i), start(i + 1)). A range shorter than
// `count` microseconds has empty columns.
class PixelColumns {
public:
    PixelColumns(TimeRange range, int count) : m_range(range), m_count(count > 0 ? count : 1) {
        const Micros span = range.isEmpty() ? 1 : range.span();
        m_whole = span / m_count;
        m_rest = span % m_count;
        m_perMicro = static_cast<double>(m_count) / static_cast<double>(span);
    }

    int count() const { return m_count; }
    TimeRange range() const { return m_range; }
    Micros start(int column) const { return m_range.from + m_whole * column + m_rest * column / m_count; }

    // The column of an instant inside the range.
    int at(Micros t) const {
        const double guess = static_cast<double>(t - m_range.from) * m_perMicro;
        int column = guess < 0 ? 0 : guess >= m_count ? m_count - 1 : static_cast<int>(guess);
        while (column > 0 && start(column) > t)
            --column;
        while (column + 1 < m_count && start(column + 1) <= t)
            ++column;
        return column;
    }

private:
    TimeRange m_range;
    int m_count;
    Micros m_whole;
    Micros m_rest;
    double m_perMicro;
};

} // namespace rastro
