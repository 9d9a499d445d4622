// SPDX-License-Identifier: Apache-2.0
//
// FacetView: the tree of facets under mouse and keyboard. A click or Space on a value toggles it, + filters for it,
// - filters it out, Alt with any of them puts it in place of the field's other terms; typing or Ctrl+F searches inside
// the facet, Delete removes it. Tells what is wished and changes nothing itself. GUI thread.
#pragma once

#include "facets/facetdelegate.h"
#include "query/facetedit.h"

#include <QTreeView>

namespace rastro {

class FacetSearch;

class FacetView : public QTreeView {
    Q_OBJECT
public:
    explicit FacetView(QWidget* parent = nullptr);

    void setFacetModel(FacetModel* model);
    void setFreshness(FacetFreshness freshness);
    void openSearch(const QModelIndex& index, const QString& typed = {}); // of the facet the row belongs to
    FacetSearch& search() { return *m_search; }

    // Where a part of a row is, in the viewport: for tests and accessibility.
    QRect spotRect(const QModelIndex& index, FacetSpot spot) const;

signals:
    void valueChosen(const rastro::AnyColumn& field, const rastro::FacetChoice& value, rastro::FacetEdit edit);
    void moreWanted(const rastro::AnyColumn& field);
    void orderWanted(const rastro::AnyColumn& field, rastro::FacetOrder order);
    void searchWanted(const rastro::AnyColumn& field, const QString& text);
    void removeWanted(const rastro::AnyColumn& field);
    // For entries of others; value: of the row the menu is for, if it has one.
    void menuOpening(QMenu& menu, const rastro::AnyColumn& field, const rastro::FacetChoice& value);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    void doItemsLayout() override;
    QSize viewportSizeHint() const override;

private:
    void setUpLooks();
    void connectSearch();
    FacetSpot spotAt(const QPoint& position, const QModelIndex& index) const;
    void setHover(const QPoint& position);
    void act(const QModelIndex& index, FacetSpot spot, Qt::KeyboardModifiers modifiers);
    void choose(const QModelIndex& index, FacetEdit edit, Qt::KeyboardModifiers modifiers);
    void activate(const QModelIndex& index, Qt::KeyboardModifiers modifiers);
    bool actOnKey(const QKeyEvent& event);
    void toggleOrder(const QModelIndex& index);
    void fillMenu(QMenu& menu, const QModelIndex& index);
    QModelIndex headerOf(const QModelIndex& index) const;
    QString toolTip(const QModelIndex& index, FacetSpot spot) const;
    void placeSearch();
    void closeSearch();
    void rememberCurrent();
    void restoreCurrent();

    FacetModel* m_facets = nullptr;
    FacetDelegate* m_delegate;
    FacetSearch* m_search;
    QPersistentModelIndex m_searched; // header
    QPersistentModelIndex m_pressed;
    FacetSpot m_pressedSpot = FacetSpot::None;
    QPersistentModelIndex m_keptHeader; // where the current row is, while values change
    FacetChoice m_keptValue;
    bool m_keepsValue = false;
};

} // namespace rastro
