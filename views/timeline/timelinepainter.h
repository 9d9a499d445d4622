// SPDX-License-Identifier: Apache-2.0
//
// TimelinePainter: puts the view on the screen in two layers: the base (names, histogram, grid, marks), which the view
// keeps as a picture until something of it changes, and the overlay (selection, cursor, rubber band), painted each
// time. Knows no events and no input. GUI thread.
#pragma once

#include "common/theme.h"
#include "timeline/axis.h"
#include "timeline/buckets.h"
#include "timeline/lanecursor.h"
#include "timeline/markgeometry.h"
#include "timeline/markstamps.h"
#include "timeline/timelinelayout.h"

#include <QFont>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace rastro {

// All that is to be seen. Pointers may be null while nothing is loaded or computed.
struct TimelineScene {
    const LaneIndex* lanes = nullptr;
    const Buckets* buckets = nullptr;
    const Theme* theme = nullptr;
    Axis axis;
    TimelineLayout layout;
    QFont font;
    std::size_t firstLane = 0;
    QString emptyText;
    // overlay
    std::optional<std::size_t> currentLane;
    Micros currentTime = kNoTime;            // of the event selected elsewhere
    std::optional<LaneCursor> cursor;        // where the keyboard stands; only while the view has the focus
    std::optional<QRect> hovered;            // the mark under the pointer
    std::optional<std::pair<int, int>> band; // a stretch being dragged, in pixels of the view
};

class TimelinePainter {
public:
    void paintBase(QPainter& painter, const TimelineScene& scene, qreal devicePixelRatio);
    void paintOverlay(QPainter& painter, const TimelineScene& scene) const;

private:
    void paintMarks(QPainter& painter, const TimelineScene& scene);
    void paintDenied(QPainter& painter, const Theme& theme);

    MarkStamps m_stamps;
    MarkGeometry m_geometry; // of the picture painted last, for its memory
    std::vector<QRect> m_inner;
};

} // namespace rastro
