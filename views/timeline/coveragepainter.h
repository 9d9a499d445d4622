// SPDX-License-Identifier: Apache-2.0
//
// Paints the coverage strip: calm green where logs are, hatched where no file is, outlined in red where logging was
// stopped, and nothing where nothing is known. GUI thread.
#pragma once

#include "timeline/timelinescene.h"

namespace rastro {

void paintCoverage(QPainter& painter, const TimelineScene& scene);

// Where the mark that folds and unfolds the rows stands; a click anywhere on the name does it as well.
bool canUnfold(const CoverageMap* map, LaneStyle style);

} // namespace rastro
