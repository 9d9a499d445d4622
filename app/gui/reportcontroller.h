// SPDX-License-Identifier: Apache-2.0
//
// ReportController: briefing, profile and ledger in their pane; the briefing comes by itself when a load ends, until an
// event is read. Each line shows its events in the table. GUI thread.
#pragma once

#include "async/reportjob.h"

#include <QObject>

class QMenu;

namespace rastro {

class EventTableModel;
class FilterController;
class MainWindow;
class ReportPane;

class ReportController : public QObject {
    Q_OBJECT
public:
    ReportController(MainWindow& window, const EventTableModel& events, FilterController& filters,
                     std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);

    // When a load has ended.
    void brief(const std::shared_ptr<const Snapshot>& snapshot);
    void addToTableMenu(QMenu& menu); // profiles of what the current event names
    bool isSettled() const { return !m_job.isRunning(); }

private:
    void make(ReportKind kind, const QString& of = {});
    void show(const ReportOutcome& outcome);
    void showEvents(const QString& filter, quint32 row);

    MainWindow& m_window;
    const EventTableModel& m_events;
    FilterController& m_filters;
    ReportPane& m_pane;
    ReportJob m_job;
    std::shared_ptr<const Snapshot> m_snapshot; // of the last load
    bool m_cameByItself = false; // the pane is on top because a load ended
};

} // namespace rastro
