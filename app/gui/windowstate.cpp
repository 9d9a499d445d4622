// SPDX-License-Identifier: Apache-2.0
#include "gui/windowstate.h"

#include "gui/mainwindow.h"
#include "gui/settings.h"
#include "table/eventtableview.h"

namespace rastro {

namespace {

const auto kGeometry = QStringLiteral("window/geometry");
const auto kPanes = QStringLiteral("window/panes");
const auto kTableColumns = QStringLiteral("window/columns");

} // namespace

void saveWindowState(const MainWindow& window, Settings& settings) {
    settings.setBytes(kGeometry, window.saveGeometry());
    settings.setBytes(kPanes, window.panes());
    settings.setBytes(kTableColumns, window.table().saveColumns());
}

void restoreWindowState(MainWindow& window, const Settings& settings) {
    if (const QByteArray geometry = settings.bytes(kGeometry); !geometry.isEmpty())
        window.restoreGeometry(geometry);
    if (const QByteArray panes = settings.bytes(kPanes); !panes.isEmpty())
        window.setPanes(panes);
    if (const QByteArray columns = settings.bytes(kTableColumns); !columns.isEmpty())
        window.table().restoreColumns(columns);
}

void forgetWindowState(Settings& settings) {
    for (const QString& key : {kGeometry, kPanes, kTableColumns})
        settings.remove(key);
}

} // namespace rastro
