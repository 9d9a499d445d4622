// SPDX-License-Identifier: Apache-2.0
//
// ExportController: everything that leaves the window: exports to files and copies to the clipboard. Owns the jobs and
// tells in the status line how they went. GUI thread.
#pragma once

#include "async/exportjob.h"
#include "items/eventtablemodel.h"
#include "export/exportdialog.h"

#include <QObject>
#include <QTimer>

namespace rastro {

class MainWindow;

class ExportController : public QObject {
    Q_OBJECT
public:
    ExportController(MainWindow& window, const EventTableModel& events, std::shared_ptr<OnDemandCache> columns,
                     QObject* parent = nullptr);

    void exportTo(ExportRange range, ExportForm form, const QByteArray& path);
    void savePictureTo(const QByteArray& path); // of the timeline, as PNG
    bool isBusy() const { return m_export.isRunning(); }
    void cancel() { m_export.cancel(); }

signals:
    void menuOpening(QMenu& menu); // of the table: others may add to it
    void finished(); // an export, however it ended

private:
    void connectActions();
    void ask();
    void askForFile(ExportRange range, ExportForm form);
    void askForPicture();
    ExportWish wishFor(ExportRange range, ExportFormat format) const;
    void showProgress();
    void tellExport(const ExportResult& result);
    void copy(ExportFormat format);
    void copyCell();
    void tellCopy(const CopyResult& result);
    void saveRecord();
    void openContextMenu(const QPoint& globalPosition);
    void tell(const QString& text);
    void tellFailure(const QString& text);

    MainWindow& m_window;
    const EventTableModel& m_events;
    std::shared_ptr<OnDemandCache> m_columns;
    ExportJob m_export;
    CopyJob m_copy;
    QTimer m_progress;
    quint64 m_total = 0;
    bool m_hasFailed = false; // and the window says so
};

} // namespace rastro
