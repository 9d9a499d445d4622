// SPDX-License-Identifier: Apache-2.0
//
// TimelinePainter: puts the view on the screen in two layers: the base (names, histogram, coverage, grid, marks), which the view
// keeps as a picture until something of it changes, and the overlay (selection, cursor, brush, rubber band), painted each
// time. Knows no events and no input. GUI thread.
#pragma once

#include "common/shapedtexts.h"
#include "timeline/markcanvas.h"
#include "timeline/markstamps.h"
#include "timeline/timelinescene.h"

#include <vector>

class QPainter;

namespace rastro {

class TimelinePainter {
public:
    void paintBase(QPainter& painter, const TimelineScene& scene, qreal devicePixelRatio);
    void paintOverlay(QPainter& painter, const TimelineScene& scene) const;

private:
    void paintMarks(QPainter& painter, const TimelineScene& scene, qreal devicePixelRatio);
    void paintDenied(const Theme& theme);

    ShapedTexts m_texts; // of the lanes' names and counts
    MarkStamps m_stamps;
    MarkCanvas m_canvas;
    MarkGeometry m_geometry; // of the picture painted last, for its memory
    std::vector<QRect> m_inner;
};

} // namespace rastro
