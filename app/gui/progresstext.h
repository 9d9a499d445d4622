// SPDX-License-Identifier: Apache-2.0
//
// Progress and loaded paths in the words of the window. Pure functions.
#pragma once

#include "async/loadjob.h"
#include "gui/paths.h"

#include <QString>

namespace rastro {

QString progressText(const LoadStatus& status);   // "1,204 of 3,000 files · 420,000 events/s · 12 s left"
int progressPermille(const LoadStatus& status);   // -1: unknown
QString trailText(const Paths& paths);            // what is open, shortened

} // namespace rastro
