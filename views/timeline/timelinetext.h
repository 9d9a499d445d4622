// SPDX-License-Identifier: Apache-2.0
//
// The words of the timeline: what is under the pointer, what a lane is, for tips, status line and screen readers.
// Plain text with control and bidi characters made visible; lines are split by \n. GUI thread.
#pragma once

#include "timeline/barstack.h"
#include "timeline/buckets.h"
#include "timeline/sessionbars.h"

#include <QString>

namespace rastro {

QString laneLabel(const Lane& lane);    // one line, as painted
QString describeLane(const Lane& lane); // key, counts
QString describeSession(const SessionBar& bar); // when it was issued, until when it holds
QString describeMark(const QString& lane, const Mark& mark, const LaneIndex& lanes);
QString describeEvent(const Lane& lane, const LaneIndex& lanes, RowId row); // one event, one line
QString describeBar(const Histogram& histogram, Micros time);               // empty beside the bars
QString describeRange(const Histogram& histogram, TimeRange range);         // whole bars; their counts if all are there
QString barsLabel(const Histogram& histogram, BarScale scale);              // "events per 5 min", "per 5 min, log scale"
QString mostLabel(const Histogram& histogram);                              // of the highest bar: "≤ 312"
QString lanesLabel(const LaneIndex& lanes); // "37 actors"

// The columns that are offered for lanes, and what one is called: "actor", "source IP"; a path as it is.
const std::vector<AnyColumn>& laneColumns();
QString laneColumnName(const AnyColumn& column);
QString describeStep(Micros step);                                          // "5 min"
QString dateTimeText(Micros time);                                          // 2024-03-12 01:17:28
QString countedEvents(quint64 count);                                       // "1 event", "2,207 events"
// As exact as a view of that span needs: 01:17:28, with date from two days up, with a fraction (if any) below a minute.
QString clockText(Micros time, Micros span);

} // namespace rastro
