// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelinelayout.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr int kGrid = 8;
constexpr int kBars = 40;

int labelsHeight(const QFontMetrics& metrics) {
    return metrics.height() + 2;
}

int footerHeight(const QFontMetrics& metrics) {
    return metrics.height() + 6;
}

int rowHeightOf(const QFontMetrics& metrics) {
    return std::max(metrics.height() + 6, 20);
}

} // namespace

TimelineLayout TimelineLayout::of(QSize size, const QFontMetrics& metrics, LaneStyle style,
                                  Qt::LayoutDirection direction) {
    TimelineLayout layout;
    layout.all = QRect(QPoint(0, 0), size);
    layout.style = style;
    layout.rowHeight = rowHeightOf(metrics);
    const int names = std::min(metrics.averageCharWidth() * 34, size.width() / 3);
    const int left = direction == Qt::LeftToRight ? names : kGrid;
    const int width = std::max(size.width() - names - kGrid, 1);
    layout.names = QRect(direction == Qt::LeftToRight ? 0 : size.width() - names, 0, names, size.height());
    layout.bars = QRect(left, 4, width, kBars);
    layout.labels = QRect(left, layout.bars.bottom() + 1, width, labelsHeight(metrics));
    const int top = layout.labels.bottom() + 2;
    const int room = size.height() - footerHeight(metrics) - top;
    const int rows = style == LaneStyle::Folded ? 1 : std::max(room / layout.rowHeight, 1);
    layout.lanes = QRect(left, top, width, rows * layout.rowHeight);
    layout.footer = QRect(left, layout.lanes.bottom() + 1, width, footerHeight(metrics));
    return layout;
}

int TimelineLayout::heightOf(const QFontMetrics& metrics, LaneStyle style, int rows) {
    const int count = style == LaneStyle::Folded ? 1 : rows;
    return 4 + kBars + labelsHeight(metrics) + 1 + count * rowHeightOf(metrics) + footerHeight(metrics);
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

TimelineLayout::Part TimelineLayout::partAt(QPoint point) const {
    if (point.y() >= lanes.top() && point.y() <= lanes.bottom())
        return names.contains(point) ? Part::Names : lanes.contains(point) ? Part::Lanes : Part::Nothing;
    const bool isOnAxis = point.x() >= bars.left() && point.x() <= bars.right() && point.y() < lanes.top();
    return isOnAxis ? Part::Axis : Part::Nothing;
}

std::optional<int> TimelineLayout::rowAt(QPoint point) const {
    const Part part = partAt(point);
    if (part != Part::Names && part != Part::Lanes)
        return std::nullopt;
    return (point.y() - lanes.top()) / rowHeight;
}

} // namespace rastro
