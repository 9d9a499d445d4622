// SPDX-License-Identifier: Apache-2.0
//
// A whole trail as one file: a record a line, one Records array, or that array as one gzip member.
#pragma once

#include "support/trailgen/trailgen.h"

namespace rastro::trailgen {

// Blocks of records are made, and compressed, on all threads and written in order; memory stays at a few blocks.
Result<TrailSummary> writeSingleFile(const TrailPlan& plan, const std::string& folder);

} // namespace rastro::trailgen
