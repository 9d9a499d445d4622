// SPDX-License-Identifier: Apache-2.0
//
// Briefing, profile and ledger in the real window, offscreen; and the fifteen questions of an investigator, each in no
// more than two gestures, on the bundled story.
#include "async/followjob.h"
#include "follow/followwindow.h"
#include "gui/actions.h"
#include "gui/followcontroller.h"
#include "gui/reportcontroller.h"
#include "language/parser.h"
#include "report/reportpane.h"
#include "timeline/timelineview.h"
#include "windowfixture.h"

#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr int kStoryEvents = 2'974;

// The window with the story in it and the briefing in front.
class StoryWindow : public WindowFixture {
public:
    bool openStory() {
        return open(RASTRO_SOURCE_DIR "/resources/sample", kStoryEvents) && activate() &&
               QTest::qWaitFor([&] { return titled(QStringLiteral("everything loaded")); }, 20'000);
    }
    ReportPane& report() { return window().report(); }
    bool titled(const QString& start) {
        return application().reporting().isSettled() && report().titleText().startsWith(start);
    }
    bool isInFront(const char* pane) const {
        const auto* dock = const_cast<StoryWindow*>(this)->window().findChild<QDockWidget*>(QLatin1String(pane));
        return dock != nullptr && !dock->visibleRegion().isEmpty();
    }

    QModelIndex section(const QString& title) {
        for (int row = 0; row < report().model().rowCount(); ++row) {
            if (const QModelIndex at = report().model().index(row, 0); at.data().toString().startsWith(title))
                return at;
        }
        return {};
    }
    // The first line of a section that holds a text.
    QModelIndex line(const QString& title, const QString& text) {
        const QModelIndex in = section(title);
        for (int row = 0; row < report().model().rowCount(in); ++row) {
            if (const QModelIndex at = report().model().index(row, 0, in); at.data().toString().contains(text))
                return at;
        }
        return {};
    }
    int events(const QModelIndex& at) {
        return at.siblingAtColumn(ReportModel::Events).data().toString().remove(u',').toInt();
    }

    // --- gestures

    bool chooseLine(const QModelIndex& at) { // one
        if (!at.isValid())
            return false;
        report().tree().setCurrentIndex(at);
        QTest::keyClick(&report().tree(), Qt::Key_Return);
        return QTest::qWaitFor([&] { return isIdle(); });
    }
    bool profile(const QString& of) { // one
        QTest::keyClick(&window(), Qt::Key_P, Qt::ControlModifier);
        report().subject().clear();
        QTest::keyClicks(&report().subject(), of);
        QTest::keyClick(&report().subject(), Qt::Key_Return);
        return QTest::qWaitFor([&] { return application().reporting().isSettled() && report().titleText().contains(of); });
    }
    bool ledger() { // one
        QTest::keyClick(&window(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        return QTest::qWaitFor([&] { return titled(QStringLiteral("what ")); });
    }
    // An entry of a submenu of the current event; the menu is closed by it.
    bool chooseOfEvent(const QString& submenu, const QString& start) { // one
        QMenu menu;
        application().filtering().addToTableMenu(menu);
        application().reporting().addToTableMenu(menu);
        for (const QAction* action : menu.actions()) {
            if (action->menu() == nullptr || action->text().remove(u'&') != submenu)
                continue;
            for (QAction* entry : action->menu()->actions()) {
                if (entry->text().remove(u'&').startsWith(start)) {
                    entry->trigger();
                    return QTest::qWaitFor([&] { return isIdle() && application().reporting().isSettled(); });
                }
            }
        }
        return false;
    }
    // Shows the events of a filter and reads the first: where an investigator stands when the question comes up.
    bool standAt(const char* filter) {
        application().filtering().apply(std::get<Expression>(parseFilter(filter)));
        return QTest::qWaitFor([&] { return isIdle() && rows() > 0 && rows() < kStoryEvents; }) && read(0);
    }
    bool follow() { // one
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        return QTest::qWaitFor([&] { return application().following().chain() && application().following().isSettled() && isIdle(); });
    }
};

} // namespace

class TestReports : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void briefingComesFirst() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.isInFront("reportPane"));
        QVERIFY(!w.isInFront("detailPane"));
        QCOMPARE(w.events(w.line(QStringLiteral("Questions"), QStringLiteral("without MFA"))), 1);
        QVERIFY(w.section(QStringLiteral("Questions")).data().toString().contains(QLatin1String("265 of 282 hours")));
        QVERIFY(w.line(QStringLiteral("Questions"), QStringLiteral("machines started")).data(ReportModel::QuietRole).toBool());
        QVERIFY(w.read(3)); // who reads an event wants to see it
        QTRY_VERIFY(w.isInFront("detailPane"));
        QTest::keyClick(&w.window(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(w.isInFront("reportPane"));
        QVERIFY(w.read(5));
        QVERIFY(w.isInFront("reportPane")); // who asked for the report keeps it
    }

    void linesShowTheirEvents() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.chooseLine(w.line(QStringLiteral("Questions"), QStringLiteral("events by root"))));
        QCOMPARE(w.rows(), 9);
        const QModelIndex section = w.section(QStringLiteral("Persons"));
        QVERIFY(w.report().tree().isExpanded(section));
        QVERIFY(w.chooseLine(section)); // a section folds
        QVERIFY(!w.report().tree().isExpanded(section));
        QCOMPARE(w.rows(), 9);
        const QModelIndex mateo = w.line(QStringLiteral("Persons"), QStringLiteral("user/mateo"));
        const int counted = w.events(mateo);
        emit w.report().tree().doubleClicked(mateo);
        QTRY_COMPARE(w.rows(), counted);
        w.report().tree().setFocus();
        w.report().tree().setCurrentIndex(mateo);
        QTest::keyClick(&w.report().tree(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(QLatin1String("user/mateo")));
    }

    void whatIsWrongIsSaid() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.profile(QStringLiteral("no such thing")));
        QVERIFY2(w.report().titleText().contains(QLatin1String("0 events")), qPrintable(w.report().titleText()));
        const QString before = w.report().titleText();
        w.report().subject().setText(QStringLiteral("   "));
        QTest::keyClick(&w.report().subject(), Qt::Key_Return); // nothing was asked
        QTest::qWait(50);
        QCOMPARE(w.report().titleText(), before);
        w.report().subject().setText(QStringLiteral("ip:@nolist")); // a list that is not there
        QTest::keyClick(&w.report().subject(), Qt::Key_Return);
        QTRY_VERIFY2(w.application().reporting().isSettled() && w.report().titleText().contains(QLatin1String("nolist")),
                     qPrintable(w.report().titleText()));
    }

    void hostileTextsStayText() {
        const Folder folder;
        std::string text;
        for (unsigned n = 0; n < 5; ++n)
            text += makeEvent(n, R"(,"userAgent":"<b>x</b>\n\u202Egnp.exe","requestParameters":{"userName":"a\nb"})") + "\n";
        WindowFixture w;
        QVERIFY(w.open(folder.write("a.json", text), 5));
        QTRY_VERIFY(w.application().reporting().isSettled());
        QVERIFY(w.read(0));
        QMenu menu;
        w.application().reporting().addToTableMenu(menu);
        QCOMPARE(menu.actions().size(), 1);
        menu.actions().first()->menu()->actions()[3]->trigger(); // its user agent
        ReportPane& pane = w.window().report();
        QTRY_VERIFY(w.application().reporting().isSettled() && pane.titleText().contains(QLatin1String("5 events")));
        QVERIFY(!pane.titleText().contains(QChar(0x202E)));
        const QString all = pane.model().asText();
        QVERIFY(!all.contains(QChar(0x202E)));
        QVERIFY(all.contains(QLatin1String("<b>x</b>")));
    }

    void ledgerIsOfTheEventsShown() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.standAt("origin:AKIARZPUZDIKD7PRKXCQ"));
        QVERIFY(w.ledger());
        const QModelIndex user = w.line(QStringLiteral("Users"), QStringLiteral("svc-backup"));
        QVERIFY(user.data().toString().startsWith(QLatin1String("gone: ")));
        QVERIFY(user.data(ReportModel::QuietRole).toBool());
        const QModelIndex rights = w.line(QStringLiteral("Rights"), QStringLiteral("ReadOnlyAccess"));
        QVERIFY(rights.data().toString().startsWith(QLatin1String("gone: "))); // with the user
        QVERIFY(!w.section(QStringLiteral("Openings")).isValid()); // joao's, not the thief's
        QVERIFY(w.chooseLine(user));
        QCOMPARE(w.rows(), 21); // how it was made, and its uses
        QTRY_COMPARE(w.detail().detail().state, EventDetail::State::Ready);
    }

    // Lanes by the head of the chain, chosen in the timeline and from a value; remembered.
    void lanesByWhatIsWanted() {
        StoryWindow w;
        QVERIFY(w.openStory());
        auto* button = w.window().timeline().findChild<QToolButton*>(QStringLiteral("laneColumn"));
        QVERIFY(button != nullptr && button->isVisible());
        QCOMPARE(button->text(), QStringLiteral("by actor ▾"));
        const auto choose = [&](const QString& entry) {
            emit button->menu()->aboutToShow();
            for (QAction* action : button->menu()->actions()) {
                if (action->text().remove(u'&') == entry) {
                    action->trigger();
                    return QTest::qWaitFor([&] { return w.isIdle(); });
                }
            }
            return false;
        };
        QVERIFY(choose(QStringLiteral("origin")));
        QCOMPARE(button->text(), QStringLiteral("by origin ▾"));
        QTRY_VERIFY(w.window().timeline().describeCursor().contains(QLatin1String("AKIARZPUZDIKD7PRKXCQ")));
        QVERIFY(choose(QStringLiteral("By name")));
        w.application().filtering().lanesWanted(*AnyColumn::named("requestParameters.bucketName"));
        QTRY_VERIFY(w.isIdle() && button->text().startsWith(QLatin1String("by requestParam")));
        w.application().filtering().lanesWanted(Column::EventId); // every event its own lane: no
        QVERIFY(button->text().startsWith(QLatin1String("by requestParam")));
        w.restart();
        button = w.window().timeline().findChild<QToolButton*>(QStringLiteral("laneColumn"));
        QVERIFY(button->text().startsWith(QLatin1String("by requestParam")));
        emit button->menu()->aboutToShow();
        QStringList checked;
        for (const QAction* action : button->menu()->actions()) {
            if (action->isChecked())
                checked << action->text().remove(u'&');
        }
        QCOMPARE(checked, QStringList({QStringLiteral("requestParameters.bucketName"), QStringLiteral("By name")}));
    }

    // Each question of the help's recipes, with the gestures it takes there.
    void fifteenQuestions() {
        StoryWindow w;
        QVERIFY(w.openStory());
        const auto questions = QStringLiteral("Questions");
        // 9 sign-ins without MFA, root
        QVERIFY(w.chooseLine(w.line(questions, QStringLiteral("without MFA"))));
        QCOMPARE(w.rows(), 1);
        // 10 logging switched off, blind hours
        QVERIFY(w.chooseLine(w.line(questions, QStringLiteral("logs and guards"))));
        QCOMPARE(w.rows(), 3); // and evidence made to expire, and a region nobody watches
        QVERIFY(w.line(QStringLiteral("Loaded"), QStringLiteral("logging was stopped")).isValid());
        QVERIFY(w.line(QStringLiteral("Loaded"), QStringLiteral("no file for 17 hours")).isValid());
        // 13 movement to other accounts
        QVERIFY(w.chooseLine(w.line(questions, QStringLiteral("calls from other accounts"))));
        QCOMPARE(w.rows(), 1);
        // 15 trust, and what is missing
        QVERIFY(w.section(QStringLiteral("Problems")).data().toString().contains(QLatin1String("signatures")));
        QCOMPARE(w.events(w.line(QStringLiteral("Problems"), QStringLiteral("other content"))), 2);
        // 7 denials, and what succeeded then
        QVERIFY(w.chooseLine(w.line(questions, QStringLiteral("calls denied"))));
        QCOMPARE(w.rows(), 45);
        QVERIFY(w.read(10));
        QVERIFY(w.chooseOfEvent(QStringLiteral("Around this event"), QStringLiteral("± 5")));
        QVERIFY(w.rows() > 1);
        // 8 the way rights were raised
        QVERIFY(w.chooseLine(w.line(questions, QStringLiteral("rights raised"))));
        QCOMPARE(w.rows(), 5);
        QVERIFY(w.read(0));
        QVERIFY(w.follow());
        QVERIFY(w.application().following().chain()->model().chain().origin == "AKIARZPUZDIKD7PRKXCQ");
        w.application().following().chain()->close();
        // 11 what was taken from S3
        QVERIFY(w.activate());
        QVERIFY(w.profile(QStringLiteral("203.0.113.77")));
        QVERIFY(w.line(QStringLiteral("Took"), QStringLiteral("meridian-customer-exports/customers/2026/03/  1,583,523,880 bytes")).isValid());
        // 14 who touched this resource
        QVERIFY(w.profile(QStringLiteral("snap-0c94e1b7f2a58d36e")));
        QVERIFY(w.line(QStringLiteral("Actors"), QStringLiteral("svc-backup")).isValid());
        QVERIFY(w.line(QStringLiteral("Actors"), QStringLiteral("ana")).isValid());
    }

    void questionsAboutAKey() {
        StoryWindow w;
        QVERIFY(w.openStory());
        QVERIFY(w.standAt("api:StopLogging outcome:ok"));
        // 1 who is behind this
        QVERIFY(w.follow());
        QVERIFY(w.application().following().chain()->model().chain().origin == "AKIARZPUZDIKD7PRKXCQ");
        w.application().following().chain()->close();
        QVERIFY(w.activate());
        QVERIFY(w.read(0));
        // 2 everything this key did
        QVERIFY(w.chooseOfEvent(QStringLiteral("Same"), QStringLiteral("Access key")));
        QCOMPARE(w.rows(), 20);
        QVERIFY(w.read(0));
        // 3 to 6 enumerated, changed, from where, for the first time
        QVERIFY(w.chooseOfEvent(QStringLiteral("Profile of"), QStringLiteral("Access key")));
        QVERIFY(w.isInFront("reportPane"));
        QVERIFY(w.line(QStringLiteral("Enumerated"), QStringLiteral("iam:GetAccountAuthorizationDetails")).isValid());
        QVERIFY(w.line(QStringLiteral("Changed"), QStringLiteral("stopped logging")).isValid());
        QVERIFY(w.line(QStringLiteral("Addresses"), QStringLiteral("203.0.113.140")).isValid());
        QVERIFY(w.line(QStringLiteral("User agents"), QStringLiteral("kali")).isValid());
        QVERIFY(w.line(QStringLiteral("First uses"), QStringLiteral("StopLogging")).isValid());
        // 12 what was left behind
        QVERIFY(w.ledger());
        QVERIFY(w.line(QStringLiteral("Given to others"), QStringLiteral("999988887777")).isValid());
    }
};

QTEST_MAIN(TestReports)
#include "tst_reports.moc"
