// SPDX-License-Identifier: Apache-2.0
//
// MarkStamps: diamonds, circles and triangles drawn once and then stamped, as drawing thousands of smooth polygons
// would take longer than a frame. Made anew when theme, size or screen change. GUI thread.
#pragma once

#include "common/theme.h"
#include "timeline/markgeometry.h"

#include <QImage>

#include <array>

namespace rastro {

inline constexpr double kFaded = 0.4; // how much of its colour a faded mark keeps

class MarkStamps {
public:
    void prepare(const Theme& theme, int rowHeight, qreal devicePixelRatio);
    const QImage& shape(const MarkStamp& stamp) const; // of Format_ARGB32_Premultiplied, in pixels of the screen
    QPointF topLeft(const MarkStamp& stamp) const { return stamp.centre - QPoint(m_side / 2, m_side / 2); }

private:
    const Theme* m_theme = nullptr;
    int m_rowHeight = 0;
    qreal m_ratio = 0;
    int m_side = 0;
    std::array<std::array<QImage, kMarkTones>, kAllKinds.size()> m_shapes;
};

} // namespace rastro
