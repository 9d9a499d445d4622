// SPDX-License-Identifier: Apache-2.0
#include "facets/facetgeometry.h"

#include <QStyle>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kMargin = 4;
constexpr int kGutter = 16;
constexpr int kCountMargin = 10;
constexpr int kButton = 18;
constexpr int kHeaderGap = 8; // above a header

} // namespace

int FacetGeometry::rowHeight(FacetModel::RowKind kind, const QFontMetrics& metrics) {
    const int row = std::max(18, metrics.height() + 3);
    return kind == FacetModel::RowKind::Header ? row + kHeaderGap : row;
}

FacetGeometry FacetGeometry::of(FacetModel::RowKind kind, const QRect& row, int countWidth,
                                Qt::LayoutDirection direction) {
    const bool isHeader = kind == FacetModel::RowKind::Header;
    const QRect line = row.adjusted(0, isHeader ? kHeaderGap : 0, 0, 0);
    const int left = line.left() + kMargin;
    const int countRight = line.right() + 1 - kCountMargin;
    const auto at = [&](int x, int width) { return QRect(x, line.top(), std::max(width, 0), line.height()); };
    FacetGeometry g;
    g.gutter = at(left, kGutter);
    g.count = at(countRight - countWidth, countWidth);
    g.bar = at(left, line.width() - kMargin - kCountMargin / 2).adjusted(0, 1, 0, -1);
    const int textLeft = left + kGutter;
    g.text = at(textLeft, g.count.left() - 6 - textLeft);
    int buttons = g.count.left() - 4;
    const auto button = [&] {
        buttons -= kButton;
        return at(buttons, kButton);
    };
    if (isHeader) {
        g.remove = button();
        g.order = button();
        g.search = button();
    } else if (kind == FacetModel::RowKind::Value || kind == FacetModel::RowKind::Missing) {
        g.exclude = button();
        g.pick = button();
    }
    for (QRect* part : {&g.gutter, &g.text, &g.bar, &g.count, &g.pick, &g.exclude, &g.search, &g.order, &g.remove}) {
        if (!part->isNull())
            *part = QStyle::visualRect(direction, row, *part);
    }
    return g;
}

FacetSpot FacetGeometry::spotAt(FacetModel::RowKind kind, const QPoint& position) const {
    using enum FacetSpot;
    if (kind == FacetModel::RowKind::Header) {
        return search.contains(position)   ? Search
               : order.contains(position)  ? Order
               : remove.contains(position) ? Remove
                                           : Row;
    }
    return pick.contains(position) ? Pick : exclude.contains(position) ? Exclude : Row;
}

} // namespace rastro
