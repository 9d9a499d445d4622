// SPDX-License-Identifier: Apache-2.0
#include "gui/application.h"

#include "detail/detailpane.h"
#include "gui/actions.h"
#include "gui/comparecontroller.h"
#include "gui/eventscontroller.h"
#include "gui/exportcontroller.h"
#include "gui/filtercontroller.h"
#include "gui/followcontroller.h"
#include "gui/groupcontroller.h"
#include "gui/loadcontroller.h"
#include "gui/mainwindow.h"
#include "gui/reportcontroller.h"
#include "gui/windowstate.h"
#include "help/helpdialog.h"
#include "language/parser.h"
#include "query/servicenoise.h"
#include "report/conflicts.h"
#include "status/statusline.h"

#include <QActionGroup>
#include <QApplication>
#include <QFile>

#include <cstdio>

namespace rastro {

Application::Application(QApplication& qt) : m_qt(qt) {
    applyTheme(m_qt, m_settings.theme());
    m_window = std::make_unique<MainWindow>(&m_model, &m_problems);
    m_loading = std::make_unique<LoadController>(*m_window, m_settings);
    const auto columns = std::make_shared<OnDemandCache>();
    m_controller = std::make_unique<EventsController>(*m_window, m_model, m_problems, columns);
    m_filter = std::make_unique<FilterController>(*m_window, *m_controller, m_settings, columns);
    m_groups = std::make_unique<GroupController>(*m_window, *m_filter, m_settings, columns);
    m_exporting = std::make_unique<ExportController>(*m_window, m_model, columns);
    m_comparing = std::make_unique<CompareController>(*m_window, m_model);
    m_following = std::make_unique<FollowController>(*m_window, m_model, *m_filter, columns);
    m_reporting = std::make_unique<ReportController>(*m_window, m_model, *m_filter, columns);
    connectControllers();
    connectActions();
    restoreWindowState(*m_window, m_settings);
}

// Jobs end before the window they serve.
Application::~Application() {
    m_reporting.reset();
    m_following.reset();
    m_comparing.reset();
    m_exporting.reset();
    m_groups.reset();
    m_filter.reset();
    m_controller.reset();
    m_loading.reset();
}

void Application::connectControllers() {
    connect(m_loading.get(), &LoadController::snapshotReady, this, &Application::showSnapshot);
    connect(m_loading.get(), &LoadController::busyChanged, this,
            [this] {
                const Qt::CheckState isLoading = m_loading->isBusy() ? Qt::Checked : Qt::Unchecked;
                m_controller->setLoading(isLoading);
                m_filter->setLoading(isLoading);
            });
    connect(m_exporting.get(), &ExportController::menuOpening, m_filter.get(), &FilterController::addToTableMenu);
    connect(m_exporting.get(), &ExportController::menuOpening, m_comparing.get(), &CompareController::addToTableMenu);
    connect(m_exporting.get(), &ExportController::menuOpening, m_following.get(), &FollowController::addToTableMenu);
    connect(m_exporting.get(), &ExportController::menuOpening, m_reporting.get(), &ReportController::addToTableMenu);
    connect(m_filter.get(), &FilterController::lanesWanted, this,
            [this](const AnyColumn& column) { m_controller->setLanes({column, {}, m_controller->laneSetting().order}); });
    connect(m_controller.get(), &EventsController::lanesChanged, this, [this](const LaneSetting& lanes) {
        m_settings.setLanes(QString::fromStdString(lanes.column.name()),
                            lanes.groups ? QString::fromStdString(lanes.groups->name()) : QString(), static_cast<int>(lanes.order));
    });
    const QString groups = m_settings.laneGroups();
    const int order = std::clamp(m_settings.laneOrder(), 0, static_cast<int>(LaneOrder::Name));
    m_controller->setLanes({AnyColumn::named(m_settings.laneColumn().toStdString()).value_or(Column::ActorKey),
                            groups.isEmpty() ? std::nullopt : AnyColumn::named(groups.toStdString()),
                            static_cast<LaneOrder>(order)});
    // A briefing is of a load that has ended, and of rows that are on show.
    connect(m_filter.get(), &FilterController::rowsShown, this, [this] {
        if (!m_loading->isBusy() && !m_filter->shownOf()->isLoading())
            m_reporting->brief(m_filter->shownOf());
    });
    connect(m_window.get(), &MainWindow::closing, this, [this] { saveWindowState(*m_window, m_settings); });
    connect(&m_window->status(), &StatusLine::problemsRequested, m_window.get(), &MainWindow::showProblems);
    connect(&m_window->status(), &StatusLine::conflictsRequested, this, [this] {
        const auto filter = parseFilter(conflictFilter(*m_controller->snapshot()));
        if (const auto* expression = std::get_if<Expression>(&filter); expression && expression->kind != Expression::Kind::All)
            m_filter->apply(*expression);
        else
            m_window->status().say(tr("There are too many conflicts for a filter to name them"));
    });
}

void Application::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (snapshot->rowCount() > 0 || !snapshot->isLoading())
        m_window->showEvents();
    m_filter->setSnapshot(snapshot);
}

void Application::connectActions() {
    const Actions& a = m_window->actions();
    EventTableView& table = m_window->table();
    connect(a.quit, &QAction::triggered, m_window.get(), &QWidget::close);
    connect(a.selectAll, &QAction::triggered, &table, &EventTableView::selectAll);
    connect(a.find, &QAction::triggered, &m_window->detail(), &DetailPane::openFind);
    connect(a.columns, &QAction::triggered, &table, &EventTableView::openChooser);
    connect(a.showDuplicates, &QAction::toggled, m_filter.get(), &FilterController::setShowDuplicates);
    connect(a.resetLayout, &QAction::triggered, this, &Application::resetLayout);
    connect(a.help, &QAction::triggered, this, [this] { showHelp(QStringLiteral("help.md"), tr("Rastro help")); });
    connect(a.filterHelp, &QAction::triggered, this, [this] { showHelp(QStringLiteral("filters.md"), tr("Filters")); });
    connect(a.about, &QAction::triggered, this, &Application::showAbout);
    connect(a.foldRepeats, &QAction::toggled, this, [this](bool folds) {
        m_settings.setFoldsRepeats(folds);
        m_controller->setFoldsRepeats(folds ? Qt::Checked : Qt::Unchecked);
    });
    a.foldRepeats->setChecked(m_settings.foldsRepeats());
    a.compactRows->setChecked(m_settings.rowHeight() == RowHeight::Compact);
    table.setRowHeight(m_settings.rowHeight());
    connect(a.compactRows, &QAction::toggled, this, [this](bool isCompact) {
        m_settings.setRowHeight(isCompact ? RowHeight::Compact : RowHeight::Normal);
        m_window->table().setRowHeight(m_settings.rowHeight());
    });
    for (QAction* theme : a.themes->actions()) {
        theme->setChecked(theme->data().toInt() == static_cast<int>(m_settings.theme()));
        connect(theme, &QAction::triggered, this,
                [this, theme] { setTheme(static_cast<ThemeChoice>(theme->data().toInt())); });
    }
}

void Application::setTheme(ThemeChoice choice) {
    m_settings.setTheme(choice);
    applyTheme(m_qt, choice);
}

void Application::resetLayout() {
    forgetWindowState(m_settings);
    m_window->resetPanes();
    m_window->table().resetColumns();
}

void Application::showHelp(const QString& file, const QString& title) {
    QFile page(QStringLiteral(":/rastro/help/") + file);
    if (!page.open(QIODevice::ReadOnly))
        return;
    auto* dialog = new HelpDialog(title, QString::fromUtf8(page.readAll()), m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void Application::showAbout() {
    const QString text = tr("# Rastro %1\n\nAn explorer for AWS CloudTrail logs: offline, without an account, without a "
                            "server.\n\nLicensed under the Apache License 2.0. Built with Qt %2.")
                             .arg(QCoreApplication::applicationVersion(), QLatin1String(qVersion()));
    auto* dialog = new HelpDialog(tr("About Rastro"), text, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->resize(440, 300);
    dialog->open();
}

void Application::run(const CommandLine& commandLine) {
    m_screenshot = commandLine.screenshot;
    if (!m_screenshot.isEmpty()) {
        m_window->resize(MainWindow::kRoomy); // a picture needs no screen that large
        m_loading->setAsksForScope(Qt::Unchecked); // nobody is there to answer
        takeScreenshotWhenSettled();
    }
    m_window->show();
    if (commandLine.filter)
        m_filter->apply(*commandLine.filter);
    else if (m_settings.foldsNoise())
        m_filter->apply(noNoiseTerm());
    if (!commandLine.paths.isEmpty())
        m_loading->open(commandLine.paths);
}

// Polls: "settled" is several jobs at rest at the same time, with nothing left to paint.
void Application::takeScreenshotWhenSettled() {
    auto* timer = new QTimer(this);
    timer->setInterval(150);
    auto restCount = std::make_shared<int>(0);
    connect(timer, &QTimer::timeout, this, [this, restCount] {
        const bool isAtRest = !m_loading->isBusy() && m_controller->isSettled() && m_filter->isSettled() && m_groups->isSettled() && m_reporting->isSettled() &&
                              !m_qt.activeModalWidget();
        *restCount = isAtRest ? *restCount + 1 : 0;
        if (*restCount < 4)
            return;
        const bool isSaved = m_window->grab().save(m_screenshot, "PNG");
        if (!isSaved)
            std::fprintf(stderr, "rastro: %s cannot be written\n", qPrintable(m_screenshot));
        QApplication::exit(isSaved ? 0 : 1);
    });
    timer->start();
}

} // namespace rastro
