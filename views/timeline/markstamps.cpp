// SPDX-License-Identifier: Apache-2.0
#include "timeline/markstamps.h"

#include "common/marks.h"

#include <QPainter>

namespace rastro {

namespace {

Outcome outcomeOf(MarkTone tone) {
    if (tone == MarkTone::Failed)
        return Outcome::Failed;
    return tone == MarkTone::Denied ? Outcome::Denied : Outcome::Ok;
}

} // namespace

void MarkStamps::prepare(const Theme& theme, int rowHeight, qreal devicePixelRatio) {
    if (m_theme == &theme && m_rowHeight == rowHeight && qFuzzyCompare(m_ratio, devicePixelRatio))
        return;
    m_theme = &theme;
    m_rowHeight = rowHeight;
    m_ratio = devicePixelRatio;
    m_side = (rowHeight * 13 / 21) | 1; // odd, for a centre pixel; just the shape, as stamping costs by the pixel
    const double margin = (rowHeight - m_side) / 2.0;
    for (const Kind kind : {Kind::Credential, Kind::SignIn, Kind::Insight}) {
        for (const MarkTone tone : {MarkTone::Faded, MarkTone::Plain, MarkTone::Failed, MarkTone::Denied}) {
            QPixmap pixmap((QSizeF(m_side, m_side) * m_ratio).toSize());
            pixmap.setDevicePixelRatio(m_ratio);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            painter.setOpacity(tone == MarkTone::Faded ? kFaded : 1);
            paintMark(painter, QRectF(-margin, -margin, rowHeight, rowHeight), kind, outcomeOf(tone), theme);
            m_pixmaps[static_cast<std::size_t>(kind)][static_cast<std::size_t>(tone)] = pixmap;
        }
    }
}

void MarkStamps::paint(QPainter& painter, const MarkStamp& stamp) const {
    painter.drawPixmap(stamp.centre - QPoint(m_side / 2, m_side / 2),
                       m_pixmaps[static_cast<std::size_t>(stamp.kind)][static_cast<std::size_t>(stamp.tone)]);
}

} // namespace rastro
