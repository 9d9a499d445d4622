// SPDX-License-Identifier: Apache-2.0
#include "gui/mainwindow.h"

#include "common/panetitle.h"
#include "common/plaintext.h"
#include "detail/detailpane.h"
#include "facets/facetpane.h"
#include "filter/filterbar.h"
#include "groups/grouppane.h"
#include "gui/actions.h"
#include "gui/panesizes.h"
#include "items/groupmodel.h"
#include "report/reportpane.h"
#include "start/dropoverlay.h"
#include "start/startpage.h"
#include "status/problemspane.h"
#include "status/statusline.h"
#include "table/eventtableview.h"
#include "timeline/timelineview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace rastro {

namespace {

constexpr int kLowWindow = 900; // pixels: below it the lanes may fold to one strip
constexpr int kPanesVersion = 5;

QToolButton* menuButton(const QString& text, const QList<QAction*>& actions, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setText(text + QStringLiteral(" ▾"));
    button->setAccessibleName(text);
    button->setPopupMode(QToolButton::InstantPopup);
    button->addActions(actions);
    return button;
}

} // namespace

MainWindow::MainWindow(EventTableModel* events, ProblemsModel* problems)
    : m_actions(new Actions(this))
    , m_table(new EventTableView(this))
    , m_detail(new DetailPane(this))
    , m_timeline(new TimelineView(this))
    , m_start(new StartPage(this))
    , m_filter(new FilterBar(this))
    , m_facets(new FacetPane(this))
    , m_groupModel(new GroupModel(this))
    , m_groups(new GroupPane(m_groupModel, this))
    , m_report(new ReportPane(this))
    , m_status(new StatusLine(this))
    , m_paneSizes(new PaneSizes(*this)) {
    setAcceptDrops(true);
    m_table->setEventModel(events);
    createCentre();
    createPanes(problems);
    createToolBar();
    createMenus();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    connect(new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F10), this), &QShortcut::activated, this, &MainWindow::openMenuOfFocus);
    connect(m_status, &StatusLine::progressShown, m_actions->cancel, [this] { m_actions->cancel->setEnabled(true); });
    connect(m_status, &StatusLine::progressHidden, m_actions->cancel, [this] { m_actions->cancel->setEnabled(false); });
    connect(m_actions->cancel, &QAction::triggered, m_status, &StatusLine::cancelRequested);
    m_overlay = new DropOverlay(this);
    resize(kRoomy.boundedTo(screen()->availableSize() * 0.94)); // the frame needs some, too
    placePanes();
    m_initialPanes = saveState(kPanesVersion);
    m_savedPanes = m_initialPanes;
    showStart();
}

void MainWindow::createCentre() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banner = makePlainLabel(page);
    m_banner->setWordWrap(true);
    m_banner->setContentsMargins(12, 6, 12, 6);
    m_banner->setAccessibleName(tr("Notice"));
    m_banner->hide();
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    m_centre = new QStackedWidget(this);
    m_centre->setMinimumSize(kSmallestCentre);
    m_centre->addWidget(m_start);
    m_centre->addWidget(page);
    setCentralWidget(m_centre);
    m_table->addActions({m_actions->copyRows, m_actions->copyCell, m_actions->copyRecord, m_actions->selectAll});
}

QDockWidget* MainWindow::addPane(const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
    auto* pane = new QDockWidget(title, this);
    pane->setObjectName(QLatin1String(name));
    pane->setWidget(content);
    pane->setTitleBarWidget(new PaneTitle(*pane));
    addDockWidget(area, pane);
    m_panes << pane;
    return pane;
}

void MainWindow::createPanes(ProblemsModel* problems) {
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    addPane("detailPane", tr("Event"), m_detail, Qt::RightDockWidgetArea);
    addPane("timelinePane", tr("Timeline"), m_timeline, Qt::BottomDockWidgetArea);
    addPane("problemsPane", tr("Problems"), new ProblemsPane(problems, this), Qt::BottomDockWidgetArea);
    addPane("facetPane", tr("Facets"), m_facets, Qt::LeftDockWidgetArea);
    addPane("groupPane", tr("Groups"), m_groups, Qt::BottomDockWidgetArea);
    addPane("reportPane", tr("Report"), m_report, Qt::RightDockWidgetArea);
}

void MainWindow::placePanes() {
    tabifyDockWidget(m_panes[1], m_panes[2]); // paths and reasons are long
    tabifyDockWidget(m_panes[1], m_panes[4]);
    m_panes[4]->hide();
    tabifyDockWidget(m_panes[0], m_panes[5]);
    m_panes[5]->show();
    m_panes[0]->show();
    m_panes[0]->raise();
    m_panes[1]->show();
    m_panes[2]->hide();
    m_panes[3]->show();
    resizeDocks({m_panes[3]}, {205}, Qt::Horizontal);
    resizeDocks({m_panes[0]}, {430}, Qt::Horizontal);
    resizeDocks({m_panes[1]}, {290}, Qt::Vertical);
}

void MainWindow::createToolBar() {
    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    Actions& a = *m_actions;
    bar->addWidget(menuButton(tr("Open"), {a.openFolder, a.openFiles, a.openSample}, bar));
    bar->addWidget(menuButton(tr("Add"), {a.addFolder, a.addFiles}, bar));
    bar->addActions({a.back, a.forward});
    m_filter->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(m_filter);
    bar->addActions({a.columns, a.exportEvents});
    for (QToolButton* button : bar->findChildren<QToolButton*>()) // a bar flattens what is added to it
        button->setAutoRaise(false);
}

void MainWindow::createMenus() {
    QList<QAction*> toggles;
    for (const QDockWidget* pane : std::as_const(m_panes))
        toggles << pane->toggleViewAction();
    for (QDockWidget* pane : std::as_const(m_panes)) { // what is asked for comes to the front of its tabs
        connect(pane->toggleViewAction(), &QAction::triggered, pane, [pane](bool isWanted) {
            if (isWanted)
                pane->raise();
        });
    }
    m_actions->fill(*menuBar(), toggles);
}

// --- panes

void MainWindow::showStart() {
    if (m_showsEvents)
        m_savedPanes = saveState(kPanesVersion);
    m_showsEvents = false;
    for (QDockWidget* pane : std::as_const(m_panes)) {
        pane->hide();
        pane->toggleViewAction()->setEnabled(false);
    }
    m_start->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_centre->setCurrentIndex(0);
    m_actions->setEventCommandsEnabled(Qt::Unchecked);
    m_start->setFocus();
}

void MainWindow::showEvents() {
    if (m_showsEvents)
        return;
    m_showsEvents = true;
    m_start->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // or the window must have room for it
    m_centre->setCurrentIndex(1);
    m_actions->setEventCommandsEnabled(Qt::Checked);
    for (const QDockWidget* pane : std::as_const(m_panes))
        pane->toggleViewAction()->setEnabled(true);
    restoreState(m_savedPanes, kPanesVersion);
    m_paneSizes->noteSoon();
    m_table->setFocus();
}

QByteArray MainWindow::panes() const { return m_showsEvents ? saveState(kPanesVersion) : m_savedPanes; }

bool MainWindow::setPanes(const QByteArray& state) {
    if (m_showsEvents) {
        m_paneSizes->noteSoon();
        return restoreState(state, kPanesVersion);
    }
    m_savedPanes = state;
    return true;
}

void MainWindow::resetPanes() {
    setPanes(m_initialPanes);
    if (m_showsEvents)
        placePanes();
}

void MainWindow::showProblems() {
    m_panes[2]->show();
    m_panes[2]->raise();
    m_panes[2]->widget()->setFocus(); // the list is there for the one who asked for it, by key too
}

void MainWindow::showGroups() {
    m_panes[4]->show();
    m_panes[4]->raise();
    m_groups->table().setFocus();
}

void MainWindow::showDetail() {
    if (!m_panes[0]->isHidden())
        m_panes[0]->raise();
}

void MainWindow::showReport() {
    m_panes[5]->show();
    m_panes[5]->raise();
    m_report->setFocus();
}

void MainWindow::raiseReport() {
    if (!m_panes[5]->isHidden())
        m_panes[5]->raise();
}

void MainWindow::showFacets() { m_panes[3]->show(); }

void MainWindow::setTrailText(const QString& text) { setWindowTitle(visibleText(text)); }

void MainWindow::setBanner(const QString& text) {
    setPlainText(*m_banner, text);
    m_banner->setVisible(!text.isEmpty());
}

void MainWindow::setDropText(const QString& text) { m_dropText = text; }

// --- drops

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (localPaths(event->mimeData()->urls()).isEmpty())
        return;
    event->acceptProposedAction();
    if (m_showsEvents)
        m_overlay->showOver(m_dropText);
    else
        m_start->setDropHighlighted(true);
}

void MainWindow::dragMoveEvent(QDragMoveEvent* event) {
    if (!localPaths(event->mimeData()->urls()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) {
    m_overlay->hide();
    m_start->setDropHighlighted(false);
}

void MainWindow::dropEvent(QDropEvent* event) {
    dragLeaveEvent(nullptr);
    const Paths paths = localPaths(event->mimeData()->urls());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    emit dropped(paths);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    m_timeline->setCompact(height() < kLowWindow);
    m_overlay->hide();
}

// Many keyboards have no Menu key.
void MainWindow::openMenuOfFocus() {
    QWidget* at = QApplication::focusWidget();
    if (at == nullptr)
        return;
    const QPoint where = at->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    auto* asked = new QContextMenuEvent(QContextMenuEvent::Keyboard, where, at->mapToGlobal(where));
    QCoreApplication::postEvent(at, asked);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    emit closing();
    QMainWindow::closeEvent(event);
}

} // namespace rastro
