// SPDX-License-Identifier: Apache-2.0
//
// The rules of the house that one file can break by itself: its length and that of its functions, its first lines,
// and text that has no place in a repository.
#pragma once

#include "layering/sourcetree.h"

namespace rastro::layering {

// Lines: a .cpp at most 600, a .h 250; app/gui/main.cpp 60, app/gui/mainwindow.cpp 400.
Findings checkFileSizes(const SourceTree& tree);

// Functions at most 60 lines from their name to the closing brace; tables and plain switches excepted.
Findings checkFunctionSizes(const SourceTree& tree);

// The licence line comes first (second after "#!"); headers of app, models and views also have "#pragma once" and
// say what they are right below.
Findings checkFirstLines(const SourceTree& tree);

// No path of somebody's machine, no mark left by an unfinished merge.
Findings checkLeftOvers(const SourceTree& tree);

} // namespace rastro::layering
