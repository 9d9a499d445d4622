// SPDX-License-Identifier: Apache-2.0
//
// CompareController: two selected events side by side, in a window of their own. GUI thread.
#pragma once

#include "async/comparejob.h"
#include "compare/comparewindow.h"

#include <QObject>
#include <QPointer>

class QMenu;

namespace rastro {

class EventTableModel;
class MainWindow;

class CompareController : public QObject {
    Q_OBJECT
public:
    CompareController(MainWindow& window, const EventTableModel& events, QObject* parent = nullptr);

    void addToTableMenu(QMenu& menu);
    CompareWindow* comparison() const { return m_comparison; } // null: none was asked for

private:
    void compare();
    void show(const EventComparison& comparison);

    MainWindow& m_window;
    const EventTableModel& m_events;
    CompareJob m_job;
    QPointer<CompareWindow> m_comparison;
};

} // namespace rastro
