// SPDX-License-Identifier: Apache-2.0
#include "gui/actions.h"

#include "common/theme.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace rastro {

Actions::Actions(QObject* parent) : QObject(parent) {
    createFileActions();
    createEditActions();
    createFilterActions();
    createReportActions();
    createViewActions();
    createThemes();
    createLearning();
    help = add(tr("&Help"), QKeySequence::HelpContents);
    filterHelp = add(tr("&Filters"), {}, tr("The language of filters"));
    about = add(tr("&About Rastro"));
    about->setMenuRole(QAction::AboutRole);
}

QAction* Actions::add(const QString& text, const QKeySequence& key, const QString& tip) {
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    if (!tip.isEmpty())
        action->setToolTip(tip);
    return action;
}

void Actions::createFileActions() {
    openFolder = add(tr("Open &folder…"), QKeySequence(Qt::CTRL | Qt::Key_O), tr("Open a trail folder"));
    openFiles = add(tr("Open f&iles…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), tr("Open log files or archives"));
    addFolder = add(tr("A&dd folder…"), {}, tr("Load another folder besides what is loaded"));
    addFiles = add(tr("Add fi&les…"), {}, tr("Load more files besides what is loaded"));
    openSample = add(tr("Open the &sample"), {}, tr("A small made-up story: two days, two accounts, a leaked key"));
    exportEvents = add(tr("&Export…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), tr("Save the events shown or selected"));
    savePicture = add(tr("Save &picture of the timeline…"), {}, tr("What the timeline shows, as a PNG file"));
    quit = add(tr("&Quit"), QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::createEditActions() {
    copyRows = add(tr("&Copy rows"), QKeySequence::Copy, tr("Copy the selected rows as tab-separated text"));
    copyCell = add(tr("Copy c&ell"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    copyRecord = add(tr("Copy &records as JSON"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C));
    for (QAction* action : {copyRows, copyCell, copyRecord})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    selectAll = add(tr("Select &all"), QKeySequence::SelectAll);
    selectAll->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    find = add(tr("&Find in event"), QKeySequence::Find);
    compare = add(tr("C&ompare two events"), QKeySequence(Qt::CTRL | Qt::Key_D), tr("The two events selected, side by side"));
    cancel = add(tr("&Stop"), QKeySequence(Qt::Key_Escape), tr("Stop loading or exporting; what is loaded stays"));
    cancel->setEnabled(false);
}

void Actions::createFilterActions() {
    filterText = add(tr("&Filter…"), {}, tr("Type what to show; / does the same"));
    filterText->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_L), QKeySequence(Qt::Key_Slash)});
    filterChips = add(tr("&Terms of the filter"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                      tr("Go to the terms: remove, negate, switch off, move"));
    clearFilter = add(tr("&Clear the filter"), QKeySequence(Qt::CTRL | Qt::Key_E), tr("Show all events"));
    foldNoise = add(tr("Fold &service noise"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
                    tr("A term of the filter that leaves out what services of AWS do for themselves"));
    foldNoise->setCheckable(true);
    lists = add(tr("&Lists…"), {}, tr("Named lists of values, as @corp in ip:@corp"));
    networkFiles = add(tr("&Network files…"), {}, tr("Files in MaxMind's DB format: country and network of addresses"));
    forgetNetworkFiles = add(tr("For&get network files"));
    followSession = add(tr("Follow sess&ion"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                        tr("Who issued the credential of this event, what it did, and what it issued in turn"));
    nextInSession = add(tr("Ne&xt event of the session"), QKeySequence(Qt::CTRL | Qt::Key_Period));
    previousInSession = add(tr("Previo&us event of the session"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    back = add(tr("&Back"), QKeySequence(Qt::ALT | Qt::Key_Left), tr("The filter before this one"));
    back->setIconText(QStringLiteral("◀"));
    forward = add(tr("F&orward"), QKeySequence(Qt::ALT | Qt::Key_Right), tr("The filter after this one"));
    forward->setIconText(QStringLiteral("▶"));
}

void Actions::createReportActions() {
    briefing = add(tr("&Briefing"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B),
                   tr("What is loaded, its holes, and the first questions"));
    profile = add(tr("&Profile of…"), QKeySequence(Qt::CTRL | Qt::Key_P),
                  tr("All that one key, person, address, account, role or resource did"));
    ledger = add(tr("&Ledger of the events shown"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
                 tr("What they made, opened, shared or switched off, and whether it is still there"));
}

void Actions::createViewActions() {
    columns = add(tr("&Columns…"), {}, tr("Choose the columns of the table"));
    compactRows = add(tr("C&ompact rows"));
    compactRows->setCheckable(true);
    foldRepeats = add(tr("Fold re&peats"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                      tr("One row for events in a row of one actor, call and outcome; Space unfolds it"));
    foldRepeats->setCheckable(true);
    showDuplicates = add(tr("Show &duplicates"), {}, tr("Also show events that are loaded more than once"));
    showDuplicates->setCheckable(true);
    resetLayout = add(tr("&Reset layout"));
}

void Actions::createThemes() {
    themes = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the &system")},
                                                       {ThemeChoice::Light, tr("&Light")},
                                                       {ThemeChoice::Dark, tr("&Dark")}};
    for (const auto& [choice, text] : choices) {
        QAction* action = themes->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
    }
}

// What is first used within this time of the first event loaded is not new: an account in daily use shows all it has.
void Actions::createLearning() {
    learning = new QActionGroup(this);
    const std::pair<int, QString> choices[] = {{0, tr("&None")},          {3'600, tr("1 &hour")},
                                               {86'400, tr("1 &day")},    {3 * 86'400, tr("&3 days")},
                                               {7 * 86'400, tr("1 &week")}, {30 * 86'400, tr("30 da&ys")}};
    for (const auto& [seconds, text] : choices) {
        QAction* action = learning->addAction(text);
        action->setCheckable(true);
        action->setData(seconds);
    }
}

void Actions::setEventCommandsEnabled(Qt::CheckState isEnabled) {
    for (QAction* action :
         {addFolder, addFiles, filterText, filterChips, clearFilter, foldNoise, exportEvents, savePicture, copyRows, copyCell, copyRecord, selectAll, find, compare, followSession, nextInSession, previousInSession, briefing, profile, ledger, columns, showDuplicates})
        action->setEnabled(isEnabled == Qt::Checked);
}

void Actions::fill(QMenuBar& bar, const QList<QAction*>& panes) const {
    QMenu* file = bar.addMenu(tr("&File"));
    file->addActions({openFolder, openFiles, openSample});
    file->addSeparator();
    file->addActions({addFolder, addFiles});
    file->addSeparator();
    file->addActions({exportEvents, savePicture});
    file->addSeparator();
    file->addAction(quit);
    QMenu* edit = bar.addMenu(tr("&Edit"));
    edit->addActions({copyRows, copyCell, copyRecord});
    edit->addSeparator();
    edit->addActions({selectAll, find, compare});
    edit->addSeparator();
    edit->addAction(cancel);
    QMenu* go = bar.addMenu(tr("F&ilter"));
    go->addActions({filterText, filterChips, clearFilter});
    go->addSeparator();
    go->addAction(foldNoise);
    go->addActions({lists, networkFiles, forgetNetworkFiles});
    go->addMenu(tr("Learning ti&me of first uses"))->addActions(learning->actions());
    go->addSeparator();
    go->addActions({followSession, nextInSession, previousInSession});
    go->addSeparator();
    go->addActions({back, forward});
    bar.addMenu(tr("&Report"))->addActions({briefing, profile, ledger});
    QMenu* view = bar.addMenu(tr("&View"));
    view->addActions(panes);
    view->addSeparator();
    view->addActions({columns, compactRows, foldRepeats, showDuplicates});
    view->addSeparator();
    view->addMenu(tr("&Theme"))->addActions(themes->actions());
    view->addAction(resetLayout);
    bar.addMenu(tr("&Help"))->addActions({help, filterHelp, about});
}

} // namespace rastro
