// SPDX-License-Identifier: Apache-2.0
//
// rastro: the window. Reads the command line, makes the application and runs it.
#include "gui/application.h"
#include "gui/commandline.h"

#include <QApplication>

int main(int argc, char** argv) {
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("rastro"));
    QApplication::setOrganizationName(QStringLiteral("rastro"));
    QApplication::setApplicationDisplayName(QStringLiteral("Rastro"));
    QApplication::setApplicationVersion(QStringLiteral(RASTRO_VERSION));
    const rastro::CommandLine commandLine = rastro::parseCommandLine(argc, argv);
    if (commandLine.exitCode)
        return *commandLine.exitCode;
    rastro::Application application(qt);
    application.run(commandLine);
    return QApplication::exec();
}
