// SPDX-License-Identifier: Apache-2.0
//
// Runs the real rastro-cli to its end.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <string>

namespace rastro::test {

struct Ran {
    int code = -1;
    std::string out;
    std::string err;
};

inline QString program() {
    return qEnvironmentVariable("RASTRO_BIN_DIR", QStringLiteral("bin")) + QStringLiteral("/rastro-cli");
}

inline Ran run(const QStringList& arguments, const QByteArray& input = {}) {
    QProcess p;
    p.start(program(), arguments);
    p.write(input);
    p.closeWriteChannel();
    if (!p.waitForFinished(60'000))
        return {};
    return {p.exitStatus() == QProcess::NormalExit ? p.exitCode() : -2, p.readAllStandardOutput().toStdString(),
            p.readAllStandardError().toStdString()};
}

inline QString q(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace rastro::test
