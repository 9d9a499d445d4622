// SPDX-License-Identifier: Apache-2.0
//
// Paths as the file system has them (bytes, which need not be UTF-8) from where a desktop gives them: drops, dialogs,
// the command line. Pure functions.
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <string>
#include <vector>

namespace rastro {

using Paths = QList<QByteArray>;

Paths localPaths(const QList<QUrl>& urls); // files and folders of this machine only
Paths toPaths(const QStringList& names);
std::vector<std::string> toEngine(const Paths& paths);

} // namespace rastro
