// SPDX-License-Identifier: Apache-2.0
#include "facets/facetdelegate.h"

#include "common/fonts.h"
#include "common/theme.h"
#include "items/visibletext.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace rastro {

namespace {

using RowKind = FacetModel::RowKind;

constexpr double kStaleOpacity = 0.55;

RowKind kindOf(const QModelIndex& index) { return index.data(FacetModel::KindRole).value<RowKind>(); }

// Icons of one stroke weight, 10 px wide in the middle of their button.
QPainterPath iconOf(FacetSpot spot, FacetOrder order) {
    QPainterPath path;
    const auto line = [&path](QPointF a, QPointF b) {
        path.moveTo(a);
        path.lineTo(b);
    };
    switch (spot) {
    case FacetSpot::Pick:
        line({-4, 0}, {4, 0});
        line({0, -4}, {0, 4});
        break;
    case FacetSpot::Exclude:
        line({-4, 0}, {4, 0});
        break;
    case FacetSpot::Search:
        path.addEllipse(QPointF(-1, -1), 3.5, 3.5);
        line({1.6, 1.6}, {4.5, 4.5});
        break;
    case FacetSpot::Order: { // bars that get shorter, or longer
        const double step = order == FacetOrder::MostFrequent ? 1 : -1;
        line({-4.5, -3.5 * step}, {4.5, -3.5 * step});
        line({-4.5, 0}, {1.5, 0});
        line({-4.5, 3.5 * step}, {-1.5, 3.5 * step});
        break;
    }
    case FacetSpot::Remove:
        line({-3.5, -3.5}, {3.5, 3.5});
        line({-3.5, 3.5}, {3.5, -3.5});
        break;
    case FacetSpot::None:
    case FacetSpot::Row:
        break;
    }
    return path;
}

void paintPath(QPainter& painter, const QRect& rect, const QPainterPath& path, const QColor& color) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(QRectF(rect).center());
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

void endBefore(QRect& text, const QRect& next, Qt::LayoutDirection direction) {
    if (direction == Qt::RightToLeft)
        text.setLeft(next.right() + 4);
    else
        text.setRight(next.left() - 4);
}

void paintFocus(QPainter& painter, const QRect& row, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.selectionEdge);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(row).adjusted(2.5, 0.5, -2.5, -0.5), 3, 3);
    painter.restore();
}

QPainterPath arrow(bool isOpen, Qt::LayoutDirection direction) {
    QPainterPath path;
    const double forward = direction == Qt::RightToLeft ? -1 : 1;
    if (isOpen) {
        path.moveTo(-3, -1.5);
        path.lineTo(0, 1.5);
        path.lineTo(3, -1.5);
    } else {
        path.moveTo(-1.5 * forward, -3);
        path.lineTo(1.5 * forward, 0);
        path.lineTo(-1.5 * forward, 3);
    }
    return path;
}

QPainterPath tick() {
    QPainterPath path;
    path.moveTo(-3.5, 0);
    path.lineTo(-1, 2.8);
    path.lineTo(3.8, -3);
    return path;
}

} // namespace

void FacetDelegate::setHover(const QModelIndex& index, FacetSpot spot) {
    m_hover = index;
    m_spot = spot;
}

QString FacetDelegate::countText(const QModelIndex& index) {
    const QLocale locale;
    const quint64 count = index.data(FacetModel::CountRole).toULongLong();
    switch (kindOf(index)) {
    case RowKind::Header: {
        if (index.data(FacetModel::PendingRole).toBool())
            return QStringLiteral("…");
        const QString all = locale.toString(count);
        if (index.data(FacetModel::SearchRole).toString().isEmpty())
            return all;
        return tr("%1 of %2").arg(locale.toString(index.data(FacetModel::FoundRole).toULongLong()), all);
    }
    case RowKind::Value:
    case RowKind::Object:
    case RowKind::Missing:
        return locale.toString(count);
    case RowKind::More:
    case RowKind::Note:
        break;
    }
    return {};
}

FacetGeometry FacetDelegate::geometry(const QStyleOptionViewItem& option, const QModelIndex& index) {
    return FacetGeometry::of(kindOf(index), option.rect, option.fontMetrics.horizontalAdvance(countText(index)),
                             option.direction);
}

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {80, FacetGeometry::rowHeight(kindOf(index), option.fontMetrics)};
}

void FacetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setFont(option.font);
    painter->setLayoutDirection(option.direction);
    switch (kindOf(index)) {
    case RowKind::Header:
        paintHeader(*painter, option, index);
        break;
    case RowKind::Value:
    case RowKind::Object:
    case RowKind::Missing:
        paintValue(*painter, option, index);
        break;
    case RowKind::More:
    case RowKind::Note:
        paintLine(*painter, option, index);
        break;
    }
    painter->restore();
    if (option.state & QStyle::State_HasFocus)
        paintFocus(*painter, kindOf(index) == RowKind::Header ? geometry(option, index).bar : option.rect,
                   Theme::of(option.palette));
}

void FacetDelegate::paintHeader(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::of(option.palette);
    FacetGeometry g = geometry(option, index);
    const bool isOpen = option.state & QStyle::State_Open;
    const bool isSearching = m_searching.isValid() && m_searching == index;
    if (isHovered(index) || !isOpen || option.state & QStyle::State_HasFocus)
        paintPath(painter, g.gutter, arrow(isOpen, option.direction), theme.dim);
    painter.setPen(theme.dim);
    m_texts.draw(painter, g.count, Qt::AlignHCenter, countText(index), Qt::ElideNone);
    if (isSearching)
        return;
    if (isHovered(index)) {
        paintButtons(painter, g, index, theme);
        endBefore(g.text, g.search, option.direction);
    }
    painter.setFont(bold(option.font));
    painter.setPen(theme.text);
    const QString title = index.data().toString();
    const bool isPath = title.contains(u'.'); // paths differ at their end
    m_texts.draw(painter, g.text, Qt::AlignLeft, title, isPath ? Qt::ElideLeft : Qt::ElideRight);
    QStringList notes;
    if (const QString search = index.data(FacetModel::SearchRole).toString(); !search.isEmpty())
        notes << QLatin1Char('"') + visibleText(shortened(search, 60)) + QLatin1Char('"');
    if (index.data(FacetModel::OrderRole).value<FacetOrder>() == FacetOrder::RareFirst)
        notes << tr("rare first");
    if (notes.isEmpty())
        return;
    const int used = painter.fontMetrics().horizontalAdvance(index.data().toString()) + 8;
    const bool isRightToLeft = option.direction == Qt::RightToLeft;
    const QRect rest = g.text.adjusted(isRightToLeft ? 0 : used, 0, isRightToLeft ? -used : 0, 0);
    painter.setFont(option.font);
    painter.setPen(theme.dim);
    if (rest.width() > 12)
        m_texts.draw(painter, rest, Qt::AlignLeft, notes.join(QStringLiteral(" · ")));
}

void FacetDelegate::paintValue(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::of(option.palette);
    FacetGeometry g = geometry(option, index);
    const auto mark = index.data(FacetModel::MarkRole).value<FacetMark>();
    if (m_freshness == FacetFreshness::Stale)
        painter.setOpacity(kStaleOpacity);
    const double share = index.data(FacetModel::ShareRole).toDouble();
    const bool isIn = mark == FacetMark::None || mark == FacetMark::Picked;
    if (share > 0 && isIn) {
        QRectF bar(g.bar);
        bar.setWidth(std::max(2.0, std::min(share, 1.0) * g.bar.width()));
        if (option.direction == Qt::RightToLeft)
            bar.moveRight(QRectF(g.bar).right());
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.facetBar);
        painter.drawRoundedRect(bar, 2, 2);
        painter.restore();
    }
    const QColor color = isIn ? theme.text : theme.dim;
    painter.setPen(color);
    m_texts.draw(painter, g.count, Qt::AlignHCenter, countText(index), Qt::ElideNone);
    if (isHovered(index) && !g.pick.isNull()) {
        paintButtons(painter, g, index, theme);
        endBefore(g.text, g.pick, option.direction);
    }
    QFont font = option.font;
    font.setBold(mark == FacetMark::Picked);
    font.setStrikeOut(mark == FacetMark::Excluded);
    painter.setFont(font);
    painter.setPen(kindOf(index) == RowKind::Value ? color : theme.dim);
    m_texts.draw(painter, g.text, Qt::AlignLeft, index.data().toString());
    if (mark == FacetMark::Picked)
        paintPath(painter, g.gutter, tick(), theme.accent);
    else if (mark == FacetMark::Excluded)
        paintPath(painter, g.gutter, iconOf(FacetSpot::Remove, {}), theme.dim);
}

void FacetDelegate::paintLine(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::of(option.palette);
    QFont font = option.font;
    font.setUnderline(kindOf(index) == RowKind::More && isHovered(index));
    painter.setFont(font);
    painter.setPen(theme.dim);
    m_texts.draw(painter, geometry(option, index).text, Qt::AlignLeft, index.data().toString());
}

void FacetDelegate::paintButtons(QPainter& painter, const FacetGeometry& g, const QModelIndex& index,
                                 const Theme& theme) const {
    const auto order = index.data(FacetModel::OrderRole).value<FacetOrder>();
    const auto paintOne = [&](FacetSpot spot, const QRect& rect) {
        if (rect.isNull())
            return;
        if (m_spot == spot) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(theme.dim);
            painter.setBrush(theme.pane);
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5), 3, 3);
            painter.restore();
        }
        paintPath(painter, rect, iconOf(spot, order), m_spot == spot ? theme.text : theme.dim);
    };
    paintOne(FacetSpot::Pick, g.pick);
    paintOne(FacetSpot::Exclude, g.exclude);
    paintOne(FacetSpot::Search, g.search);
    paintOne(FacetSpot::Order, g.order);
    paintOne(FacetSpot::Remove, g.remove);
}

} // namespace rastro
