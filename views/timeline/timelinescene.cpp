// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelinescene.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace rastro {

int pixelOf(const TimelineScene& scene, Micros time) {
    const double x = std::clamp(scene.axis.xOf(time), -10'000.0, 100'000.0);
    return scene.layout.lanes.left() + static_cast<int>(std::floor(x));
}

void drawText(QPainter& painter, const QRect& box, Qt::Alignment alignment, const QColor& color, const QString& text) {
    // The side follows the layout, the order of words the words: "≤ 60" is no "60 ≥" in a mirrored window.
    const Qt::Alignment side = QStyle::visualAlignment(painter.layoutDirection(), alignment | Qt::AlignVCenter);
    const int order = text.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    painter.setPen(color);
    painter.drawText(box, static_cast<int>(side | Qt::AlignAbsolute) | Qt::TextSingleLine | order, text);
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int x, int y) { return static_cast<int>(std::lround(x * share + y * (1 - share))); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace rastro
