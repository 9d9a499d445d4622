// SPDX-License-Identifier: Apache-2.0
//
// The summary of a trail for people: totals, then what most of it is, then what could not be read. Plain text without
// control characters.
#pragma once

#include "cli/loading.h"

#include <string>

namespace rastro::cli {

std::string summaryTable(const LoadedTrail& trail, std::uint64_t peakMemoryBytes);

} // namespace rastro::cli
