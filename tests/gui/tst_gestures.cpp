// SPDX-License-Identifier: Apache-2.0
//
// The real window, offscreen: what a hand does with the pointer. Timeline and table point at each other, files are
// dropped on the start page, values are copied and found in the detail pane, columns chosen, problems listed.
#include "common/theme.h"
#include "detail/findbar.h"
#include "detail/jsontreeview.h"
#include "detail/requestpage.h"
#include "detail/textpage.h"
#include "gui/actions.h"
#include "gui/comparecontroller.h"
#include "gui/filtercontroller.h"
#include "gui/followcontroller.h"
#include "language/parser.h"
#include "start/startpage.h"
#include "status/problemspane.h"
#include "timeline/timelineview.h"
#include "windowfixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace rastro;
using namespace rastro::test;

namespace {

// One actor changes, ten minutes apart; another reads in between.
std::string twoActors() {
    std::string text = R"({"Records":[)";
    for (unsigned n = 0; n < 8; ++n) {
        const bool isBoss = n % 2 == 0;
        char time[40];
        std::snprintf(time, sizeof time, "2024-03-01T%02u:%02u:00Z", n / 6, n % 6 * 10);
        text +=
            std::string(n == 0 ? "" : ",") + R"({"eventVersion":"1.08","eventTime":")" + time +
            R"(","eventSource":"iam.amazonaws.com","eventName":")" + (isBoss ? "CreateUser" : "ListUsers") +
            R"(","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.7","userIdentity":{"type":"IAMUser","accountId":"123456789012","arn":"arn:aws:iam::123456789012:user/)" +
            (isBoss ? "boss" : "clerk") + R"("},"eventID":"e)" + std::to_string(n) +
            R"(","requestParameters":{"userName":"new)" + std::to_string(n) +
            R"(","tags":[{"key":"a b","value":"x\ty"}],"size":1.50e3}})";
    }
    return text + "]}";
}

// Where the mark of a row of the table stands, in the viewport of the timeline.
QPoint markOf(WindowFixture& w, int tableRow, int lane) {
    const TimelineView& view = w.window().timeline();
    const QRect row = view.geometryNow().row(lane);
    const Micros time = w.model().snapshot()->time(w.model().rowId(tableRow));
    return {row.left() + static_cast<int>(view.axis().xOf(time)), row.center().y()};
}

JsonTreeView* treeNamed(WindowFixture& w, const char* name) {
    for (auto* tree : w.detail().findChildren<JsonTreeView*>()) {
        if (tree->accessibleName() == QLatin1String(name))
            return tree;
    }
    return nullptr;
}

// The item whose key is this, searched over the whole tree.
QModelIndex itemOf(const JsonTreeView& tree, const QString& key) {
    const QAbstractItemModel& model = *tree.model();
    const auto hits =
        model.match(model.index(0, 0), JsonTreeModel::KeyRole, key, 1, Qt::MatchExactly | Qt::MatchRecursive);
    return hits.isEmpty() ? QModelIndex() : hits.first();
}

QString copied(JsonTreeView& tree, const QString& key, const QString& entry) {
    tree.setCurrentIndex(itemOf(tree, key));
    QApplication::clipboard()->clear();
    chooseFromMenu([&] { pressMenuKey(tree); }, entry);
    return QApplication::clipboard()->text();
}

} // namespace

class TestGestures : public QObject {
    Q_OBJECT
private slots:
    void twoEventsSideBySide() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("log.json", recordsText(0, 10)), 10));
        QVERIFY(w.activate());
        QVERIFY(w.read(2));
        QTest::keyClick(&w.table(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(w.statusText().contains(QLatin1String("Select the two events")));
        QTest::keyClick(&w.table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&w.table(), Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(w.application().comparing().comparison() && w.application().comparing().comparison()->isVisible());
        CompareWindow& pane = *w.application().comparing().comparison();
        QStringList differing;
        for (int row = 0; row < pane.model().rowCount(); ++row) {
            const QString field = pane.model().index(row, DiffModel::Field).data(DiffModel::RawTextRole).toString();
            differing << field + u'=' + pane.model().index(row, DiffModel::Right).data().toString();
        }
        QCOMPARE(differing, QStringList({QStringLiteral("event={…}"), QStringLiteral("eventTime=2024-03-01T00:00:03Z"),
                                         QStringLiteral("eventName=Call3"),
                                         QStringLiteral("eventID=00000000-0000-4000-8000-000000000003")}));
        const int before = pane.model().rowCount();
        pane.findChild<QCheckBox*>()->click();
        QVERIFY(pane.model().rowCount() > before);
        pane.close();
        QTRY_VERIFY(!w.application().comparing().comparison());
    }

    // The bundled story: from the event that stops logging one gesture leads to the leaked key.
    void aSessionIsFollowed() {
        WindowFixture w;
        w.application().filtering().apply(std::get<Expression>(parseFilter("api:StopLogging outcome:ok")));
        w.application().loading().open(pathsOf(RASTRO_SOURCE_DIR "/resources/sample"));
        QTRY_VERIFY_WITH_TIMEOUT(w.isIdle() && w.rows() == 1, 20'000);
        QVERIFY(w.activate());
        QVERIFY(w.read(0));
        QTest::keyClick(&w.window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(w.application().following().chain() && w.application().following().chain()->isVisible());
        FollowWindow& chain = *w.application().following().chain();
        const auto cell = [&](int row, int section) { return chain.model().index(row, section).data().toString(); };
        QVERIFY(cell(0, ChainModel::Credential).contains(QLatin1String("AKIARZPUZDIKD7PRKXCQ")));
        QVERIFY(cell(0, ChainModel::Addresses).contains(QLatin1String("203.0.113.77"))); // the thief's
        QVERIFY(cell(0, ChainModel::Addresses).contains(QLatin1String("198.51.100.23"))); // and mateo's
        const int followed = chain.model().followedRow();
        QVERIFY(cell(followed, ChainModel::Credential).contains(QLatin1String("AKIARZPUZDIKAH3K2JC3")));
        QTRY_COMPARE(w.rows(), 20); // what it did
        QTRY_VERIFY(w.isIdle());
        QVERIFY(w.activate()); // back from the chain
        QVERIFY(w.read(0));
        QTest::keyClick(&w.table(), Qt::Key_Period, Qt::ControlModifier);
        QTRY_COMPARE(w.table().currentIndex().row(), 1);
        QTest::keyClick(&w.table(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_COMPARE(w.table().currentIndex().row(), 0);
        chain.table().selectRow(0);
        QTest::keyClick(&chain.table(), Qt::Key_Return);
        QTRY_VERIFY(w.isIdle() && w.rows() > 100); // what the leaked key did itself
        for (QPushButton* button : chain.findChildren<QPushButton*>())
            button->click();
        QTRY_VERIFY(w.isIdle() && w.rows() > 400); // all that goes back to it
        QVERIFY(QApplication::clipboard()->text().startsWith(QLatin1String("Origin: AKIARZPUZDIKD7PRKXCQ\n")));
        chain.close();
    }

    void repeatsFold() {
        const Folder folder;
        std::string text;
        for (unsigned n = 0; n < 60; ++n) { // Call0, then 20 times ListKeys, then calls again
            std::string event = makeEvent(n);
            if (n > 0 && n <= 20)
                event.replace(event.find("\"Call"), ("\"Call" + std::to_string(n) + "\"").size(), "\"ListKeys\"");
            text += event + "\n";
        }
        WindowFixture w;
        QVERIFY(w.open(folder.write("log.json", text), 60));
        QVERIFY(w.activate());
        QVERIFY(w.read(5));
        const RowId read = w.model().rowId(5);
        QTest::keyClick(&w.window(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(w.isIdle() && w.model().foldedRows());
        QCOMPARE(w.rows(), 60); // what is being read is not folded away
        QCOMPARE(w.table().currentRow(), read);
        QTest::keyClick(&w.table(), Qt::Key_Space);
        QTRY_COMPARE(w.rows(), 41);
        QCOMPARE(w.table().currentIndex().row(), 1);
        const auto event = [&] { return w.model().index(1, EventTableModel::sectionOf(Column::EventName)).data().toString(); };
        QCOMPARE(event(), QStringLiteral("iam:ListKeys × 20 · 19 s"));
        QCOMPARE(w.table().selectedCount(), 20); // for copies and exports it is all of them
        QCOMPARE(w.table().selectedRows()->size(), std::size_t{20});
        QTRY_VERIFY(w.statusText().contains(QLatin1String("60 shown")));
        w.window().actions().copyRows->trigger();
        QTRY_COMPARE(QApplication::clipboard()->text().count(QLatin1String("iam:ListKeys")), 20);
        QTest::keyClick(&w.table(), Qt::Key_Space); // unfolds
        QTRY_COMPARE(w.rows(), 60);
        QCOMPARE(event(), QStringLiteral("iam:ListKeys"));
        QTest::keyClick(&w.table(), Qt::Key_Space); // and folds again
        QTRY_COMPARE(w.rows(), 41);
        emit w.window().timeline().eventActivated(RowId{7}); // clicked on the timeline: shown whatever is folded
        QTRY_COMPARE(w.table().currentRow(), RowId{7});
        QCOMPARE(w.rows(), 60);
        w.window().actions().foldRepeats->trigger();
        QTRY_VERIFY(w.isIdle() && !w.model().foldedRows());
        QCOMPARE(w.rows(), 60);
        QCOMPARE(w.table().currentRow(), RowId{7});
    }

    void init() { failOnWarnings(); }

    void clickOnTheTimelineSelectsInTheTable() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", twoActors()), 8));
        TimelineView& view = w.window().timeline();
        QVERIFY(!view.isCompact());
        for (const int row : {4, 0, 6}) { // boss made changes and has the first lane
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, markOf(w, row, 0));
            QCOMPARE(w.table().currentIndex().row(), row);
            QCOMPARE(w.table().selectedCount(), 1);
            QVERIFY(w.table().viewport()->rect().contains(w.table().visualRect(w.table().currentIndex())));
            QTRY_COMPARE(w.detail().detail().row, w.model().rowId(row));
            QTRY_COMPARE(w.detail().detail().state, EventDetail::State::Ready);
        }
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, markOf(w, 3, 1));
        QCOMPARE(w.table().currentIndex().row(), 3);
    }

    void clickOnTheTimelineScrollsTheTable() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", recordsText(0, 5000)), 5000));
        QVERIFY(w.read(0));
        QVERIFY(!w.table().viewport()->rect().intersects(w.table().visualRect(w.model().index(4500, 1))));
        QTest::mouseClick(w.window().timeline().viewport(), Qt::LeftButton, {}, markOf(w, 4500, 0));
        QVERIFY(w.table().currentIndex().row() > 4400);
        QVERIFY(w.table().viewport()->rect().contains(w.table().visualRect(w.table().currentIndex())));
    }

    void lanesAndMarksFilter() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", twoActors()), 8));
        TimelineView& view = w.window().timeline();
        const auto shown = [&](int count) { return QTest::qWaitFor([&] { return w.isIdle() && w.rows() == count; }); };
        // The entry of the menu that stands open: the menu of the timeline does not wait for its end.
        const auto choose = [](const QString& start) {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QAction* chosen = nullptr;
            for (QAction* action : menu != nullptr ? menu->actions() : QList<QAction*>()) {
                if (action->text().remove(u'&').startsWith(start))
                    chosen = chosen != nullptr ? chosen : action;
            }
            if (chosen == nullptr)
                return false;
            menu->setActiveAction(chosen);
            QTest::keyClick(menu, Qt::Key_Return);
            return true;
        };
        const auto rightClick = [&](QPoint point) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, point, view.viewport()->mapToGlobal(point));
            QCoreApplication::sendEvent(view.viewport(), &event);
        };
        const auto clear = [&] {
            w.window().actions().clearFilter->trigger();
            return shown(8);
        };
        // A name: all of the lane.
        rightClick({view.geometryNow().names.left() + 20, view.geometryNow().row(0).center().y()});
        QVERIFY(choose(QStringLiteral("Filter for actorKey:arn:aws:iam::123456789012:user/boss")));
        QVERIFY(shown(4));
        QVERIFY(clear());
        // A mark: that event alone, or all but it.
        rightClick(markOf(w, 4, 0));
        QVERIFY(choose(QStringLiteral("Filter for this event")));
        QVERIFY(shown(1));
        QCOMPARE(w.model().snapshot()->identifierText(Column::EventId, w.model().rowId(0)), std::string("e4"));
        QVERIFY(clear());
        rightClick(markOf(w, 4, 0));
        QVERIFY(choose(QStringLiteral("Filter out this event")));
        QVERIFY(shown(7));
        QVERIFY(clear());
        rightClick(markOf(w, 3, 1));
        QVERIFY(choose(QStringLiteral("Copy this mark as filter")));
        const QString copy = QApplication::clipboard()->text();
        QVERIFY2(copy.contains(QLatin1String("user/clerk")) && copy.contains(QLatin1String("00:30:00")), qPrintable(copy));
        // By keys alone: the lane of the event that is read.
        QVERIFY(w.read(1));
        view.setFocus();
        pressMenuKey(*view.viewport());
        QVERIFY(choose(QStringLiteral("Filter out actorKey:arn:aws:iam::123456789012:user/clerk")));
        QVERIFY(shown(4));
        QCOMPARE(w.detail().detail().row, RowId{1}); // still read
    }

    void selectionOfTheTableShowsOnTheTimeline() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", twoActors()), 8));
        TimelineView& view = w.window().timeline();
        const QColor edge = Theme::of(view.palette()).selectionEdge;
        const auto lineAt = [&](int row) {
            const QPoint mark = markOf(w, row, 0);
            const QImage picture = view.viewport()->grab().toImage();
            return picture.pixelColor(mark.x(), view.geometryNow().lanes.bottom() - 1) == edge;
        };
        QVERIFY(!lineAt(2));
        QTest::mouseClick(w.table().viewport(), Qt::LeftButton, {},
                          w.table().visualRect(w.model().index(2, 2)).center());
        QVERIFY(lineAt(2));
        QVERIFY2(view.describeCursor().startsWith(QLatin1String("boss")), qPrintable(view.describeCursor()));
        QTest::keyClick(&w.table(), Qt::Key_Down);
        QVERIFY(lineAt(3) && !lineAt(2));
        QVERIFY2(view.describeCursor().startsWith(QLatin1String("clerk")), qPrintable(view.describeCursor()));

        const Micros late = w.model().snapshot()->time(w.model().rowId(7));
        view.showRange({view.axis().limits().from, view.axis().limits().from + 60'000'000});
        QVERIFY(!view.axis().view().contains(late));
        w.table().setCurrentRow(w.model().rowId(7)); // the axis follows
        QVERIFY(view.axis().view().contains(late));
    }

    void dropOnTheStartPage() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 30));
        WindowFixture w;
        StartPage& page = w.window().startPage();
        QVERIFY(page.isVisible());
        // Qt hands a drop to the window under the pointer, which gives it to the nearest parent that takes drops.
        const QPoint middle = page.mapTo(&w.window(), page.rect().center());
        QCOMPARE(w.window().childAt(middle)->window(), &w.window());
        for (QWidget* at = w.window().childAt(middle); at != &w.window(); at = at->parentWidget())
            QVERIFY2(!at->acceptDrops(), at->metaObject()->className());
        const QImage before = page.grab().toImage();
        QMimeData data;
        data.setUrls({urlOf(folder.path())});
        QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&w.window(), &enter);
        QVERIFY(enter.isAccepted());
        QVERIFY(page.grab().toImage() != before); // lights up
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(&w.window(), &leave);
        QVERIFY(page.grab().toImage() == before);
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 30);
        QVERIFY(!page.isVisible());
    }

    void valuesPathsAndJsonAreCopied() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", twoActors()), 8));
        QVERIFY(w.read(2));
        JsonTreeView* tree = treeNamed(w, "Request");
        QVERIFY(tree != nullptr && tree->isVisible());
        QCOMPARE(copied(*tree, QStringLiteral("userName"), QStringLiteral("Copy value")), QStringLiteral("new2"));
        QCOMPARE(copied(*tree, QStringLiteral("value"), QStringLiteral("Copy value")), QStringLiteral("x\ty"));
        QCOMPARE(copied(*tree, QStringLiteral("value"), QStringLiteral("Copy path")),
                 QStringLiteral("requestParameters.tags.value"));
        QCOMPARE(copied(*tree, QStringLiteral("value"), QStringLiteral("Copy JSON")), QStringLiteral("\"x\\ty\""));
        QCOMPARE(copied(*tree, QStringLiteral("size"), QStringLiteral("Copy JSON")), QStringLiteral("1.50e3"));
        QCOMPARE(copied(*tree, QStringLiteral("tags"), QStringLiteral("Copy JSON")),
                 QStringLiteral("[{\"key\":\"a b\",\"value\":\"x\\ty\"}]"));
        tree->setCurrentIndex(itemOf(*tree, QStringLiteral("userName")));
        QApplication::clipboard()->clear();
        QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("new2"));
    }

    void findInTheRecord_data() {
        QTest::addColumn<int>("page");
        QTest::newRow("request") << static_cast<int>(DetailPane::Page::Request);
        QTest::newRow("tree") << static_cast<int>(DetailPane::Page::Tree);
        QTest::newRow("text") << static_cast<int>(DetailPane::Page::Text);
    }
    void findInTheRecord() {
        QFETCH(int, page);
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", twoActors()), 8));
        QVERIFY(w.read(4));
        QVERIFY(w.activate());
        w.detail().setPage(static_cast<DetailPane::Page>(page));
        QTest::keyClick(&w.table(), Qt::Key_F, Qt::ControlModifier);
        auto* bar = w.detail().findChild<FindBar*>();
        QVERIFY(bar->isVisible());
        auto* edit = bar->findChild<QLineEdit*>();
        QCOMPARE(QApplication::focusWidget(), edit);
        const auto told = [&] { return bar->findChild<QLabel*>()->text(); };
        QTest::keyClicks(edit, QStringLiteral("NEW4"));
        QCOMPARE(told(), QStringLiteral("1 of 1"));
        if (page == static_cast<int>(DetailPane::Page::Text)) {
            QCOMPARE(w.detail().textPage().findChild<QPlainTextEdit*>()->textCursor().selectedText(),
                     QStringLiteral("new4"));
        } else {
            const auto* tree = treeNamed(w, page == 0 ? "Request" : "Record as tree");
            QCOMPARE(tree->currentIndex().data(JsonTreeModel::RawTextRole).toString(), QStringLiteral("new4"));
            QVERIFY(tree->selectionModel()->isSelected(tree->currentIndex()));
        }
        QTest::keyClicks(edit, QStringLiteral("absent"));
        QCOMPARE(told(), QStringLiteral("not found"));
        // From one to the next and round, each told; in another event they are counted anew, none of them chosen.
        edit->clear();
        QTest::keyClicks(edit, QStringLiteral("a"));
        const int count = told().section(u' ', 2).toInt();
        QVERIFY2(count > 2, qPrintable(told()));
        const int place = told().section(u' ', 0, 0).toInt();
        QVERIFY2(place >= 1 && place <= count, qPrintable(told()));
        for (int i = 1; i <= count; ++i) {
            QTest::keyClick(edit, Qt::Key_Return);
            QCOMPARE(told(), QStringLiteral("%1 of %2").arg((place - 1 + i) % count + 1).arg(count));
        }
        for (int i = 1; i <= count; ++i) {
            QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
            QCOMPARE(told(), QStringLiteral("%1 of %2").arg((place - 1 + count - i) % count + 1).arg(count));
        }
        const QImage marked = w.detail().grab().toImage();
        QVERIFY(w.read(5));
        QTRY_VERIFY2(told().endsWith(QStringLiteral(" matches")), qPrintable(told()));
        QVERIFY(w.read(4));
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QVERIFY(w.detail().grab().toImage() != marked);
        // Once more from inside the pane, where the pane's own shortcut could stand in the way of the window's.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar->isVisible());
        QCOMPARE(QApplication::focusWidget(), edit);
    }

    void columnsAreChosenAtTheHeader() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", twoActors()), 8));
        QHeaderView* header = w.table().horizontalHeader();
        const QString agent =
            w.model().headerData(EventTableModel::sectionOf(Column::UserAgent), Qt::Horizontal).toString();
        const QStringList offered = chooseFromMenu([&] { pressMenuKey(*header); }, agent);
        for (const ColumnInfo& c : allColumns()) {
            const QString title = w.model().headerData(EventTableModel::sectionOf(c.column), Qt::Horizontal).toString();
            QVERIFY2(offered.contains(title), qPrintable(title));
        }
        const auto shows = [&](Column column) { return std::ranges::count(w.table().shownColumns(), column) == 1; };
        QVERIFY(shows(Column::UserAgent));
        chooseFromMenu([&] { w.window().actions().columns->trigger(); }, agent);
        QVERIFY(!shows(Column::UserAgent));
        w.table().setColumnShown(Column::EventTime, Qt::Unchecked);
        chooseFromMenu([&] { w.table().openChooser(); }, QStringLiteral("Reset columns"));
        QVERIFY(std::ranges::equal(w.table().shownColumns(), defaultColumns()));
    }

    void problemsOpenFromTheStatusLine() {
        const Folder folder;
        folder.write("a.json",
                     "{\"Records\":[" + makeEvent(1) + ",{\"eventName\":broken},{\"x\":]," + makeEvent(2) + "]}");
        folder.write("b.txt", "nothing of interest");
        WindowFixture w;
        QVERIFY(w.open(folder.path(), 2));
        auto* pane = w.window().findChild<ProblemsPane*>();
        QVERIFY(!pane->isVisible());
        QToolButton* button = nullptr;
        for (auto* b : w.window().status().findChildren<QToolButton*>())
            button = b->text().contains(QLatin1String("problem")) ? b : button;
        QVERIFY(button != nullptr && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(pane->isVisible());
        QVERIFY(pane->model()->rowCount() >= 2);
        QVERIFY(button->text().startsWith(QString::number(pane->model()->rowCount())));
        QTest::mouseClick(pane->viewport(), Qt::LeftButton, {}, pane->visualRect(pane->model()->index(0, 1)).center());
        QTest::keyClick(pane, Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(QApplication::clipboard()->text().contains(QLatin1String("a.json\tbyte ")),
                 qPrintable(QApplication::clipboard()->text()));
    }

    void contextMenuOfTheTable() {
        const Folder folder;
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", twoActors()), 8));
        QVERIFY(w.read(1));
        QApplication::clipboard()->clear();
        const QStringList offered =
            chooseFromMenu([&] { pressMenuKey(*w.table().viewport()); }, QStringLiteral("Copy cell"));
        QVERIFY2(offered.contains(QStringLiteral("Export…")), qPrintable(offered.join(u'|')));
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("iam:ListUsers"));
    }
};

QTEST_MAIN(TestGestures)
#include "tst_gestures.moc"
