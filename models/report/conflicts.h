// SPDX-License-Identifier: Apache-2.0
//
// The filter that shows events whose id another event with other content has too. Any thread.
#pragma once

#include "store/snapshot.h"

#include <string>

namespace rastro {

// Empty if there are none, or too many ids to name them all.
std::string conflictFilter(const Snapshot& snapshot);

} // namespace rastro
