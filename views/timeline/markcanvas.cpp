// SPDX-License-Identifier: Apache-2.0
#include "timeline/markcanvas.h"

#include <QPainter>

#include <algorithm>

namespace rastro {

void MarkCanvas::clear(const QRect& box, qreal devicePixelRatio) {
    m_ratio = devicePixelRatio;
    const QRect covered = QRectF(QPointF(box.topLeft()) * m_ratio, QSizeF(box.size()) * m_ratio).toAlignedRect();
    m_first = covered.topLeft();
    if (m_picture.size() != covered.size())
        m_picture = QImage(covered.size(), QImage::Format_ARGB32_Premultiplied);
    m_picture.setDevicePixelRatio(m_ratio);
    m_picture.fill(Qt::transparent);
}

void MarkCanvas::fill(std::span<const QRect> rects, const QColor& color) {
    if (rects.empty())
        return;
    const QRgb pixel = color.rgb(); // opaque, so that it needs no multiplying
    const qsizetype step = m_picture.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    auto* const pixels = reinterpret_cast<QRgb*>(m_picture.bits()); // of the image's own: nobody shares it
    const auto toDevice = [this](int logical, int first) { return qRound(logical * m_ratio) - first; };
    for (const QRect& rect : rects) {
        const int left = std::max(toDevice(rect.left(), m_first.x()), 0);
        const int right = std::min(toDevice(rect.left() + rect.width(), m_first.x()), m_picture.width());
        const int top = std::max(toDevice(rect.top(), m_first.y()), 0);
        const int bottom = std::min(toDevice(rect.top() + rect.height(), m_first.y()), m_picture.height());
        if (left >= right)
            continue;
        for (int y = top; y < bottom; ++y)
            std::fill_n(pixels + y * step + left, right - left, pixel);
    }
}

void MarkCanvas::begin(QPainter& painter) {
    painter.begin(&m_picture);
    painter.translate(-origin());
}

void MarkCanvas::paintOnto(QPainter& painter) const {
    painter.drawImage(origin(), m_picture);
}

QPointF MarkCanvas::origin() const { return QPointF(m_first) / m_ratio; }

} // namespace rastro
