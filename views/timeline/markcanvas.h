// SPDX-License-Identifier: Apache-2.0
//
// MarkCanvas: the picture marks are put together in before it is laid over the lanes in one stroke. Its rectangles are
// written straight into the pixels: a dense view has a hundred thousand of a few pixels each, and what a painter does
// around each of them takes several times as long as the pixels do. GUI thread.
#pragma once

#include <QColor>
#include <QImage>
#include <QPoint>
#include <QRect>

#include <span>

class QPainter;

namespace rastro {

class MarkCanvas {
public:
    // Clear, over a box of the view in logical pixels that is not empty, in the memory there is.
    void clear(const QRect& box, qreal devicePixelRatio);
    // Rectangles of the view in logical pixels; what is outside of the box is cut off. The colour is opaque.
    void fill(std::span<const QRect> rects, const QColor& color);
    // For what is no rectangle: a painter on the picture that takes the coordinates of the view.
    void begin(QPainter& painter);
    void paintOnto(QPainter& painter) const;

private:
    QPointF origin() const; // of the picture, in the view

    QImage m_picture;
    QPoint m_first; // the picture's first pixel, in device pixels of the view
    qreal m_ratio = 1;
};

} // namespace rastro
