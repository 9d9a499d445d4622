// SPDX-License-Identifier: Apache-2.0
//
// The command line of rastro-cli: flags to options, then the command. Wrong usage is told on stderr.
#pragma once

namespace rastro::cli {

// The exit code of the program.
int runCommandLine(int argc, char** argv);

} // namespace rastro::cli
