// SPDX-License-Identifier: Apache-2.0
//
// TimelineScene: all that is to be seen of the timeline, as one value that painters read; and the few strokes they
// share. Pointers are borrowed for one painting and may be null while nothing is loaded or computed. GUI thread.
#pragma once

#include "common/theme.h"
#include "timeline/axis.h"
#include "timeline/barstack.h"
#include "timeline/buckets.h"
#include "timeline/coverage.h"
#include "timeline/lanecursor.h"
#include "timeline/sessionbars.h"
#include "timeline/timelinelayout.h"

#include <QFont>
#include <QString>

#include <optional>
#include <utility>

class QPainter;

namespace rastro {

struct TimelineScene {
    const LaneIndex* lanes = nullptr;
    const Buckets* buckets = nullptr;
    const CoverageMap* coverage = nullptr;
    const SessionBars* sessions = nullptr; // of the same lanes
    const Theme* theme = nullptr;
    Axis axis;
    TimelineLayout layout;
    QFont font;
    std::size_t firstLane = 0;
    std::size_t firstCoverageRow = 0; // below the summary
    BarScale scale = BarScale::Linear;
    bool isUnfolded = false; // the rows of the coverage
    bool hasGroups = false;  // among the lanes: room for their triangles
    QString emptyText;
    // overlay
    std::optional<std::size_t> currentLane;
    Micros currentTime = kNoTime;            // of the event selected elsewhere
    std::optional<LaneCursor> cursor;        // where the keyboard stands; only while the view has the focus
    std::optional<QRect> hovered;            // the mark or bar under the pointer
    std::optional<QRect> focused;            // the bar or stretch of coverage the keyboard stands on
    std::optional<std::pair<int, int>> band; // a stretch being dragged, in pixels of the view
    TimeRange brush;                         // the range marked in the histogram; empty: none
};

// The pixel column of a time in the view; far outside of it, a pixel far outside.
int pixelOf(const TimelineScene& scene, Micros time);
// One line. Leading and trailing follow the side the names stand on; what belongs to a time is aligned absolutely.
void drawText(QPainter& painter, const QRect& box, Qt::Alignment alignment, const QColor& color, const QString& text);
inline constexpr Qt::Alignment kTowardsEarlier = Qt::AlignLeft | Qt::AlignAbsolute; // time always runs to the right
QColor mixed(const QColor& a, const QColor& b, double share); // share of a

} // namespace rastro
