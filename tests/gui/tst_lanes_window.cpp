// SPDX-License-Identifier: Apache-2.0
//
// Which lanes the timeline of the real window shows: grouped, folded, searched, and the lives of credentials.
#include "windowfixture.h"

#include "filter/filterbar.h"
#include "items/nicknames.h"
#include "language/unparser.h"
#include "timeline/timelineview.h"

#include <QLineEdit>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr int kStoryEvents = 2'974;

class LanesWindow : public WindowFixture {
public:
    bool openStory() { return open(RASTRO_SOURCE_DIR "/resources/sample", kStoryEvents) && activate() && focusLanes(); }
    TimelineView& timeline() { return window().timeline(); }
    QLineEdit& search() { return *timeline().findChild<QLineEdit*>(QStringLiteral("laneSearch")); }
    bool focusLanes() {
        timeline().setFocus(Qt::BacktabFocusReason); // to the lanes
        return QTest::qWaitFor([&] { return timeline().hasFocus(); });
    }
    QString key(Qt::Key key) {
        QTest::keyClick(&timeline(), key);
        return here();
    }
    // What the keyboard stands on, when nothing moves any more.
    QString here() {
        return QTest::qWaitFor([&] { return isIdle(); }) ? timeline().describeCursor() : QString();
    }
    bool group(const QString& entry) {
        QMenu menu;
        QString chosen;
        auto* button = timeline().findChild<QToolButton*>(QStringLiteral("laneColumn"));
        emit button->menu()->aboutToShow();
        for (QMenu* groups : button->menu()->findChildren<QMenu*>()) {
            for (QAction* action : groups->actions()) {
                if (action->text().remove(u'&') == entry) {
                    action->trigger();
                    chosen = entry;
                }
            }
        }
        return chosen == entry && QTest::qWaitFor([&] { return isIdle(); });
    }
    QString toFirst() {
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&timeline(), Qt::Key_PageUp);
        return here();
    }
    QStringList
    lanes() { // from the first to the last, by keys; what is known of a credential comes later and is left out
        QStringList words{toFirst()};
        for (int i = 0; i < 300; ++i) {
            QTest::keyClick(&timeline(), Qt::Key_Down);
            const QString next = timeline().describeCursor();
            if (next == words.last())
                break;
            words << next;
        }
        for (QString& lane : words)
            lane = lane.section(QLatin1String(", issued"), 0, 0);
        return words;
    }
    // The menu of what the keyboard stands on, and the entry that begins so.
    bool choose(const QString& start) {
        bool isThere = false;
        const bool isDone = useMenu([this] { pressMenuKey(*timeline().viewport()); }, [&](QMenu& menu) {
            QAction* chosen = nullptr;
            for (QAction* action : menu.actions()) {
                if (action->text().remove(u'&').startsWith(start))
                    chosen = action;
            }
            isThere = chosen != nullptr;
            menu.setActiveAction(chosen);
            QTest::keyClick(&menu, isThere ? Qt::Key_Return : Qt::Key_Escape);
        });
        return isDone && isThere && QTest::qWaitFor([&] { return isIdle(); }) && activate() && focusLanes();
    }
    QPoint nameOf(int row, int dx) {
        const QRect box = timeline().geometryNow().rowName(row);
        return {box.left() + dx, box.center().y()};
    }
    QString filter() { return QString::fromStdString(filterText(window().filterBar().expression())); }
};

bool isFolded(const QString& lane) {
    return lane.endsWith(QLatin1String(", folded"));
}

} // namespace

class TestLanesOfWindow : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void servicesTakeOneLine() {
        LanesWindow w;
        QVERIFY(w.openStory());
        const QStringList lanes = w.lanes();
        const QStringList services = lanes.filter(QLatin1String("services of AWS"));
        QCOMPARE(services.size(), 1);
        QCOMPARE(services.first(), lanes.last());
        QVERIFY(isFolded(services.first()));
        QVERIFY(lanes.filter(QLatin1String("amazonaws.com")).isEmpty());
        QVERIFY(!isFolded(w.key(Qt::Key_Space)));
        QVERIFY(!w.lanes().filter(QLatin1String("cloudtrail.amazonaws.com")).isEmpty());
    }

    // Origins, the sessions below each; by keys and by the mouse.
    void originsAndTheirSessions() {
        LanesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.group(QStringLiteral("Origin, its sessions below")));
        const QStringList folded = w.lanes();
        QVERIFY2(folded.first().startsWith(QStringLiteral("mateo · AKIARZPUZDIKD7PRKXCQ (5)")), qPrintable(folded.first()));
        QVERIFY(isFolded(folded.first()));
        w.toFirst();
        QVERIFY(!isFolded(w.key(Qt::Key_Space)));
        const QString below = w.key(Qt::Key_Down);
        QVERIFY2(below.startsWith(QLatin1String("DataSyncRole/")), qPrintable(below));
        QTRY_VERIFY2(w.here().contains(QLatin1String("issued 2026-03-17")) &&
                         w.here().contains(QLatin1String("expires 2026-03-17")),
                     qPrintable(w.here()));
        QCOMPARE(w.lanes().size(), folded.size() + 5);
        // The mouse: the triangle, then the name twice.
        w.toFirst();
        QTest::mouseClick(w.timeline().viewport(), Qt::LeftButton, {}, w.nameOf(0, 5));
        QTRY_VERIFY(isFolded(w.here()));
        QTest::mouseDClick(w.timeline().viewport(), Qt::LeftButton, {}, w.nameOf(0, 40));
        QTRY_VERIFY(!isFolded(w.here()));
        QCOMPARE(w.lanes().size(), folded.size() + 5);
        // What is chosen stays for the next start, the folds do not.
        w.restart();
        QVERIFY(w.openStory());
        QCOMPARE(w.lanes(), folded);
    }

    void foldsOfAllGroups() {
        LanesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.group(QStringLiteral("Person, their sessions below")));
        QVERIFY(w.choose(QStringLiteral("Unfold all groups")));
        const QStringList all = w.lanes();
        QVERIFY(w.choose(QStringLiteral("Fold all groups")));
        const QStringList few = w.lanes();
        QVERIFY(few.size() < all.size());
        for (const QString& lane : few)
            QVERIFY2(!lane.contains(QLatin1String(" (")) || isFolded(lane) || lane.contains(QLatin1String("services")),
                     qPrintable(lane));
    }

    // F, some text, Enter; Escape shows all again. The selection outlives it.
    void search() {
        LanesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.read(100));
        QVERIFY(w.focusLanes());
        const QStringList all = w.lanes();
        QTest::keyClick(&w.timeline(), Qt::Key_F);
        QTRY_VERIFY(w.search().hasFocus());
        QTest::keyClicks(&w.search(), QStringLiteral("MaTeO"));
        QTest::keyClick(&w.search(), Qt::Key_Return);
        QTRY_VERIFY(w.timeline().hasFocus());
        const QStringList found = w.lanes();
        QVERIFY(!found.isEmpty() && found.size() < all.size());
        for (const QString& lane : found)
            QVERIFY2(lane.contains(QLatin1String("mateo")), qPrintable(lane));
        const auto* count = w.timeline().viewport()->findChild<QLabel*>();
        QVERIFY2(count->isVisible() && count->text().startsWith(QString::number(found.size()) + QLatin1String(" of ")),
                 qPrintable(count->text()));
        QTest::keyClick(&w.timeline(), Qt::Key_F);
        QTRY_VERIFY(w.search().hasFocus());
        QTest::keyClicks(&w.search(), QStringLiteral("no such lane"));
        QCOMPARE(w.here(), QString());
        QTest::keyClick(&w.search(), Qt::Key_Escape);
        QTRY_VERIFY(w.timeline().hasFocus() && w.search().text().isEmpty());
        QCOMPARE(w.lanes(), all);
        QCOMPARE(w.table().currentRow(), w.model().rowId(100));
    }

    // By the mouse: into the field below the names.
    void searchByMouse() {
        LanesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.search().isVisible()); // there are more lanes than rows
        QTest::mouseClick(&w.search(), Qt::LeftButton);
        QTRY_VERIFY(w.search().hasFocus());
        QTest::keyClicks(&w.search(), QStringLiteral("root"));
        QTRY_VERIFY(w.isIdle());
        QVERIFY(w.focusLanes());
        QCOMPARE(w.lanes().size(), 1);
    }

    // The filter of a lane finds its events, those of the group it is in and no others.
    void filtersOfLanesInGroups() {
        LanesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.group(QStringLiteral("region, actor below")));
        QVERIFY(w.choose(QStringLiteral("Unfold all groups")));
        QStringList lanes = w.lanes();
        const auto countOf = [](const QString& lane) {
            return QRegularExpression(QStringLiteral("([0-9,]+) event")).match(lane).captured(1).remove(u',').toInt();
        };
        int checked = 0;
        for (const qsizetype at : {qsizetype{1}, qsizetype{2}, lanes.size() / 2, lanes.size() - 1}) {
            w.toFirst();
            for (qsizetype i = 0; i < at; ++i)
                QTest::keyClick(&w.timeline(), Qt::Key_Down);
            if (w.timeline().describeCursor().endsWith(QLatin1String("folded"))) // a group: the filter of its value
                continue;
            QVERIFY(w.choose(QStringLiteral("Filter for ")));
            QTRY_VERIFY(w.isIdle() && w.rows() < kStoryEvents);
            QVERIFY2(w.rows() == countOf(lanes[at]), qPrintable(lanes[at] + QStringLiteral(": ") + w.filter()));
            w.application().filtering().apply({});
            QTRY_VERIFY(w.isIdle() && w.rows() == kStoryEvents);
            QVERIFY(w.focusLanes());
            ++checked;
        }
        QVERIFY(checked >= 2);
    }

    // The column of names follows a drag of its edge, a menu and the next start; a double click makes it as it was.
    void widthOfTheNames() {
        LanesWindow w;
        QVERIFY(w.openStory());
        TimelineView& view = w.timeline();
        const auto width = [&] { return w.timeline().geometryNow().names.width(); };
        const int usual = width();
        QPoint edge(view.geometryNow().names.right(), view.geometryNow().row(0).center().y());
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, edge);
        QTest::mouseMove(view.viewport(), edge + QPoint(60, 0));
        QTest::mouseMove(view.viewport(), edge + QPoint(120, 0));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, edge + QPoint(120, 0));
        QTRY_VERIFY(w.isIdle());
        QVERIFY2(std::abs(width() - usual - 120) <= 2, qPrintable(QString::number(width())));
        QVERIFY(w.choose(QStringLiteral("Wider names")));
        const int wide = width();
        QVERIFY(wide > usual + 120);
        w.window().close();
        w.restart();
        QVERIFY(w.openStory());
        QCOMPARE(width(), wide);
        edge.setX(w.timeline().geometryNow().names.right());
        QTest::mouseDClick(w.timeline().viewport(), Qt::LeftButton, {}, edge);
        QCOMPARE(width(), usual);
    }

    // By the actor and by the nickname, which stand in no value of the lane; Escape in the lanes ends it.
    void searchByOtherNames() {
        LanesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.group(QStringLiteral("Origin, its sessions below")));
        const auto found = [&](const QString& text) {
            QTest::keyClick(&w.timeline(), Qt::Key_F);
            w.search().selectAll();
            QTest::keyClicks(&w.search(), text);
            QTest::keyClick(&w.search(), Qt::Key_Return);
            return w.lanes();
        };
        QVERIFY(!found(QStringLiteral("deployrole/build-214")).isEmpty());
        QVERIFY(!w.lanes().filter(QStringLiteral("DeployRole/build-214 ·")).isEmpty());
        QVERIFY(w.lanes().first().startsWith(QStringLiteral("mateo ·"))); // the origin above it
        QTest::keyClick(&w.timeline(), Qt::Key_Escape);
        QTRY_VERIFY(w.search().text().isEmpty() && w.isIdle());
        QVERIFY(w.lanes().size() > 10);
        w.application().filtering().lists().setNickname(QStringLiteral("AKIATCH6YDSY5LGO24RC"), QStringLiteral("watcher"));
        QTRY_VERIFY(w.isIdle());
        const QStringList called = found(QStringLiteral("WATCH"));
        QCOMPARE(called.size(), 1);
        QVERIFY2(called.first().contains(QLatin1String("watcher (")), qPrintable(called.first()));
        // What was looked for is no value of other lanes.
        QVERIFY(w.group(QStringLiteral("Person, their sessions below")));
        QVERIFY(w.search().text().isEmpty());
        Nicknames::set({});
    }

    // The events of a mark, wherever its lane stands, are the events of the filter made of it.
    void marksOfMembersAndServices() {
        LanesWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.group(QStringLiteral("Origin, its sessions below")));
        QStringList lanes = w.lanes(); // stands on the last one: the services
        QVERIFY2(lanes.last().startsWith(QLatin1String("services of AWS")), qPrintable(lanes.join(u'|')));
        const auto targetOf = [&](const QString& lane) {
            const auto match = QRegularExpression(QStringLiteral("([0-9,]+) events")).match(lane);
            return match.captured(1).remove(u',').toInt();
        };
        const int events = targetOf(lanes.last());
        QTest::keyClick(&w.timeline(), Qt::Key_N);
        QVERIFY(w.choose(QStringLiteral("Filter for this event")));
        QTRY_VERIFY(w.isIdle() && w.rows() < kStoryEvents);
        QVERIFY2(w.rows() >= 1 && w.rows() <= events, qPrintable(w.filter()));
        for (int row = 0; row < w.rows(); ++row)
            QVERIFY(w.model().data(w.model().index(row, 0)).isValid());
        QVERIFY2(w.filter().contains(QLatin1String(".amazonaws.com")), qPrintable(w.filter()));
    }
};

QTEST_MAIN(TestLanesOfWindow)
#include "tst_lanes_window.moc"
