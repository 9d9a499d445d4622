// SPDX-License-Identifier: Apache-2.0
//
// The command line of the window: rastro [PATH…] [--filter EXPR] [--screenshot FILE.png]. Messages go to stderr.
#pragma once

#include "gui/paths.h"
#include "language/expression.h"

#include <QString>

#include <optional>

namespace rastro {

struct CommandLine {
    Paths paths; // the very bytes that were typed
    std::optional<Expression> filter;
    QString screenshot;
    std::optional<int> exitCode; // set: nothing to open, leave with this
};

// argv as main() got it; Qt has taken its own options out.
CommandLine parseCommandLine(int argc, char** argv);

} // namespace rastro
