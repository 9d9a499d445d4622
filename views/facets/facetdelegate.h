// SPDX-License-Identifier: Apache-2.0
//
// FacetDelegate: paints the rows of the facet pane: headers in bold with their distinct count, values over a bar as wide
// as their share, buttons on the row under the mouse. Paints only; the mouse is FacetView's. GUI thread.
#pragma once

#include "common/shapedtexts.h"
#include "facets/facetgeometry.h"

#include <QStyledItemDelegate>

namespace rastro {

struct Theme;

enum class FacetFreshness : quint8 { Fresh, Stale /* counts of an older filter */ };

class FacetDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit FacetDelegate(QObject* parent = nullptr) : QStyledItemDelegate(parent) {}

    void setFreshness(FacetFreshness freshness) { m_freshness = freshness; }
    void setHover(const QModelIndex& index, FacetSpot spot); // an invalid index: none
    void setSearching(const QModelIndex& header) { m_searching = header; } // its title makes room for a field

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    static QString countText(const QModelIndex& index);
    static FacetGeometry geometry(const QStyleOptionViewItem& option, const QModelIndex& index);

private:
    void paintHeader(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintValue(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintLine(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintButtons(QPainter& painter, const FacetGeometry& geometry, const QModelIndex& index,
                      const Theme& theme) const;
    bool isHovered(const QModelIndex& index) const { return m_hover.isValid() && m_hover == index; }

    FacetFreshness m_freshness = FacetFreshness::Fresh;
    QPersistentModelIndex m_hover;
    FacetSpot m_spot = FacetSpot::None;
    QPersistentModelIndex m_searching;
    mutable ShapedTexts m_texts; // painting is const
};

} // namespace rastro
