// SPDX-License-Identifier: Apache-2.0
//
// MainWindow: the panes and how they lie together: table in the middle, detail right, timeline and problems below.
// Takes drops anywhere. Emits what the user wants and computes nothing. GUI thread.
#pragma once

#include "gui/paths.h"

#include <QMainWindow>

class QDockWidget;
class QLabel;
class QStackedWidget;

namespace rastro {

class Actions;
class DetailPane;
class DropOverlay;
class PaneSizes;
class EventTableModel;
class EventTableView;
class ProblemsModel;
class StartPage;
class StatusLine;
class FacetPane;
class GroupModel;
class GroupPane;
class FilterBar;
class ReportPane;
class TimelineView;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    static constexpr QSize kRoomy{1600, 1000}; // where the screen allows it
    static constexpr QSize kSmallestCentre{320, 160};  // beyond it panes give way

    MainWindow(EventTableModel* events, ProblemsModel* problems);

    Actions& actions() const { return *m_actions; }
    EventTableView& table() const { return *m_table; }
    DetailPane& detail() const { return *m_detail; }
    TimelineView& timeline() const { return *m_timeline; }
    StartPage& startPage() const { return *m_start; }
    FilterBar& filterBar() const { return *m_filter; }
    FacetPane& facets() const { return *m_facets; }
    GroupPane& groups() const { return *m_groups; }
    ReportPane& report() const { return *m_report; }
    GroupModel& groupModel() const { return *m_groupModel; }
    StatusLine& status() const { return *m_status; }

    // Before anything is loaded only the start page shows; the panes come back as they were.
    void showStart();
    void showEvents();
    bool isShowingEvents() const { return m_showsEvents; }
    void showProblems();
    void showFacets();
    void showGroups();
    void showDetail();
    void showReport();  // with the keyboard
    void raiseReport(); // if its pane is not hidden; nothing else
    void setTrailText(const QString& text);   // what is loaded, in the title
    void setBanner(const QString& text);      // a word above the table; empty: none
    void setDropText(const QString& text);    // what a drop will do

    QByteArray panes() const; // as saveState(), whatever is on show
    bool setPanes(const QByteArray& state);
    void resetPanes();

signals:
    void dropped(const rastro::Paths& paths);
    void closing();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void openMenuOfFocus();
    void createCentre();
    void createPanes(ProblemsModel* problems);
    void createToolBar();
    void createMenus();
    QDockWidget* addPane(const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void placePanes();

    Actions* m_actions;
    EventTableView* m_table;
    DetailPane* m_detail;
    TimelineView* m_timeline;
    StartPage* m_start;
    FilterBar* m_filter;
    FacetPane* m_facets;
    GroupModel* m_groupModel;
    GroupPane* m_groups;
    ReportPane* m_report;
    StatusLine* m_status;
    QStackedWidget* m_centre = nullptr;
    QLabel* m_banner = nullptr;
    PaneSizes* m_paneSizes;
    QList<QDockWidget*> m_panes; // detail, timeline, problems, facets, groups, report
    DropOverlay* m_overlay = nullptr;
    QString m_dropText;
    QByteArray m_initialPanes;
    QByteArray m_savedPanes; // while the start page hides them
    bool m_showsEvents = false;
};

} // namespace rastro
