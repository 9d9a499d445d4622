// SPDX-License-Identifier: Apache-2.0
//
// FollowController: follows the session of the event being read: its chain of credentials in a window, its events in the
// table, and steps from one of them to the next. GUI thread.
#pragma once

#include "async/followjob.h"
#include "follow/followwindow.h"
#include "language/findings.h"

#include <QObject>
#include <QPointer>

class QMenu;

namespace rastro {

class EventTableModel;
class FilterController;
class MainWindow;

class FollowController : public QObject {
    Q_OBJECT
public:
    FollowController(MainWindow& window, const EventTableModel& events, FilterController& filters,
                     std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);

    void addToTableMenu(QMenu& menu);
    FollowWindow* chain() const { return m_chain; } // null: none was asked for
    bool isSettled() const { return !m_job.isRunning(); }

private:
    void follow();
    void show(const FollowedChain& followed);
    void filterFor(Finding finding, const QString& value);
    void step(FollowJob::Direction direction);
    void showStep(RowId row);

    MainWindow& m_window;
    const EventTableModel& m_events;
    FilterController& m_filters;
    FollowJob m_job;
    QPointer<FollowWindow> m_chain;
};

} // namespace rastro
