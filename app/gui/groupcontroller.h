// SPDX-License-Identifier: Apache-2.0
//
// GroupController: the pane of groups: what it asks for, over the events shown, and the filter a group becomes. GUI thread.
#pragma once

#include "async/groupjob.h"
#include "items/groupmodel.h"

#include <QObject>
#include <QTimer>

namespace rastro {

class FilterController;
class GroupPane;
class MainWindow;
class Settings;

class GroupController : public QObject {
    Q_OBJECT
public:
    GroupController(MainWindow& window, FilterController& filters, Settings& settings,
                    std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);

    void groupBy(const AnyColumn& column); // shows the pane
    bool isSettled() const { return !m_job.isRunning() && !m_soon.isActive(); }

private:
    void ask();
    void show(const GroupResults& results);
    void filterFor(int row);
    bool readWish(AggregateWish& wish); // false: it is no wish, and said so

    MainWindow& m_window;
    FilterController& m_filters;
    Settings& m_settings;
    GroupModel& m_model;
    GroupPane& m_pane;
    GroupJob m_job;
    QTimer m_soon; // one answer for all that happens in a turn of the event loop
};

} // namespace rastro
