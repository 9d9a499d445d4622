// SPDX-License-Identifier: Apache-2.0
//
// Application: owns models, controllers and the window; the root everything hangs on. GUI thread.
#pragma once

#include "gui/commandline.h"
#include "gui/paths.h"
#include "gui/settings.h"
#include "items/eventtablemodel.h"
#include "items/problemsmodel.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QApplication;

namespace rastro {

class CompareController;
class EventsController;
class ExportController;
class FilterController;
class FollowController;
class GroupController;
class LoadController;
class MainWindow;
class ReportController;

class Application : public QObject {
    Q_OBJECT
public:
    explicit Application(QApplication& qt);
    ~Application() override;

    void run(const CommandLine& commandLine);

    MainWindow& window() { return *m_window; }
    LoadController& loading() { return *m_loading; }
    EventsController& events() { return *m_controller; }
    FilterController& filtering() { return *m_filter; }
    GroupController& grouping() { return *m_groups; }
    ExportController& exporting() { return *m_exporting; }
    FollowController& following() { return *m_following; }
    CompareController& comparing() { return *m_comparing; }
    ReportController& reporting() { return *m_reporting; }
    Settings& settings() { return m_settings; }

private:
    void connectControllers();
    void connectActions();
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setTheme(ThemeChoice choice);
    void resetLayout();
    void showHelp(const QString& file, const QString& title);
    void showAbout();
    void takeScreenshotWhenSettled();

    QApplication& m_qt;
    Settings m_settings;
    EventTableModel m_model;
    ProblemsModel m_problems;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<LoadController> m_loading;
    std::unique_ptr<EventsController> m_controller;
    std::unique_ptr<FilterController> m_filter;
    std::unique_ptr<GroupController> m_groups;
    std::unique_ptr<ExportController> m_exporting;
    std::unique_ptr<CompareController> m_comparing;
    std::unique_ptr<FollowController> m_following;
    std::unique_ptr<ReportController> m_reporting;
    QString m_screenshot;
};

} // namespace rastro
