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
            const QSize size = (QSizeF(m_side, m_side) * m_ratio).toSize();
            // Wider by pixels that show nothing: whole words of the processor.
            QImage shape((size.width() + 7) / 8 * 8, size.height(), QImage::Format_ARGB32_Premultiplied);
            shape.setDevicePixelRatio(m_ratio);
            shape.fill(Qt::transparent);
            QPainter painter(&shape);
            painter.setOpacity(tone == MarkTone::Faded ? kFaded : 1);
            paintMark(painter, QRectF(-margin, -margin, rowHeight, rowHeight), kind, outcomeOf(tone), theme);
            painter.end();
            m_shapes[static_cast<std::size_t>(kind)][static_cast<std::size_t>(tone)] = shape;
        }
    }
}

const QImage& MarkStamps::shape(const MarkStamp& stamp) const {
    return m_shapes[static_cast<std::size_t>(stamp.kind)][static_cast<std::size_t>(stamp.tone)];
}

} // namespace rastro
