// SPDX-License-Identifier: Apache-2.0
//
// Actions: every command of the window, once, with its words and keys; menus and tool bar are made of them. Owned by the
// window; whoever carries a command out connects to it. GUI thread.
#pragma once

#include <QAction>
#include <QObject>

class QActionGroup;
class QMenuBar;

namespace rastro {

class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject* parent);

    QAction* openFolder;
    QAction* openFiles;
    QAction* addFolder;
    QAction* addFiles;
    QAction* openSample;
    QAction* exportEvents;
    QAction* savePicture;
    QAction* quit;

    QAction* copyCell;
    QAction* copyRows;
    QAction* copyRecord;
    QAction* selectAll;
    QAction* find;
    QAction* compare;
    QAction* cancel;

    QAction* filterText;
    QAction* filterChips;
    QAction* clearFilter;
    QAction* foldNoise;
    QAction* lists;
    QAction* networkFiles;
    QAction* forgetNetworkFiles;
    QAction* followSession;
    QAction* nextInSession;
    QAction* previousInSession;
    QAction* briefing;
    QAction* profile;
    QAction* ledger;
    QAction* back;
    QAction* forward;

    QAction* columns;
    QAction* compactRows;
    QAction* foldRepeats;
    QAction* showDuplicates;
    QAction* resetLayout;
    QActionGroup* themes; // data: ThemeChoice as int
    QActionGroup* learning; // data: seconds in which nothing is called new

    QAction* help;
    QAction* filterHelp;
    QAction* about;

    // panes: the actions that show and hide them.
    void fill(QMenuBar& bar, const QList<QAction*>& panes) const;

    void setEventCommandsEnabled(Qt::CheckState isEnabled); // those that need events

private:
    QAction* add(const QString& text, const QKeySequence& key = {}, const QString& tip = {});
    void createFileActions();
    void createEditActions();
    void createFilterActions();
    void createReportActions();
    void createViewActions();
    void createThemes();
    void createLearning();
};

} // namespace rastro
