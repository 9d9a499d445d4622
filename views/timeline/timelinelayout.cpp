// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelinelayout.h"

#include <algorithm>
#include <cstdlib>

namespace rastro {

namespace {

constexpr int kGrid = 8;
constexpr int kBars = 40;
constexpr int kLeastLanes = 3; // that an unfolded coverage strip leaves room for

int labelsHeight(const QFontMetrics& metrics) {
    return metrics.height() + 2;
}

int footerHeight(const QFontMetrics& metrics) {
    return metrics.height() + 6;
}

int rowHeightOf(const QFontMetrics& metrics) {
    return std::max(metrics.height() + 6, 20);
}

int coverageHeightOf(const QFontMetrics& metrics) {
    return std::max(metrics.height() + 1, 16);
}

} // namespace

TimelineLayout TimelineLayout::of(QSize size, const QFontMetrics& metrics, LaneStyle style,
                                  Qt::LayoutDirection direction, int coverageRows, int namesWish) {
    TimelineLayout layout;
    layout.all = QRect(QPoint(0, 0), size);
    layout.style = style;
    layout.rowHeight = rowHeightOf(metrics);
    layout.coverageRowHeight = coverageHeightOf(metrics);
    constexpr int kUsual = 34, kLeast = 10; // characters
    const int usual = std::min(metrics.averageCharWidth() * kUsual, size.width() / 3);
    const int least = std::min(metrics.averageCharWidth() * kLeast, usual);
    const int names = namesWish == 0 ? usual : std::clamp(namesWish, least, std::max(size.width() * 2 / 3, least));
    const int left = direction == Qt::LeftToRight ? names : kGrid;
    const int width = std::max(size.width() - names - kGrid, 1);
    layout.names = QRect(direction == Qt::LeftToRight ? 0 : size.width() - names, 0, names, size.height());
    layout.bars = QRect(left, 4, width, kBars);
    layout.labels = QRect(left, layout.bars.bottom() + 1, width, labelsHeight(metrics));
    int top = layout.labels.bottom() + 2;
    int room = size.height() - footerHeight(metrics) - top;
    const int fitting = (room - kLeastLanes * layout.rowHeight) / layout.coverageRowHeight;
    const int strips = std::min(coverageRows, std::max(fitting, 1));
    layout.coverage = QRect(left, top, width, strips * layout.coverageRowHeight);
    top += layout.coverage.height() + (strips > 0 ? 1 : 0);
    room -= layout.coverage.height() + (strips > 0 ? 1 : 0);
    const int rows = style == LaneStyle::Folded ? 1 : std::max(room / layout.rowHeight, 1);
    layout.lanes = QRect(left, top, width, rows * layout.rowHeight);
    layout.footer = QRect(left, layout.lanes.bottom() + 1, width, footerHeight(metrics));
    return layout;
}

int TimelineLayout::heightOf(const QFontMetrics& metrics, LaneStyle style, int rows, int coverageRows) {
    const int count = style == LaneStyle::Folded ? 1 : rows;
    const int strips = coverageRows > 0 ? coverageRows * coverageHeightOf(metrics) + 1 : 0;
    return 4 + kBars + labelsHeight(metrics) + 1 + strips + count * rowHeightOf(metrics) + footerHeight(metrics);
}

int TimelineLayout::rows() const {
    return lanes.height() / rowHeight;
}

QRect TimelineLayout::row(int i) const {
    return {lanes.left(), lanes.top() + i * rowHeight, lanes.width(), rowHeight};
}

QRect TimelineLayout::rowName(int i) const {
    return {names.left() + kGrid, lanes.top() + i * rowHeight, std::max(names.width() - 2 * kGrid, 0), rowHeight};
}

int TimelineLayout::coverageRows() const {
    return coverage.height() / coverageRowHeight;
}

QRect TimelineLayout::coverageRow(int i) const {
    return {coverage.left(), coverage.top() + i * coverageRowHeight, coverage.width(), coverageRowHeight};
}

QRect TimelineLayout::coverageName(int i) const {
    const QRect row = coverageRow(i);
    return {names.left() + kGrid, row.top(), std::max(names.width() - 2 * kGrid, 0), row.height()};
}

QRect TimelineLayout::coverageBand(int i) const {
    return coverageRow(i).adjusted(0, 1, 0, -2);
}

bool TimelineLayout::isAtNamesEdge(QPoint point) const {
    constexpr int kReach = 3;
    const int edge = names.left() < lanes.left() ? names.right() : names.left();
    return std::abs(point.x() - edge) <= kReach && point.y() > labels.bottom();
}

TimelineLayout::Part TimelineLayout::partAt(QPoint point) const {
    const auto isWithin = [&point](const QRect& box) { return point.y() >= box.top() && point.y() <= box.bottom(); };
    if (isWithin(lanes))
        return names.contains(point) ? Part::Names : lanes.contains(point) ? Part::Lanes : Part::Nothing;
    if (isWithin(coverage))
        return names.contains(point) ? Part::CoverageNames : coverage.contains(point) ? Part::Coverage : Part::Nothing;
    if (point.x() < bars.left() || point.x() > bars.right() || point.y() >= lanes.top())
        return Part::Nothing;
    return point.y() <= bars.bottom() ? Part::Bars : Part::Axis;
}

std::optional<int> TimelineLayout::rowAt(QPoint point) const {
    const Part part = partAt(point);
    if (part != Part::Names && part != Part::Lanes)
        return std::nullopt;
    return (point.y() - lanes.top()) / rowHeight;
}

std::optional<int> TimelineLayout::coverageRowAt(QPoint point) const {
    const Part part = partAt(point);
    if (part != Part::CoverageNames && part != Part::Coverage)
        return std::nullopt;
    return (point.y() - coverage.top()) / coverageRowHeight;
}

} // namespace rastro
