// SPDX-License-Identifier: Apache-2.0
//
// FacetGeometry: where the parts of a row of the facet pane lie, for painting and for the mouse alike, in either
// direction of layout. A plain value.
#pragma once

#include "items/facetmodel.h"

#include <QFontMetrics>
#include <QRect>

namespace rastro {

// What stands under the mouse.
enum class FacetSpot : quint8 { None, Row, Pick, Exclude, Search, Order, Remove };

struct FacetGeometry {
    QRect gutter;   // the tick or the arrow
    QRect text;     // from the gutter to the count, or to the buttons when they show
    QRect bar;      // all of it; a share of its width is painted
    QRect count;
    QRect pick;     // of values: the two buttons
    QRect exclude;
    QRect search;   // of headers: the three buttons
    QRect order;
    QRect remove;

    // countWidth: of the text of the count.
    static FacetGeometry of(FacetModel::RowKind kind, const QRect& row, int countWidth, Qt::LayoutDirection direction);
    static int rowHeight(FacetModel::RowKind kind, const QFontMetrics& metrics);

    FacetSpot spotAt(FacetModel::RowKind kind, const QPoint& position) const;
};

} // namespace rastro
