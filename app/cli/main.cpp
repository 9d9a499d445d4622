// SPDX-License-Identifier: Apache-2.0
#include "cli/commandline.h"
#include "cli/interrupt.h"

int main(int argc, char** argv) {
    rastro::cli::catchSignals();
    return rastro::cli::runCommandLine(argc, argv);
}
