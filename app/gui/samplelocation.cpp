// SPDX-License-Identifier: Apache-2.0
#include "gui/samplelocation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace rastro {

QString sampleLocation() {
    const QDir programs(QCoreApplication::applicationDirPath());
    const QString places[] = {
        qEnvironmentVariable("RASTRO_SAMPLE"),
        programs.filePath(QStringLiteral("../../../resources/sample")), // build/<preset>/bin
        programs.filePath(QStringLiteral("../share/rastro/sample")),    // an installation
    };
    for (const QString& place : places) {
        if (!place.isEmpty() && QFileInfo(place).isDir())
            return QDir::cleanPath(QFileInfo(place).absoluteFilePath());
    }
    return {};
}

} // namespace rastro
