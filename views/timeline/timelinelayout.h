// SPDX-License-Identifier: Apache-2.0
//
// TimelineLayout: where things stand in the view: names, histogram, tick labels, coverage strip, lanes, the line of the
// cursor's time. A value computed from size and font. In a right-to-left desktop the names stand on the right; time always runs to the
// right, as all tools for logs have it.
#pragma once

#include <QFontMetrics>
#include <QPoint>
#include <QRect>

#include <optional>

namespace rastro {

enum class LaneStyle : quint8 {
    Lanes,  // a row for each lane
    Folded, // one row for all, when the window is low
};

inline constexpr int kFoldWidth = 16; // of the triangle before the name of a group, and of the step in below it

struct TimelineLayout {
    enum class Part : quint8 { Names, Bars, Axis, CoverageNames, Coverage, Lanes, Nothing };

    QRect all;
    QRect names;  // the column, over the whole height
    QRect bars;   // of the histogram
    QRect labels; // of the ticks
    QRect coverage; // rows of the coverage strip; empty without any
    QRect lanes;  // marks
    QRect footer; // time of the cursor
    int rowHeight = 24;
    int coverageRowHeight = 16;
    LaneStyle style = LaneStyle::Lanes;

    // coverageRows: as many as are wished; there are fewer if lanes would have no room. namesWish: pixels for the column of
    // names, as far as there is room; 0: as is usual.
    static TimelineLayout of(QSize size, const QFontMetrics& metrics, LaneStyle style, Qt::LayoutDirection direction,
                             int coverageRows = 0, int namesWish = 0);
    static int heightOf(const QFontMetrics& metrics, LaneStyle style, int rows, int coverageRows = 0);

    int rows() const;           // that are seen; 1 at least, and none is cut
    QRect row(int i) const;     // its marks
    QRect rowName(int i) const; // its name and count
    int coverageRows() const;
    QRect coverageRow(int i) const;
    QRect coverageName(int i) const;
    QRect coverageBand(int i) const; // what is painted of the row, with air above and below
    Part partAt(QPoint point) const;
    bool isAtNamesEdge(QPoint point) const; // where the column of names is made wider
    std::optional<int> rowAt(QPoint point) const;         // over names or marks
    std::optional<int> coverageRowAt(QPoint point) const; // over names or strip
};

} // namespace rastro
