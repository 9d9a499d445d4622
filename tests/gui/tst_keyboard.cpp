// SPDX-License-Identifier: Apache-2.0
//
// The real window, offscreen, without a pointer: every pane is reached, every dialog answered by keys.
#include "gui/actions.h"
#include "gui/samplelocation.h"
#include "scope/scopedialog.h"
#include "start/startpage.h"
#include "status/problemspane.h"
#include "timeline/timelineview.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>
#include <QTreeView>

#include <filesystem>

using namespace rastro;
using namespace rastro::test;

namespace {

// Presses Tab until the focus stands in `where`; false if it never does.
bool tabTo(const QWidget& where) {
    for (int i = 0; i < 80; ++i) {
        QWidget* now = QApplication::focusWidget();
        if (now != nullptr && (now == &where || where.isAncestorOf(now)))
            return true;
        QTest::keyClick(now, Qt::Key_Tab);
    }
    return false;
}

void pressKey(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

// A trail of two regions and two days, by names alone: 2,001 files, two of them with an event.
void writeLargeTrail(const Folder& folder) {
    for (int i = 0; i < 2001; ++i) {
        const std::string region = i % 2 == 0 ? "us-east-1" : "eu-west-1";
        const std::string day = i % 3 == 0 ? "01" : "02";
        const std::string dir = folder.path("AWSLogs/123456789012/CloudTrail/" + region + "/2024/03/" + day);
        std::filesystem::create_directories(dir);
        char name[120];
        std::snprintf(name, sizeof name, "/123456789012_CloudTrail_%s_202403%sT0000Z_%016d.json.gz", region.c_str(),
                      day.c_str(), i);
        std::ofstream(dir + name, std::ios::binary) << (i < 2 ? gzip(makeEvent(static_cast<unsigned>(i))) : "");
    }
}

} // namespace

class TestKeyboard : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    // Whoever comes to a tree of the event by Tab sees where they are.
    void treesShowWhereTheKeyboardIs() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", makeEvent(1, R"(,"requestParameters":{"a":1,"b":2})")), 1));
        QVERIFY(w.read(0));
        QVERIFY(w.activate());
        w.table().setFocus();
        const auto trees = w.detail().findChildren<QTreeView*>();
        const auto request = std::ranges::find_if(trees, [](const QTreeView* tree) { return tree->accessibleName() == QLatin1String("Request"); });
        QVERIFY(request != trees.end());
        QVERIFY((*request)->selectionModel()->selectedIndexes().isEmpty());
        QVERIFY(tabTo(**request));
        QCOMPARE((*request)->selectionModel()->selectedIndexes().size(), 1);
        QVERIFY((*request)->currentIndex().data().toString().startsWith(QLatin1String("a ")));
    }

    void sampleFromTheStartPage() {
        if (sampleLocation().isEmpty())
            QSKIP("the sample trail is not beside this build");
        WindowFixture w;
        QVERIFY(w.activate());
        QVERIFY(tabTo(w.window().startPage()));
        QSet<QString> buttons;
        for (int i = 0; i < 10; ++i) {
            auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget());
            if (button != nullptr && button->text().contains(QLatin1String("sample")))
                break;
            pressKey(Qt::Key_Tab);
        }
        pressKey(Qt::Key_Return); // not Space: people press Enter
        QTRY_VERIFY(w.isIdle() && w.rows() > 2000);
    }

    // The row that the keys are on is in sight, wherever they go.
    void tableFollowsTheKeys() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 500));
        WindowFixture w;
        QVERIFY(w.open(folder.path(), 500));
        QVERIFY(w.activate());
        w.table().setCurrentRow(w.model().rowId(0));
        const auto isInSight = [&](int row) {
            const QRect box = w.table().visualRect(w.model().index(row, w.table().currentIndex().column()));
            return w.table().currentIndex().row() == row && w.table().viewport()->rect().contains(box.center());
        };
        for (int i = 0; i < 80; ++i)
            pressKey(Qt::Key_Down);
        QVERIFY(isInSight(80));
        pressKey(Qt::Key_End, Qt::ControlModifier);
        QVERIFY(isInSight(499));
        pressKey(Qt::Key_PageUp, Qt::ShiftModifier);
        QVERIFY(isInSight(w.table().currentIndex().row()) && w.table().currentIndex().row() < 499);
        pressKey(Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(isInSight(0));
        for (int i = 0; i < w.model().columnCount(); ++i)
            pressKey(Qt::Key_Right);
        QVERIFY(isInSight(0));
    }

    void everyPaneIsReached() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 50));
        folder.write("b.txt", "nothing of interest");
        WindowFixture w;
        QVERIFY(w.open(folder.path(), 50));
        QVERIFY(w.activate());
        QCOMPARE(QApplication::focusWidget(), &w.table());
        w.detail().setFocus();
        w.table().setFocus(); // alone reads nothing
        QCOMPARE(w.table().currentRow(), kNoRow);
        pressKey(Qt::Key_Down);
        QCOMPARE(w.table().currentIndex().row(), 0);
        QCOMPARE(w.table().selectedCount(), 1);
        QTRY_COMPARE(w.detail().detail().state, EventDetail::State::Ready);
        QVERIFY(tabTo(w.detail()));
        QVERIFY(tabTo(w.window().timeline()));
        pressKey(Qt::Key_N);
        pressKey(Qt::Key_N);
        const RowId before = w.table().currentRow();
        pressKey(Qt::Key_Return);
        QVERIFY(w.table().currentRow() != before);
        QVERIFY(tabTo(w.window().status()));
        pressKey(Qt::Key_Space);
        const auto* problems = w.window().findChild<ProblemsPane*>();
        QTRY_VERIFY(problems->isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), problems); // and is at once what the keys go to
        QVERIFY(tabTo(w.table()));
    }

    void startPageTakesNoKeyOfAMenu() {
        WindowFixture w;
        QSet<QString> keys;
        for (const QAction* menu : w.window().menuBar()->actions())
            keys << QKeySequence::mnemonic(menu->text()).toString();
        for (const auto* button : w.window().findChildren<QAbstractButton*>()) {
            if (const QString key = QKeySequence::mnemonic(button->text()).toString(); button->isVisible() && !key.isEmpty())
                QVERIFY2(!keys.contains(key), qPrintable(button->text()));
        }
    }

    void everyCommandIsInAMenu() {
        WindowFixture w;
        QSet<const QAction*> found;
        QList<const QMenu*> menus = w.window().menuBar()->findChildren<const QMenu*>();
        for (const QMenu* menu : menus) {
            QSet<QString> mnemonics;
            for (const QAction* action : menu->actions()) {
                found << action;
                const QString key = QKeySequence::mnemonic(action->text()).toString();
                QVERIFY2(key.isEmpty() || !mnemonics.contains(key), qPrintable(menu->title() + u' ' + action->text()));
                mnemonics << key;
            }
        }
        for (const QAction* action : w.window().actions().findChildren<QAction*>())
            QVERIFY2(found.contains(action) || action->isSeparator(), qPrintable(action->text()));
    }

    void shortcutsAreTheirOwn() {
        WindowFixture w;
        QSet<QString> keys;
        for (const QAction* action : w.window().actions().findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys << key.toString();
            }
        }
    }

    void scopeIsChosenByKeys() {
        const Folder folder;
        writeLargeTrail(folder);
        WindowFixture w;
        w.application().loading().open(pathsOf(folder.path()));
        ScopeDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = w.window().findChild<ScopeDialog*>()) != nullptr);
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QVERIFY(qobject_cast<QPushButton*>(QApplication::focusWidget()) != nullptr); // Enter loads
        QListView* regions = nullptr;
        for (auto* list : dialog->findChildren<QListView*>())
            regions = list->accessibleName().contains(QLatin1String("Regions")) ? list : regions;
        QVERIFY(regions != nullptr);
        QVERIFY(tabTo(*regions));
        pressKey(Qt::Key_Home);
        pressKey(Qt::Key_Space); // eu-west-1
        QCOMPARE(dialog->choice().ticked().files, 1001u);
        pressKey(Qt::Key_D, Qt::AltModifier); // no day
        QTRY_COMPARE(dialog->choice().ticked().files, 0u);
        const auto buttons = dialog->findChildren<QPushButton*>();
        QVERIFY(std::ranges::any_of(buttons, [](const QPushButton* b) { return !b->isEnabled(); })); // nothing to load
        pressKey(Qt::Key_D, Qt::AltModifier);                                                        // every day
        QTRY_COMPARE(dialog->choice().ticked().files, 1001u);
        QVERIFY(tabTo(*regions));
        pressKey(Qt::Key_Return); // in a list, too
        QTRY_VERIFY(w.isIdle() && w.window().isShowingEvents());
        QCOMPARE(w.application().events().snapshot()->report().filesOutOfScope, std::uint64_t{1000});
        QCOMPARE(w.rows(), 1);
    }

    void scopeIsLeftByEscape() {
        const Folder folder;
        writeLargeTrail(folder);
        WindowFixture w;
        w.application().loading().open(pathsOf(folder.path()));
        ScopeDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = w.window().findChild<ScopeDialog*>()) != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(w.window().findChild<ScopeDialog*>() == nullptr);
        QVERIFY(w.isIdle());
        QVERIFY(w.window().startPage().isVisible());
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
