// SPDX-License-Identifier: Apache-2.0
//
// MarkRaster: writes the marks of rows straight into the pixels of a picture. A dense view has a hundred thousand bars of
// a few pixels; what a painter does around each takes several times as long as its pixels do. Here a line of pixels is
// put together once for all lines of a row that show the same bars, and then laid over each: the time does not depend on
// how many there are. GUI thread.
#pragma once

#include "timeline/markgeometry.h"

#include <QImage>
#include <QRect>

#include <array>
#include <vector>

namespace rastro {

// Opaque.
struct MarkColors {
    std::array<QRgb, kBarsByStrength.size() + 1> plain; // by strength; the first is not used
    std::array<QRgb, kBarsByStrength.size() + 1> faded;
    QRgb failed;
    QRgb frame; // of what was denied
    QRgb inside;
};

class MarkRaster {
public:
    // Into a picture of Format_RGB32 that nobody shares and that outlives this; nothing outside of `box` is touched. All
    // boxes, rows and points are in logical pixels of the view, whose origin is the picture's.
    MarkRaster(QImage& picture, const QRect& box);

    // Bars of what went well, and of what failed over them.
    void paintBars(const MarkGeometry& marks, const QRect& row, const MarkColors& colors);
    // Hollow bars: a frame, and the ground again inside.
    void paintDenied(const MarkGeometry& marks, const QRect& row, const MarkColors& colors);
    // A small picture of Format_ARGB32_Premultiplied in device pixels, its first pixel at the nearest one to a point.
    void stamp(const QImage& shape, const QPointF& topLeft);

private:
    int toDevice(int logical) const { return qRound(logical * m_ratio); }
    template <std::size_t N, typename ColorsOf>
    void paintCodes(const QRect& row, const std::uint8_t* codes, const ColorsOf& colorsOf);
    // The colours of codes at the pixels of a row, 0 where nothing is to be seen.
    void composeLine(const QRect& row, const std::uint8_t* codes, const QRgb* colors);
    void layLine(const QRect& row, int y);

    QRgb* m_pixels;
    qsizetype m_step; // from a line to the next, in pixels
    qreal m_ratio;
    QRect m_box; // in device pixels
    std::vector<std::uint8_t> m_codes;
    std::vector<QRgb> m_line; // of the row, in device pixels
};

} // namespace rastro
