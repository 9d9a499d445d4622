// SPDX-License-Identifier: Apache-2.0
//
// TimelinePainter: puts the view on the screen in two layers: the base (names, histogram, coverage, grid, marks), which the view
// keeps as a picture until something of it changes, and the overlay (selection, cursor, brush, rubber band), painted each
// time. Knows no events and no input. GUI thread.
#pragma once

#include "common/shapedtexts.h"
#include "timeline/markgeometry.h"
#include "timeline/markstamps.h"
#include "timeline/timelinescene.h"

class QImage;
class QPainter;

namespace rastro {

class TimelinePainter {
public:
    // Over all of a picture of Format_RGB32, of the size of the view and the scale of its screen.
    void paintBase(QImage& picture, const TimelineScene& scene);
    void paintOverlay(QPainter& painter, const TimelineScene& scene) const;

private:
    void paintMarks(QImage& picture, const TimelineScene& scene);

    ShapedTexts m_texts; // of the lanes' names and counts
    MarkStamps m_stamps;
    MarkGeometry m_geometry; // of the row painted last, for its memory
};

} // namespace rastro
