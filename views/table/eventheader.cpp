// SPDX-License-Identifier: Apache-2.0
#include "table/eventheader.h"

#include "common/fonts.h"
#include "common/theme.h"
#include "items/eventtablemodel.h"

#include <QContextMenuEvent>
#include <QPainter>

namespace rastro {

EventHeader::EventHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(24);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(tr("Columns"));
}

void EventHeader::setSort(int section, Qt::SortOrder order) {
    m_sortSection = section;
    m_order = order;
    viewport()->update();
}

void EventHeader::setSorting(bool isSorting) {
    m_isSorting = isSorting;
    viewport()->update();
}

QSize EventHeader::sizeHint() const {
    return {QHeaderView::sizeHint().width(), qRound(fontMetrics().height() * 1.5)};
}

void EventHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const Theme& theme = Theme::of(palette());
    painter->fillRect(rect, theme.window);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
    painter->fillRect(QRect(rect.right(), rect.top() + 6, 1, rect.height() - 12), theme.line);
    QString text = model()->headerData(section, Qt::Horizontal).toString();
    if (section == m_sortSection && m_isSorting)
        text += QStringLiteral(" …");
    else if (section == m_sortSection)
        text += m_order == Qt::AscendingOrder ? QStringLiteral(" ▴") : QStringLiteral(" ▾");
    // The last steps of a path tell most.
    const Qt::TextElideMode elide = section >= EventTableModel::kFirstPathSection ? Qt::ElideLeft : Qt::ElideRight;
    painter->setFont(bold(font()));
    painter->setPen(theme.dim);
    const QRect space = rect.adjusted(4, 0, -4, 0);
    painter->drawText(space, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(painter->font()).elidedText(text, elide, space.width()));
}

void EventHeader::contextMenuEvent(QContextMenuEvent* event) {
    emit chooserRequested(event->globalPos());
}

} // namespace rastro
