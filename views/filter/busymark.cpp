// SPDX-License-Identifier: Apache-2.0
#include "filter/busymark.h"

#include "common/theme.h"

#include <QPainter>
#include <QTimerEvent>

namespace rastro {

namespace {
constexpr int kSteps = 12;
constexpr int kStepMs = 80;
constexpr int kSixteenths = 16; // Qt counts angles in sixteenths of a degree
} // namespace

BusyMark::BusyMark(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Idle"));
}

void BusyMark::setBusy(bool isBusy) {
    if (isBusy == m_isBusy)
        return;
    m_isBusy = isBusy;
    setAccessibleName(isBusy ? tr("Filtering") : tr("Idle"));
    turn();
    update();
}

void BusyMark::turn() {
    if (m_isBusy && isVisible())
        m_timer.start(kStepMs, this);
    else
        m_timer.stop();
}

void BusyMark::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_timer.timerId())
        return;
    m_step = (m_step + 1) % kSteps;
    update();
}

void BusyMark::paintEvent(QPaintEvent*) {
    if (!m_isBusy)
        return;
    const Theme& theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ring = QRectF(rect()).adjusted(2, 2, -2, -2);
    painter.setPen(QPen(theme.line, 2));
    painter.drawEllipse(ring);
    painter.setPen(QPen(theme.dim, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(ring, -m_step * 360 / kSteps * kSixteenths, 90 * kSixteenths);
}

void BusyMark::showEvent(QShowEvent*) {
    turn();
}
void BusyMark::hideEvent(QHideEvent*) {
    turn();
}

} // namespace rastro
