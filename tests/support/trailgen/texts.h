// SPDX-License-Identifier: Apache-2.0
//
// The texts of a plan's records and files, appended to a buffer a thread keeps.
#pragma once

#include "support/trailgen/recordmaker.h"
#include "support/trailgen/trailgen.h"

namespace rastro::trailgen {

void appendRecordText(std::string& out, RecordMaker& maker, const TrailPlan& plan, const PlannedFile& file,
                      std::uint64_t number);

// The whole file; gives the number of copies in it.
std::uint64_t appendFileText(std::string& out, RecordMaker& maker, const TrailPlan& plan, const PlannedFile& file);

} // namespace rastro::trailgen
