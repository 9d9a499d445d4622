// SPDX-License-Identifier: Apache-2.0
#include "gui/loadcontroller.h"

#include "gui/actions.h"
#include "gui/mainwindow.h"
#include "gui/progresstext.h"
#include "gui/samplelocation.h"
#include "gui/settings.h"
#include "scope/scopedialog.h"
#include "start/startpage.h"
#include "status/statusline.h"

#include <QFileDialog>
#include <QFileInfo>

namespace rastro {

namespace {

constexpr std::uint64_t kLargeFolder = 2000; // files; above it the scope is asked for

} // namespace

LoadController::LoadController(MainWindow& window, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_settings(settings) {
    connectWindow();
    m_looking.setInterval(100);
    connect(&m_looking, &QTimer::timeout, this, &LoadController::showProgress);
    connect(&m_scope, &ScopeJob::scopeReady, this, &LoadController::judgeScope);
    connect(&m_load, &LoadJob::snapshotReady, this, &LoadController::snapshotReady);
    connect(&m_load, &LoadJob::progressed, this, &LoadController::showProgress);
    connect(&m_load, &LoadJob::started, this, &LoadController::busyChanged);
    connect(&m_load, &LoadJob::finished, this, [this] {
        showIdle();
        emit finished();
    });
    window.startPage().setRecent(settings.recent());
    window.startPage().setSampleAvailable(sampleLocation().isEmpty() ? Qt::Unchecked : Qt::Checked);
    window.actions().openSample->setEnabled(!sampleLocation().isEmpty());
    showIdle();
}

void LoadController::connectWindow() {
    const Actions& a = m_window.actions();
    const StartPage& start = m_window.startPage();
    const auto openFolder = [this] { open(askForFolder(tr("Open a trail folder"))); };
    const auto openFiles = [this] { open(askForFiles(tr("Open log files"))); };
    connect(a.openFolder, &QAction::triggered, this, openFolder);
    connect(a.openFiles, &QAction::triggered, this, openFiles);
    connect(a.addFolder, &QAction::triggered, this, [this] { add(askForFolder(tr("Add a trail folder"))); });
    connect(a.addFiles, &QAction::triggered, this, [this] { add(askForFiles(tr("Add log files"))); });
    connect(a.openSample, &QAction::triggered, this, &LoadController::openSample);
    connect(&start, &StartPage::folderRequested, this, openFolder);
    connect(&start, &StartPage::filesRequested, this, openFiles);
    connect(&start, &StartPage::sampleRequested, this, &LoadController::openSample);
    connect(&start, &StartPage::openRequested, this, &LoadController::open);
    connect(&m_window.status(), &StatusLine::cancelRequested, this, &LoadController::cancel);
    // A drop never takes away what is loaded.
    connect(&m_window, &MainWindow::dropped, this,
            [this](const Paths& paths) { m_window.isShowingEvents() ? add(paths) : open(paths); });
}

Paths LoadController::askForFolder(const QString& title) {
    const QString name = QFileDialog::getExistingDirectory(&m_window, title);
    return name.isEmpty() ? Paths() : toPaths({name});
}

Paths LoadController::askForFiles(const QString& title) {
    return toPaths(QFileDialog::getOpenFileNames(&m_window, title));
}

void LoadController::openSample() { open(toPaths({sampleLocation()})); }

void LoadController::look(const Paths& paths, LoadInto into) {
    if (paths.isEmpty())
        return;
    m_into = into;
    m_opened = into == LoadInto::NewStore ? paths : m_opened + paths;
    m_settings.addRecent(paths);
    m_window.startPage().setRecent(m_settings.recent());
    const bool hasFolder = std::any_of(paths.begin(), paths.end(), [](const QByteArray& path) {
        return QFileInfo(QFile::decodeName(path)).isDir();
    });
    if (!hasFolder) {
        load(toEngine(paths), {});
        return;
    }
    m_scope.look(toEngine(paths));
    m_looking.start();
    emit busyChanged();
    showProgress();
}

void LoadController::judgeScope(const FoundScope& found) {
    m_looking.stop();
    if (found.files <= kLargeFolder || !m_asksForScope) {
        load(found.paths, {});
        return;
    }
    showIdle();
    auto* dialog = new ScopeDialog(found.cells, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, paths = found.paths] { load(paths, dialog->scope()); });
    connect(dialog, &QDialog::rejected, this, &LoadController::finished);
    dialog->open();
}

void LoadController::load(std::vector<std::string> paths, Scope scope) {
    LoadRequest request;
    request.paths = std::move(paths);
    request.options.scope = std::move(scope);
    request.into = m_into;
    m_window.setTrailText(trailText(m_opened));
    m_load.start(std::move(request));
    showProgress();
}

void LoadController::cancel() {
    if (m_scope.isRunning()) {
        m_scope.cancel();
        m_looking.stop();
        showIdle();
        emit finished();
    }
    m_load.cancel();
}

void LoadController::showProgress() {
    if (m_load.isRunning()) {
        const LoadStatus status = m_load.status();
        m_window.status().showProgress(progressText(status), progressPermille(status));
    } else {
        m_window.status().showProgress(tr("Looking through the folder…"), -1);
    }
}

void LoadController::showIdle() {
    m_window.status().hideProgress();
    m_window.setDropText(tr("Drop to add to the events loaded"));
    emit busyChanged();
}

} // namespace rastro
