// SPDX-License-Identifier: Apache-2.0
//
// Paints the histogram: bars stacked by outcome, the lines of a logarithmic scale, and over them the range marked with
// the brush. GUI thread.
#pragma once

#include "timeline/timelinescene.h"

namespace rastro {

void paintHistogram(QPainter& painter, const TimelineScene& scene);
void paintBrush(QPainter& painter, const TimelineScene& scene);

// Where a bar stands in the view, over the whole height of the histogram; cut to it.
QRect barBox(const TimelineScene& scene, TimeRange bar);

} // namespace rastro
