// SPDX-License-Identifier: Apache-2.0
//
// rastro: the window. Reads the command line, makes the application and runs it.
#include "gui/application.h"
#include "gui/commandline.h"

#include <QApplication>

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <string_view>

namespace {

bool isAskedFor(std::initializer_list<std::string_view> options, int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc, [&](const char* argument) {
        return std::ranges::find(options, std::string_view(argument)) != options.end();
    });
}

// A picture of the window needs no display; a window does, and Qt ends the program without one.
bool hasWhereToDraw(int argc, char** argv) {
    const auto isSet = [](const char* name) { return !qEnvironmentVariableIsEmpty(name); };
    if (isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM") || isAskedFor({"-platform", "--platform"}, argc, argv))
        return true;
    if (!isAskedFor({"--screenshot", "-screenshot"}, argc, argv))
        return false;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return true;
}

// What needs no window: the help, the version, a wrong command line.
int answerWithoutWindow(int argc, char** argv) {
    const QCoreApplication qt(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(RASTRO_VERSION));
    const rastro::CommandLine commandLine = rastro::parseCommandLine(argc, argv);
    if (!commandLine.exitCode)
        std::fputs("rastro: there is no display to open a window on; rastro-cli works without one\n", stderr);
    return commandLine.exitCode.value_or(1);
}

} // namespace

int main(int argc, char** argv) {
    if (isAskedFor({"-h", "--help", "-v", "--version"}, argc, argv) || !hasWhereToDraw(argc, argv))
        return answerWithoutWindow(argc, argv);
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
