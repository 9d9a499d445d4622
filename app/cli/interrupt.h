// SPDX-License-Identifier: Apache-2.0
//
// SIGINT and SIGTERM as a stop of the program's one Checkpoint: work ends at its next look, temporary files go with
// their owners, and the exit code tells. A second signal ends the program at once. SIGPIPE is ignored.
#pragma once

#include "base/checkpoint.h"

namespace rastro::cli {

void catchSignals();

// The checkpoint of everything this process does.
Checkpoint& interruption();

// 0, or 128 + the signal that came.
int interruptedExitCode();

} // namespace rastro::cli
