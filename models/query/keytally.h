// SPDX-License-Identifier: Apache-2.0
//
// FacetTally for the columns without codes: times, numbers, identifiers. Values are counted by a 64-bit key, the value
// itself or its hash under the seed of the process, in a table that grows with them. Not thread-safe.
#pragma once

#include "query/facettally.h"

namespace rastro {

// column: of storage Time, Number or Identifier.
std::unique_ptr<FacetTally> makeKeyTally(const Snapshot& snapshot, Column column);

} // namespace rastro
