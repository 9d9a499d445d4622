// SPDX-License-Identifier: Apache-2.0
//
// The real window, offscreen: an event is read, sorted, copied and exported, and hostile text stays text everywhere.
#include "detail/detailhead.h"
#include "detail/requestpage.h"
#include "detail/textpage.h"
#include "follow/followwindow.h"
#include "gui/actions.h"
#include "status/problemspane.h"
#include "timeline/timelineview.h"
#include "windowfixture.h"

#include <QAbstractItemModel>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QToolTip>

#include <filesystem>

using namespace rastro;
using namespace rastro::test;

namespace {

// Fit for a file name and a value; <img> would show in a label that takes its text for HTML.
const std::string kHostile = "<img src=x>\u202Egpj.exe\u200B";

std::string hostileEvent() {
    std::string e = R"({"eventVersion":"1.08","eventTime":"2024-03-01T00:00:00Z","eventSource":"iam.amazonaws.com",)";
    for (const char* key : {"eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "errorMessage", "requestID"})
        e += std::string("\"") + key + "\":\"" + kHostile + "\",";
    e += "\"eventID\":\"" + kHostile + "\",\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"" + kHostile +
         "\",\"arn\":\"" + kHostile + "\"},\"requestParameters\":{\"" + kHostile + "\":\"" + kHostile + "\"}}";
    return e;
}

bool isSafe(const QString& text) {
    return !text.contains(QChar(0x202E)) && !text.contains(QChar(0x200B));
}

} // namespace

class TestReading : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void detailShowsTheBytesOfTheFile() {
        const Folder folder;
        std::string text = "{ \"Records\" : [ ";
        const std::string event = "{\"eventVersion\" : \"1.08\", \"userIdentity\":{},\t\"eventSource\":\"s3.amazonaws.com\","
                                  "\n\"eventName\":\"GetObject\",\"n\":1.50e3,\"n\":2,\"eventTime\":\"2024-03-01T00:00:00Z\"}";
        text += event + " , " + makeEvent(7) + "]}";
        folder.write("a.json", text);
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 2);
        QVERIFY(w.read(0));
        QCOMPARE(w.detail().detail().bytes, event);
        QCOMPARE(w.detail().detail().offset, quint64(text.find(event)));
        w.detail().setPage(DetailPane::Page::Text);
        w.detail().textPage().setForm(TextPage::Form::Original);
        QCOMPARE(w.detail().textPage().shownText().toStdString(), event);
        w.window().actions().copyRecord->trigger();
        QTRY_COMPARE(QApplication::clipboard()->text().toStdString(), event);
    }

    // A cell that is cut tells all of it under the pointer, as text; one that is whole tells nothing.
    void cutCellsTellTheirText() {
        const Folder folder;
        const std::string name = "a-name-<b>as</b>-long-as-" + std::string(120, 'x');
        folder.write("a.json", makeEvent(1, ",\"sourceIPAddress\":\"" + name + "\""));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 1);
        const auto hover = [&](Column column) {
            QToolTip::hideText();
            const QPoint at = w.table().visualRect(w.model().index(0, EventTableModel::sectionOf(column))).center();
            QHelpEvent help(QEvent::ToolTip, at, w.table().viewport()->mapToGlobal(at));
            QCoreApplication::sendEvent(w.table().viewport(), &help);
        };
        hover(Column::SourceIPAddress);
        QVERIFY2(QToolTip::text().contains(QString::fromStdString(name).toHtmlEscaped()), qPrintable(QToolTip::text()));
        hover(Column::AwsRegion);
        QTRY_VERIFY(QToolTip::text().isEmpty() || !QToolTip::isVisible());
    }

    // However long a name is, who did it and when stays in sight.
    void longNamesLeaveRoomInTheHead() {
        const Folder folder;
        const std::string longName(60'000, 'E');
        const std::string identity = R"({"type":"IAMUser","userName":"mateo"})";
        folder.write("a.json", "{\"eventVersion\":\"1.08\",\"eventSource\":\"s3.amazonaws.com\",\"eventTime\":\"2024-03-01T00:00:00Z\","
                                   "\"userIdentity\":" + identity +
                                   ",\"eventName\":\"" + longName + "\"}");
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 1);
        QVERIFY(w.read(0));
        const auto* head = w.detail().findChild<DetailHead*>();
        QVERIFY(head != nullptr);
        const QString text = head->toPlainText();
        QVERIFY(text.contains(QStringLiteral("EEEE")) && text.contains(QStringLiteral("mateo")));
        QVERIFY(text.indexOf(QStringLiteral("mateo")) < 400);
    }

    void changedAndVanishedFilesAreSaid() {
        const Folder folder;
        const std::string a = folder.write("a.json", recordsText(0, 2));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(a)}));
        QTRY_COMPARE(w.rows(), 2);
        QTRY_VERIFY(w.isIdle());
        std::filesystem::remove(a);
        w.table().setCurrentRow(w.model().rowId(1));
        QTRY_COMPARE(w.detail().detail().state, EventDetail::State::Failed);
        QVERIFY(w.detail().detail().problem.contains(QLatin1String("no longer there")));
        folder.write("a.json", recordsText(5, 8));
        w.table().setCurrentRow(w.model().rowId(0));
        QTRY_VERIFY(w.detail().detail().problem.contains(QLatin1String("changed")));
    }

    void targetsArriveForVisibleRows() {
        const Folder folder;
        folder.write("a.json",
                     R"({"Records":[{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"m"},"eventTime":"2024-03-01T00:00:00Z",)"
                     R"("eventSource":"iam.amazonaws.com","eventName":"CreateUser","requestParameters":{"userName":"svc-backup"}}]})");
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 1);
        const QModelIndex target = w.model().index(0, EventTableModel::sectionOf(Column::Target));
        QTRY_COMPARE(target.data().toString(), QStringLiteral("user svc-backup"));
        QVERIFY(w.read(0));
        QVERIFY(w.detail().head().toPlainText().contains(QLatin1String("svc-backup")));
    }

    // The sentence ends in the credential and what is known of its holder.
    void headNamesTheCredential() {
        const Folder folder;
        folder.write("a.json", quoted(
            "{'Records':[{'eventVersion':'1.08','userIdentity':{'type':'IAMUser','userName':'ann','arn':'arn:aws:iam::111111111111:user/ann',"
            "'accessKeyId':'AKIAANN'},'eventTime':'2024-03-01T00:00:00Z','eventSource':'sts.amazonaws.com','eventName':'AssumeRole',"
            "'responseElements':{'credentials':{'accessKeyId':'ASIAROLE'}}},{'eventVersion':'1.08','userIdentity':{'type':'AssumedRole',"
            "'arn':'arn:aws:sts::111111111111:assumed-role/r/s','accessKeyId':'ASIAROLE'},'eventTime':'2024-03-01T00:01:00Z',"
            "'eventSource':'s3.amazonaws.com','eventName':'ListBuckets'}]}"));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 2);
        QVERIFY(w.read(0));
        QVERIFY2(w.detail().head().toPlainText().contains(QStringLiteral("by ann with AKIAANN · a key of user ann")),
                 qPrintable(w.detail().head().toPlainText()));
        QVERIFY(w.read(1));
        QVERIFY(w.detail().head().toPlainText().contains(QLatin1String(" with ASIAROLE")));
        w.window().actions().followSession->trigger(); // so that the chains are known
        QTRY_COMPARE(w.rows(), 1);
        QWidget* chain = nullptr; // takes the focus; the keys of the window work in it
        QTRY_VERIFY((chain = w.window().findChild<FollowWindow*>()) != nullptr && chain->isActiveWindow());
        QTest::keyClick(chain, Qt::Key_E, Qt::ControlModifier);
        QTRY_COMPARE(w.rows(), 2);
        QVERIFY(w.read(1));
        QTest::keyClick(chain, Qt::Key_Comma, Qt::ControlModifier); // ann's own event is of another session
        QTRY_VERIFY(w.statusText().contains(QLatin1String("No more events of this session")));
        QVERIFY(w.read(0) && w.read(1));
        QVERIFY2(w.detail().head().toPlainText().contains(QStringLiteral("origin AKIAANN · person arn:aws:iam::111111111111:user/ann")),
                 qPrintable(w.detail().head().toPlainText()));
    }

    void eventsWithoutATimeAreNotDenied() {
        const Folder folder;
        folder.write("a.json", quoted("{'Records':[{'eventVersion':'1.08','eventSource':'s3.amazonaws.com','eventName':'GetObject'}]}"));
        WindowFixture w;
        QVERIFY(w.open(folder.path(), 1));
        QTRY_COMPARE(w.window().timeline().emptyText(), QStringLiteral("The events shown have no time"));
    }

    void sortingKeepsTheSelection() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 2000));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 2000);
        QTRY_VERIFY(w.isIdle());
        QVERIFY(w.read(1500));
        const RowId read = w.table().currentRow();
        QTest::mouseClick(w.table().horizontalHeader()->viewport(), Qt::LeftButton, {},
                          {w.table().columnViewportPosition(EventTableModel::sectionOf(Column::EventTime)) + 20, 8});
        QTRY_VERIFY(w.isIdle() && w.model().rowId(0) != RowId{0});
        QCOMPARE(w.table().currentRow(), read);
        QCOMPARE(w.table().currentIndex().row(), 499);
        QVERIFY(w.table().viewport()->rect().intersects(w.table().visualRect(w.table().currentIndex())));
        w.application().events().sort({Column::Target, SortOrder::Ascending});
        QTRY_VERIFY(w.isIdle());
        QCOMPARE(w.table().currentRow(), read);
        QCOMPARE(w.rows(), 2000);
    }

    void allRowsAreSelectedAtOnce() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 3000));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 3000);
        QTRY_VERIFY(w.isIdle());
        w.window().actions().selectAll->trigger();
        QCOMPARE(w.table().selectedCount(), 3000);
        QTRY_VERIFY(w.statusText().contains(QLatin1String("3,000 selected")));
        w.application().events().sort({Column::EventName, SortOrder::Descending});
        QTRY_VERIFY(w.isIdle());
        QCOMPARE(w.table().selectedCount(), 3000);
    }

    void rowsAreCopiedAsShown() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 5));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 5);
        QTRY_VERIFY(w.isIdle());
        w.window().actions().selectAll->trigger();
        QApplication::clipboard()->clear();
        w.window().actions().copyRows->trigger();
        QTRY_VERIFY(QApplication::clipboard()->text().count(u'\n') >= 5);
        QVERIFY(QApplication::clipboard()->text().contains(QLatin1String("iam:Call3\t")));
        w.table().setCurrentRow(w.model().rowId(2));
        w.window().actions().copyCell->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("iam:Call2"));
    }

    void exportWritesOriginalRecords() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 100));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path("a.json"))}));
        QTRY_COMPARE(w.rows(), 100);
        QTRY_VERIFY(w.isIdle());
        QSignalSpy finished(&w.application().exporting(), &ExportController::finished);
        const std::string out = folder.path("out.ndjson");
        w.application().exporting().exportTo(ExportRange::Shown, ExportForm::Ndjson, QByteArray::fromStdString(out));
        QTRY_COMPARE(finished.size(), 1);
        QFile file(QString::fromStdString(out));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray lines = file.readAll();
        QCOMPARE(lines.count('\n'), 100);
        QVERIFY(lines.startsWith(QByteArray::fromStdString(makeEvent(0) + "\n")));
    }

    void exportNeverReplacesALog() {
        const Folder folder;
        const std::string log = folder.write("a.json", recordsText(0, 3));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(log)}));
        QTRY_COMPARE(w.rows(), 3);
        QTRY_VERIFY(w.isIdle());
        QSignalSpy finished(&w.application().exporting(), &ExportController::finished);
        w.application().exporting().exportTo(ExportRange::Shown, ExportForm::Csv, QByteArray::fromStdString(log));
        QTRY_COMPARE(finished.size(), 1);
        QFile file(QString::fromStdString(log));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), recordsText(0, 3));
    }

    void hostileTextStaysTextEverywhere() {
        const Folder folder;
        folder.write(kHostile + ".json", "{\"Records\":[" + hostileEvent() + ",{\"eventName\":3}]}");
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 1);
        QTRY_VERIFY(w.isIdle());
        QVERIFY(w.read(0));
        w.window().showProblems();
        for (int section = 0; section < w.model().columnCount(); ++section) {
            for (const int role : {Qt::DisplayRole, Qt::AccessibleTextRole})
                QVERIFY2(isSafe(w.model().index(0, section).data(role).toString()), qPrintable(QString::number(section)));
        }
        for (const auto page : {DetailPane::Page::Request, DetailPane::Page::Tree, DetailPane::Page::Text}) {
            w.detail().setPage(page);
            QVERIFY(!w.window().grab().isNull());
        }
        QVERIFY(isSafe(w.detail().head().toPlainText()));
        QVERIFY(isSafe(w.detail().textPage().shownText()));
        QVERIFY(w.detail().head().toPlainText().contains(QLatin1String("<img src=x>\\u202e")));
        for (const QLabel* label : w.window().findChildren<QLabel*>()) {
            QVERIFY2(isSafe(label->text()), qPrintable(label->text()));
            QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()), qPrintable(label->text()));
        }
        const auto* problems = w.window().findChild<ProblemsPane*>();
        for (int row = 0; row < problems->model()->rowCount(); ++row) {
            for (int section = 0; section < problems->model()->columnCount(); ++section)
                QVERIFY(isSafe(problems->model()->index(row, section).data().toString()));
        }
    }
};

QTEST_MAIN(TestReading)
#include "tst_reading.moc"
