// SPDX-License-Identifier: Apache-2.0
//
// JsonTreeView: a tree of JSON that grows to the height of what it shows (its page scrolls) or scrolls by itself.
// Copies value, path and JSON of an item; shows long strings whole on wish. GUI thread.
#pragma once

#include "detail/findresult.h"

#include <QTreeView>

#include <optional>

class QMenu;

namespace rastro {

class JsonDelegate;
class JsonTreeModel;

class JsonTreeView : public QTreeView {
    Q_OBJECT
public:
    enum class Height : quint8 { OfContents, OfLayout };
    explicit JsonTreeView(Height height, QWidget* parent = nullptr);

    void setJsonModel(JsonTreeModel* model); // once; expands two levels whenever the model is filled anew
    void reveal(const QModelIndex& index);   // opens what is around it and makes it current
    void setFoundText(const QString& text);  // marked in all items; empty: none
    // Where the current item stands among those that hold the text; nullopt if there are too many to look at.
    std::optional<FindResult> foundNow(const QString& text) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    // Before the menu of a scalar opens: its owner may add to it. path: as filters write it; value: whole, as it is meant.
    void menuOpening(QMenu& menu, const QString& path, const QString& value, int type);
    void currentShown(const QRect& rect); // in the coordinates of this widget, for the page to scroll to

protected:
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void expandFirstLevels();
    void followContents();
    int contentsHeight() const;
    void copyCurrent(int role);
    void showWhole(const QModelIndex& index);

    JsonTreeModel* m_json = nullptr;
    JsonDelegate* m_delegate;
    Height m_height;
    int m_laidOutWidth = -1;
    bool m_isExpanding = false;
};

} // namespace rastro
