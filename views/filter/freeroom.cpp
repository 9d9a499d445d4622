// SPDX-License-Identifier: Apache-2.0
#include "filter/freeroom.h"

#include "common/fonts.h"
#include "common/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace rastro {

namespace {

bool isTyping(const QKeyEvent& event) {
    const bool isPlain = !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    return isPlain && !event.text().isEmpty() && event.text().front().isPrint() && event.key() != Qt::Key_Space;
}

} // namespace

FreeRoom::FreeRoom(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setAccessibleName(tr("Edit the filter as text"));
    setToolTip(tr("Edit the filter as text (/ or Ctrl+L)"));
}

QSize FreeRoom::sizeHint() const {
    const QFontMetrics metrics(monospace(font()));
    return {metrics.horizontalAdvance(text()) + 8, metrics.height() + 4};
}

void FreeRoom::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::of(palette());
    QPainter painter(this);
    const QFont mono = monospace(font());
    const QRect space = rect().adjusted(4, 0, -4, 0);
    const int side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    painter.setFont(mono);
    painter.setPen(theme.dim);
    painter.drawText(space, side | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(mono).elidedText(text(), Qt::ElideRight, space.width()));
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void FreeRoom::keyPressEvent(QKeyEvent* event) {
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const bool isOpening =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (event->key() == (isMirrored ? Qt::Key_Right : Qt::Key_Left) || event->key() == Qt::Key_Backspace)
        emit steppedBack();
    else if (event->key() == Qt::Key_Escape)
        emit leaveRequested();
    else if (isOpening || isTyping(*event))
        emit textStarted(isOpening ? QString() : event->text());
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace rastro
