// SPDX-License-Identifier: Apache-2.0
#include "detail/jsontreeview.h"

#include "detail/jsondelegate.h"
#include "items/jsontreemodel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kMostContentsHeight = 30'000; // beyond it the tree scrolls by itself
constexpr int kMostExpanded = 400;          // rows opened without being asked

} // namespace

JsonTreeView::JsonTreeView(Height height, QWidget* parent) : QTreeView(parent), m_delegate(new JsonDelegate(this)), m_height(height) {
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(m_delegate);
    setIndentation(14);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    header()->setStretchLastSection(true);
    if (height == Height::OfContents)
        setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(this, &QTreeView::expanded, this, &JsonTreeView::followContents);
    connect(this, &QTreeView::collapsed, this, &JsonTreeView::followContents);
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (index.data(JsonTreeModel::IsCutRole).toBool())
            showWhole(index);
    });
}

void JsonTreeView::setJsonModel(JsonTreeModel* model) {
    m_json = model;
    setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &JsonTreeView::expandFirstLevels);
    expandFirstLevels();
}

void JsonTreeView::expandFirstLevels() {
    m_isExpanding = true; // measured once, at the end
    int budget = kMostExpanded;
    for (int row = 0; row < m_json->rowCount() && budget > 0; ++row) {
        const QModelIndex child = m_json->index(row, 0);
        budget -= 1 + m_json->rowCount(child);
        if (budget > 0 && m_json->hasChildren(child))
            expand(child);
    }
    m_isExpanding = false;
    followContents();
}

void JsonTreeView::reveal(const QModelIndex& index) {
    for (QModelIndex i = index.parent(); i.isValid(); i = i.parent())
        expand(i);
    setCurrentIndex(index);
    scrollTo(index);
}

void JsonTreeView::setFoundText(const QString& text) {
    m_delegate->setFoundText(text);
    viewport()->update();
}

std::optional<FindResult> JsonTreeView::foundNow(const QString& text) const {
    FindResult result;
    const auto all = m_json->findAll(text);
    if (!all)
        return std::nullopt;
    result.isFound = !all->empty();
    result.count = static_cast<int>(all->size());
    const auto place = std::ranges::find(*all, currentIndex());
    result.place = place == all->end() ? 0 : static_cast<int>(place - all->begin()) + 1;
    return result;
}

int JsonTreeView::contentsHeight() const {
    int height = 0;
    for (QModelIndex i = m_json->index(0, 0); i.isValid() && height < kMostContentsHeight; i = indexBelow(i))
        height += sizeHintForIndex(i).height();
    return std::min(height, kMostContentsHeight);
}

void JsonTreeView::followContents() {
    if (m_height == Height::OfLayout || m_json == nullptr || m_isExpanding)
        return;
    setFixedHeight(std::max(contentsHeight(), fontMetrics().height()) + 4);
}

QSize JsonTreeView::sizeHint() const {
    return {200, m_height == Height::OfContents ? height() : QTreeView::sizeHint().height()};
}

QSize JsonTreeView::minimumSizeHint() const {
    return {80, 20};
}

// Whoever comes by keyboard sees where they are.
void JsonTreeView::focusInEvent(QFocusEvent* event) {
    QTreeView::focusInEvent(event);
    const bool isByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (isByKey && m_json != nullptr && m_json->rowCount() > 0 && selectionModel()->selectedIndexes().isEmpty())
        setCurrentIndex(m_json->index(0, 0));
}

void JsonTreeView::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    if (viewport()->width() == m_laidOutWidth || m_json == nullptr)
        return;
    m_laidOutWidth = viewport()->width();
    scheduleDelayedItemsLayout(); // values wrap differently now
    followContents();
}

void JsonTreeView::wheelEvent(QWheelEvent* event) {
    if (m_height == Height::OfContents && verticalScrollBar()->maximum() == 0)
        event->ignore(); // the page scrolls
    else
        QTreeView::wheelEvent(event);
}

void JsonTreeView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTreeView::currentChanged(current, previous);
    if (current.isValid())
        emit currentShown(visualRect(current));
}

void JsonTreeView::showWhole(const QModelIndex& index) {
    m_json->showWhole(index);
    scheduleDelayedItemsLayout();
    followContents();
}

void JsonTreeView::copyCurrent(int role) {
    const QModelIndex current = currentIndex();
    if (current.isValid())
        QApplication::clipboard()->setText(current.data(role).toString());
}

void JsonTreeView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copyCurrent(JsonTreeModel::RawTextRole);
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().data(JsonTreeModel::IsCutRole).toBool()) {
        showWhole(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void JsonTreeView::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex at = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (!at.isValid())
        return;
    setCurrentIndex(at);
    QMenu menu(this);
    connect(menu.addAction(tr("Copy &value")), &QAction::triggered, this,
            [this] { copyCurrent(JsonTreeModel::RawTextRole); });
    connect(menu.addAction(tr("Copy &path")), &QAction::triggered, this,
            [this] { copyCurrent(JsonTreeModel::PathRole); });
    connect(menu.addAction(tr("Copy &JSON")), &QAction::triggered, this,
            [this] { copyCurrent(JsonTreeModel::JsonRole); });
    if (at.data(JsonTreeModel::IsCutRole).toBool())
        connect(menu.addAction(tr("&Show all")), &QAction::triggered, this, [this, at] { showWhole(at); });
    if (m_json->hasChildren(at)) {
        menu.addSeparator();
        connect(menu.addAction(tr("&Expand all below")), &QAction::triggered, this, [this, at] {
            expandRecursively(at);
            followContents();
        });
    }
    if (!m_json->hasChildren(at) || at.data(JsonTreeModel::TypeRole).toInt() == static_cast<int>(json::Tree::Type::String))
        emit menuOpening(menu, at.data(JsonTreeModel::PathRole).toString(),
                         at.data(JsonTreeModel::RawTextRole).toString(), at.data(JsonTreeModel::TypeRole).toInt());
    menu.exec(event->globalPos());
}

} // namespace rastro
