// SPDX-License-Identifier: Apache-2.0
#include "filter/completiondelegate.h"

#include "common/fonts.h"
#include "common/theme.h"
#include "items/completionmodel.h"

#include <QPainter>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kMargin = 8;
constexpr int kGap = 12;

int widthOf(const QFont& font, const QString& text) {
    return text.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(text);
}

} // namespace

void CompletionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& theme = Theme::of(option.palette);
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    const bool isChosen = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, isChosen ? theme.selection : theme.pane);
    if (isChosen)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), theme.accent);
    const QString count = index.data(CompletionModel::CountRole).toString();
    const QString note = index.data(CompletionModel::NoteRole).toString();
    const QString text = index.data().toString();
    const QFont mono = monospace(option.font);
    QRect space = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    const auto draw = [&](const QFont& font, const QColor& color, int alignment, const QString& what) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(space, alignment | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextForceLeftToRight,
                          QFontMetrics(font).elidedText(what, Qt::ElideMiddle, std::max(space.width(), 0)));
    };
    draw(mono, theme.dim, Qt::AlignRight, count);
    space.adjust(0, 0, count.isEmpty() ? 0 : -widthOf(mono, count) - kGap, 0);
    draw(mono, theme.text, Qt::AlignLeft, text);
    space.adjust(std::min(widthOf(mono, text) + kGap, space.width()), 0, 0, 0);
    if (space.width() > kGap)
        draw(option.font, theme.dim, Qt::AlignLeft, note);
    painter->restore();
}

QSize CompletionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFont mono = monospace(option.font);
    const QString note = index.data(CompletionModel::NoteRole).toString();
    const QString count = index.data(CompletionModel::CountRole).toString();
    int width = 2 * kMargin + widthOf(mono, index.data().toString());
    width += note.isEmpty() ? 0 : kGap + widthOf(option.font, note);
    width += count.isEmpty() ? 0 : kGap + widthOf(mono, count);
    return {width, QFontMetrics(option.font).height() + 6};
}

} // namespace rastro
