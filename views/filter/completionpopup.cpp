// SPDX-License-Identifier: Apache-2.0
#include "filter/completionpopup.h"

#include "common/theme.h"
#include "filter/completiondelegate.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kMostRows = 10; // seen at once
constexpr int kLeastWidth = 240;
constexpr int kMostWidth = 620;

} // namespace

CompletionPopup::CompletionPopup(QAbstractItemModel* model, QWidget* line)
    : QWidget(line, Qt::ToolTip | Qt::FramelessWindowHint), m_list(new QListView(this)) {
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Suggestions"));
    m_list->setModel(model);
    m_list->setItemDelegate(new CompletionDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setLayoutDirection(Qt::LeftToRight);
    m_list->setAccessibleName(tr("Suggestions"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSizeConstraint(QLayout::SetNoConstraint); // two rows are not to be as high as a list likes to be
    row->addWidget(m_list);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { emit picked(index.row()); });
}

QSize CompletionPopup::sizeForRows() const {
    const int rows = m_list->model()->rowCount();
    int width = kLeastWidth;
    for (int i = 0; i < rows; ++i)
        width = std::max(width, m_list->sizeHintForIndex(m_list->model()->index(i, 0)).width());
    const int height = m_list->sizeHintForRow(0) * std::min(rows, kMostRows);
    const int bar = rows > kMostRows ? m_list->verticalScrollBar()->sizeHint().width() : 0;
    return {std::min(width + bar, kMostWidth) + 2, height + 2};
}

void CompletionPopup::showAt(const QPoint& globalPosition) {
    choose(-1);
    resize(sizeForRows());
    QPoint at = globalPosition;
    if (const QScreen* screen = parentWidget()->screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(std::max(std::min(at.x(), room.right() - width()), room.left()));
    }
    move(at);
    show();
}

void CompletionPopup::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    painter.setPen(theme.dim);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

int CompletionPopup::chosenRow() const {
    return isVisible() ? m_list->currentIndex().row() : -1;
}

void CompletionPopup::choose(int row) {
    m_list->setCurrentIndex(row < 0 ? QModelIndex() : m_list->model()->index(row, 0));
    if (row < 0)
        m_list->clearSelection();
}

void CompletionPopup::step(int by) {
    const int rows = m_list->model()->rowCount();
    const int from = chosenRow();
    const int to = from < 0 ? (by > 0 ? std::min(by, rows) - 1 : rows - 1) : from + by;
    if (to >= 0 && to < rows)
        choose(to);
    else if (by == 1 || by == -1)
        choose(-1);
    else
        choose(to < 0 ? 0 : rows - 1);
}

} // namespace rastro
