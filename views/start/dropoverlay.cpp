// SPDX-License-Identifier: Apache-2.0
#include "start/dropoverlay.h"

#include "common/fonts.h"
#include "common/theme.h"

#include <QPainter>

namespace rastro {

DropOverlay::DropOverlay(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropOverlay::showOver(const QString& text) {
    m_text = text;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropOverlay::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::of(palette());
    QPainter painter(this);
    QColor veil = theme.pane;
    veil.setAlpha(215);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
    painter.drawRoundedRect(rect().adjusted(16, 16, -16, -16), 12, 12);
    painter.setPen(theme.text);
    painter.setFont(bold(scaled(font(), 1.6)));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_text);
}

} // namespace rastro
