// SPDX-License-Identifier: Apache-2.0
#include "gui/paths.h"

#include <QFile>

namespace rastro {

namespace {

QByteArray pathOf(const QUrl& url) {
#ifdef Q_OS_WIN
    return QFile::encodeName(url.toLocalFile());
#else
    return QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()); // exact, whatever the bytes are
#endif
}

} // namespace

Paths localPaths(const QList<QUrl>& urls) {
    Paths paths;
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths << pathOf(url);
    }
    return paths;
}

Paths toPaths(const QStringList& names) {
    Paths paths;
    for (const QString& name : names)
        paths << QFile::encodeName(name);
    return paths;
}

std::vector<std::string> toEngine(const Paths& paths) {
    std::vector<std::string> out;
    for (const QByteArray& path : paths)
        out.push_back(path.toStdString());
    return out;
}

} // namespace rastro
