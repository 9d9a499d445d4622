// SPDX-License-Identifier: Apache-2.0
#include "gui/commandline.h"

#include "language/parser.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace rastro {

namespace {

constexpr int kWrongUsage = 2;

void say(FILE* stream, const QString& text) {
    std::fprintf(stream, "%s\n", text.toLocal8Bit().constData());
}

void takeFilter(const std::string& text, CommandLine& out) {
    auto parsed = parseFilter(text);
    if (auto* expression = std::get_if<Expression>(&parsed)) {
        out.filter = std::move(*expression);
        return;
    }
    const auto& error = std::get<SyntaxError>(parsed);
    say(stderr, QStringLiteral("rastro: the filter is wrong at byte %1: %2")
                    .arg(error.span.begin)
                    .arg(QString::fromStdString(error.expected)));
    out.exitCode = kWrongUsage;
}

} // namespace

CommandLine parseCommandLine(int argc, char** argv) {
    // Latin-1 keeps every byte, so that paths which are not UTF-8 come through.
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLatin1(argv[i]);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Explorer for AWS CloudTrail logs."));
    parser.addPositionalArgument(QStringLiteral("PATH"), QStringLiteral("Files and folders to open, in any mix."),
                                 QStringLiteral("[PATH…]"));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption filter(QStringLiteral("filter"), QStringLiteral("Show the events that match."),
                                    QStringLiteral("EXPR"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        QStringLiteral("Load, settle, save a picture of the window, exit."),
                                        QStringLiteral("FILE.png"));
    parser.addOptions({filter, screenshot});

    CommandLine out;
    if (!parser.parse(arguments)) {
        say(stderr, QStringLiteral("rastro: %1").arg(parser.errorText()));
        out.exitCode = kWrongUsage;
    } else if (parser.isSet(help)) {
        say(stdout, parser.helpText().trimmed());
        out.exitCode = 0;
    } else if (parser.isSet(version)) {
        say(stdout, QStringLiteral("rastro %1").arg(QCoreApplication::applicationVersion()));
        out.exitCode = 0;
    }
    for (const QString& path : parser.positionalArguments())
        out.paths << path.toLatin1();
    out.screenshot = QString::fromLocal8Bit(parser.value(screenshot).toLatin1());
    if (parser.isSet(filter))
        takeFilter(parser.value(filter).toLatin1().toStdString(), out);
    return out;
}

} // namespace rastro
