// SPDX-License-Identifier: Apache-2.0
//
// LoadController: everything about what gets loaded: dialogs, drops, recent paths, the scope of large folders, progress
// and cancel. Owns the jobs; shows in the window how they stand. GUI thread.
#pragma once

#include "async/loadjob.h"
#include "async/scopejob.h"
#include "gui/paths.h"

#include <QObject>

namespace rastro {

class MainWindow;
class Settings;

class LoadController : public QObject {
    Q_OBJECT
public:
    LoadController(MainWindow& window, Settings& settings, QObject* parent = nullptr);

    void open(const Paths& paths) { look(paths, LoadInto::NewStore); } // in place of what is loaded
    void add(const Paths& paths) { look(paths, LoadInto::SameStore); } // to what is loaded
    void openSample();
    void setAsksForScope(Qt::CheckState asks) { m_asksForScope = asks == Qt::Checked; } // of large folders
    void cancel();

    bool isBusy() const { return m_load.isRunning() || m_scope.isRunning(); }
    const SnapshotPtr& snapshot() const { return m_load.snapshot(); }

signals:
    void snapshotReady(const rastro::SnapshotPtr& snapshot);
    void busyChanged();
    void finished(); // nothing runs and nothing waits any more

private:
    void connectWindow();
    void look(const Paths& paths, LoadInto into);
    void judgeScope(const FoundScope& found);
    void load(std::vector<std::string> paths, Scope scope);
    void showProgress();
    void showIdle();
    Paths askForFolder(const QString& title);
    Paths askForFiles(const QString& title);

    MainWindow& m_window;
    Settings& m_settings;
    LoadJob m_load;
    ScopeJob m_scope;
    LoadInto m_into = LoadInto::NewStore;
    bool m_asksForScope = true;
    Paths m_opened; // what the tool bar tells
    QTimer m_looking;
};

} // namespace rastro
