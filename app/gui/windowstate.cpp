// SPDX-License-Identifier: Apache-2.0
#include "gui/windowstate.h"

#include "gui/mainwindow.h"
#include "gui/settings.h"
#include "table/eventtableview.h"
#include "timeline/timelineview.h"

namespace rastro {

namespace {

const auto kGeometry = QStringLiteral("window/geometry");
const auto kPanes = QStringLiteral("window/panes");
const auto kLaneNames = QStringLiteral("window/laneNames");
const auto kTableColumns = QStringLiteral("window/columns");

} // namespace

void saveWindowState(const MainWindow& window, Settings& settings) {
    settings.setBytes(kGeometry, window.saveGeometry());
    settings.setBytes(kPanes, window.panes());
    settings.setBytes(kTableColumns, window.table().saveColumns());
    settings.setBytes(kLaneNames, QByteArray::number(window.timeline().namesWidth()));
}

void restoreWindowState(MainWindow& window, const Settings& settings) {
    if (const QByteArray geometry = settings.bytes(kGeometry); !geometry.isEmpty())
        window.restoreGeometry(geometry);
    if (const QByteArray panes = settings.bytes(kPanes); !panes.isEmpty())
        window.setPanes(panes);
    if (const QByteArray columns = settings.bytes(kTableColumns); !columns.isEmpty())
        window.table().restoreColumns(columns);
    window.timeline().setNamesWidth(settings.bytes(kLaneNames).toInt());
}

void forgetWindowState(Settings& settings) {
    for (const QString& key : {kGeometry, kPanes, kTableColumns, kLaneNames})
        settings.remove(key);
}

} // namespace rastro
