// SPDX-License-Identifier: Apache-2.0
//
// The records that are no calls: insights (an unusual rate of calls) and aggregates (counts of data events in five
// minutes). CloudTrail user guide, "Insights event structure", "Aggregated events". Pure functions, any thread.
#pragma once

#include "events/describe.h"
#include "events/recordview.h"

namespace rastro {

bool isInsight(const RecordView& record);
bool isAggregated(const RecordView& record);
Description describeInsight(const RecordView& record);
Description describeAggregate(const RecordView& record);

} // namespace rastro
