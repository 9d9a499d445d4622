// SPDX-License-Identifier: Apache-2.0
#include "table/eventdelegate.h"

#include "common/fonts.h"
#include "common/marks.h"
#include "common/plaintext.h"

#include <QAbstractItemView>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace rastro {

namespace {

constexpr int kPadding = 4;

bool isMonospace(Column column) {
    switch (column) {
    case Column::EventTime:
    case Column::SourceIPAddress:
    case Column::IdentityAccessKeyId:
    case Column::IssuedAccessKeyId:
    case Column::IdentityPrincipalId:
    case Column::IdentityArn:
    case Column::IssuerArn:
    case Column::IdentityAccountId:
    case Column::RecipientAccountId:
    case Column::Account:
    case Column::EventId:
    case Column::RequestId:
    case Column::SharedEventId:
    case Column::VpcEndpointId:
    case Column::CreationDate:
    case Column::OnBehalfOfUserId:
    case Column::ActorKey:
    case Column::Source:
    case Column::Offset:
    case Column::Length:
        return true;
    default:
        return false;
    }
}

} // namespace

EventDelegate::EventDelegate(QObject* parent) : QStyledItemDelegate(parent) {
    setBaseFont(QGuiApplication::font());
}

void EventDelegate::setBaseFont(const QFont& font) {
    m_normal = font;
    m_bold = bold(font);
    m_mono = scaled(monospace(font), 0.95);
    m_monoBold = bold(m_mono);
}

int EventDelegate::widthOf(Column column, int characters) const {
    const QFontMetrics metrics(isMonospace(column) ? m_mono : column == Column::EventName ? m_bold : m_normal);
    const int letter = isMonospace(column) ? metrics.horizontalAdvance(QLatin1Char('0')) : metrics.averageCharWidth();
    return characters * letter + 2 * kPadding + 2;
}

const QFont& EventDelegate::fontOf(const RowStyle& style, Column column) const {
    if (isMonospace(column))
        return m_mono;
    const bool isLoud = column == Column::EventName ? !isQuiet(style.kind) : column == Column::Actor && style.isRoot;
    return isLoud ? m_bold : m_normal;
}

QColor EventDelegate::colorOf(const RowStyle& style, Column column, const Theme& theme) const {
    const bool isTold = column == Column::EventName || column == Column::Outcome || column == Column::ErrorCode;
    if (isTold && style.outcome != Outcome::Ok)
        return outcomeColor(style.outcome, theme);
    if (column == Column::Actor && style.isRoot)
        return theme.root;
    if (isQuiet(style.kind) || style.isHidden || column == Column::Outcome)
        return theme.dim;
    return theme.text;
}

void EventDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::of(option.palette);
    const auto style = index.data(EventTableModel::StyleRole).value<RowStyle>();
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, isSelected ? theme.selection : theme.pane);
    if (index.column() != EventTableModel::kMarkSection) {
        paintText(*painter, option.rect.adjusted(kPadding, 0, -kPadding, 0), index, style, theme);
        return;
    }
    paintMark(*painter, QRectF(option.rect).adjusted(3, 0, 0, 0), style.kind, style.outcome, theme);
    if (isSelected)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.selectionEdge);
}

void EventDelegate::paintText(QPainter& painter, const QRect& rect, const QModelIndex& index, const RowStyle& style,
                              const Theme& theme) const {
    const Column column = EventTableModel::columnOf(index.column()).value_or(Column::Target); // a path looks like one
    const QFont& font = fontOf(style, column);
    const QString text = index.data(Qt::DisplayRole).toString();
    painter.setFont(font);
    painter.setPen(colorOf(style, column, theme));
    const Qt::TextElideMode mode = column == Column::Source ? Qt::ElideMiddle : Qt::ElideRight;
    if (column == Column::EventName) {
        paintEvent(painter, rect, text, index.data(EventTableModel::FoldRole).toString(), theme);
        return;
    }
    const bool isNumber = column == Column::Offset || column == Column::Length;
    m_texts.draw(painter, rect, isNumber ? Qt::AlignRight : Qt::AlignLeft, text, mode);
}

// How many events it stands for is said however long their name; how long they took and what they moved, if there is
// room for all.
void EventDelegate::paintEvent(QPainter& painter, const QRect& rect, const QString& text, const QString& wholeFold,
                               const Theme& theme) const {
    const QString event = text.chopped(wholeFold.size());
    const int width = m_texts.width(painter.font(), event);
    QString fold = wholeFold;
    if (width + m_texts.width(m_normal, fold) > rect.width())
        fold = fold.section(QStringLiteral(" · "), 0, 0);
    const int room = std::max(rect.width() - m_texts.width(m_normal, fold), 0);
    m_texts.draw(painter, QRect(rect.topLeft(), QSize(room, rect.height())), Qt::AlignLeft, event);
    if (fold.isEmpty())
        return;
    const QString name = width <= room ? event : painter.fontMetrics().elidedText(event, Qt::ElideRight, room);
    const QRect rest = rect.adjusted(m_texts.width(painter.font(), name), 0, 0, 0);
    painter.setFont(m_normal);
    painter.setPen(theme.text);
    const bool isWhole = m_texts.width(m_normal, fold) <= rest.width();
    m_texts.draw(painter, rest, Qt::AlignLeft, fold, isWhole ? Qt::ElideNone : Qt::ElideRight);
}

bool EventDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                              const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data(Qt::DisplayRole).toString();
    const Column column = EventTableModel::columnOf(index.column()).value_or(Column::Target);
    const QFont& font = fontOf(index.data(EventTableModel::StyleRole).value<RowStyle>(), column);
    if (m_texts.width(font, text) > option.rect.width() - 2 * kPadding)
        QToolTip::showText(event->globalPos(), plainAsHtml(text), view);
    else
        QToolTip::hideText();
    return true;
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFontMetrics metrics(m_bold);
    return {metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * kPadding + 4, option.rect.height()};
}

} // namespace rastro
