// SPDX-License-Identifier: Apache-2.0
//
// The real window, offscreen: what is dropped or opened arrives in the table, can be stopped and added to.
#include "gui/samplelocation.h"
#include "facets/facetpane.h"
#include "facets/facetview.h"
#include "gui/actions.h"
#include "items/facetmodel.h"
#include "scope/scopedialog.h"
#include "support/archives.h"
#include "windowfixture.h"

#include <QAction>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTableView>

#include <filesystem>

using namespace rastro;
using namespace rastro::test;

class TestLoading : public QObject {
    Q_OBJECT
private slots:
    void init() { failOnWarnings(); }

    void dropOfAFolder() {
        const Folder folder;
        folder.write("a.json", recordsText(0, 300));
        folder.write("b.json.gz", gzip(recordsText(300, 500)));
        folder.write("notes.txt", "nothing of interest");
        WindowFixture w;
        QVERIFY(!w.window().isShowingEvents());
        QVERIFY(drop(w.window(), {urlOf(folder.path())}));
        QTRY_COMPARE(w.rows(), 500);
        QTRY_VERIFY(w.isIdle());
        QVERIFY2(w.statusText().contains(QLatin1String("500 loaded")), qPrintable(w.statusText()));
        QVERIFY2(w.statusText().contains(QLatin1String("1 problem")), qPrintable(w.statusText()));
    }

    void dropOfAZip() {
        const Folder folder;
        writeArchive(folder.path("logs.zip"), ArchiveForm::Zip,
                     {{"AWSLogs/a.json", recordsText(0, 40)}, {"AWSLogs/b.json.gz", gzip(recordsText(40, 60))}});
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(folder.path("logs.zip"))}));
        QTRY_COMPARE(w.rows(), 60);
        QVERIFY(w.read(59));
        QCOMPARE(w.detail().detail().bytes, makeEvent(59));
    }

    void dropOfAnyMix() {
        const Folder one;
        const Folder two;
        one.write("a.json", recordsText(0, 10));
        const std::string file = two.write("b.json", recordsText(10, 30));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(one.path()), urlOf(file), QUrl(QStringLiteral("https://example.com/x"))}));
        QTRY_COMPARE(w.rows(), 30);
    }

    // Nothing to wait for, and why.
    void nothingToShow() {
        const Folder empty;
        const Folder other;
        other.write("a.json", "{\"a\":1}");
        WindowFixture w;
        for (const auto& [folder, words] : {std::pair(&empty, "no files"), std::pair(&other, "1 file with something else")}) {
            w.application().loading().open(pathsOf(folder->path()));
            QTRY_VERIFY(w.isIdle());
            QVERIFY2(w.table().emptyText().contains(QLatin1String(words)), qPrintable(w.table().emptyText()));
            const QAbstractItemModel& facets = *w.window().facets().view().model();
            QVERIFY(facets.rowCount() > 0);
            QTRY_VERIFY(!facets.index(0, 0).data(FacetModel::PendingRole).toBool());
        }
    }

    void dropOfOtherThingsIsRefused() {
        WindowFixture w;
        QVERIFY(!drop(w.window(), {QUrl(QStringLiteral("https://example.com/a.json"))}));
    }

    void namesThatAreNotUtf8() {
        const Folder folder;
        folder.write("caf\xe9.json", recordsText(0, 3));
        WindowFixture w;
        w.application().loading().open(pathsOf(folder.path("caf\xe9.json")));
        QTRY_COMPARE(w.rows(), 3);
        QVERIFY(w.read(0));
        std::filesystem::remove(folder.path("caf\xe9.json")); // QTemporaryDir cannot
    }

    void sampleOpensFromTheStartPage() {
        if (sampleLocation().isEmpty())
            QSKIP("the sample trail is not beside this build");
        WindowFixture w;
        w.window().actions().openSample->trigger();
        QTRY_VERIFY(w.isIdle() && w.rows() > 2000);
        QVERIFY(w.read(100));
    }

    void loadingMoreKeepsTheRowBeingRead() {
        const Folder folder;
        const std::string late = folder.write("late.json", recordsText(300, 400));
        const std::string early = folder.write("early.json", recordsText(0, 300));
        WindowFixture w;
        QVERIFY(drop(w.window(), {urlOf(late)}));
        QTRY_COMPARE(w.rows(), 100);
        QTRY_VERIFY(w.isIdle());
        QVERIFY(w.read(5));
        const RowId read = w.table().currentRow();
        const int height = w.table().visualRect(w.table().currentIndex()).top();
        QVERIFY(drop(w.window(), {urlOf(early)}));
        QTRY_COMPARE(w.rows(), 400);
        QCOMPARE(w.table().currentRow(), read);
        QCOMPARE(w.table().currentIndex().row(), 305);
        QCOMPARE(w.table().visualRect(w.table().currentIndex()).top(), height);
        QCOMPARE(w.table().selectedCount(), 1);
        QCOMPARE(w.detail().detail().bytes, makeEvent(305));
    }

    void openTakesThePlaceOfWhatIsLoaded() {
        const Folder folder;
        const std::string a = folder.write("a.json", recordsText(0, 20));
        const std::string b = folder.write("b.json", recordsText(20, 25));
        WindowFixture w;
        w.application().loading().open(pathsOf(a));
        QTRY_COMPARE(w.rows(), 20);
        QVERIFY(w.read(3));
        w.application().loading().open(pathsOf(b));
        QTRY_COMPARE(w.rows(), 5);
        QCOMPARE(w.detail().detail().state, EventDetail::State::Nothing);
    }

    void cancelKeepsWhatIsLoaded() {
        const Folder folder;
        const std::string first = folder.write("part0.json.gz", gzip(recordsText(0, 20'000), 1));
        for (int i = 1; i < 400; ++i) // seconds of work, on whatever machine
            std::filesystem::create_hard_link(first, folder.path("part" + std::to_string(i) + ".json.gz"));
        WindowFixture w;
        w.application().loading().open(pathsOf(folder.path()));
        QTRY_VERIFY(w.rows() > 0);
        QElapsedTimer clock;
        clock.start();
        w.window().actions().cancel->trigger();
        QTRY_VERIFY(!w.application().loading().isBusy());
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(w.rows() > 0);
        QVERIFY2(w.statusText().contains(QLatin1String("so far")), qPrintable(w.statusText()));
        QVERIFY(w.read(0));
        QCOMPARE(w.detail().detail().bytes, makeEvent(0));
    }

    void nothingToReadIsSaid() {
        const Folder folder;
        const std::string file = folder.write("x.json", "{\"hello\":1}");
        WindowFixture w;
        w.application().loading().open(pathsOf(file));
        QTRY_VERIFY(w.isIdle() && w.window().isShowingEvents());
        QCOMPARE(w.rows(), 0);
        QVERIFY2(w.statusText().contains(QLatin1String("1 problem")), qPrintable(w.statusText()));
    }

    void largeFoldersAskForTheirScope() {
        const Folder folder;
        const std::string text = gzip(makeEvent(1));
        for (int i = 0; i < 2001; ++i) {
            const std::string region = i % 2 == 0 ? "us-east-1" : "eu-west-1";
            const std::string dir = folder.path("AWSLogs/123456789012/CloudTrail/" + region + "/2024/03/01");
            if (i < 2)
                std::filesystem::create_directories(dir);
            char name[120];
            std::snprintf(name, sizeof name, "/123456789012_CloudTrail_%s_20240301T0000Z_%016d.json.gz", region.c_str(), i);
            std::ofstream(dir + name, std::ios::binary) << (i < 2 ? gzip(makeEvent(static_cast<unsigned>(i))) : text);
        }
        WindowFixture w;
        w.application().loading().open(pathsOf(folder.path()));
        ScopeDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = w.window().findChild<ScopeDialog*>()) != nullptr);
        QCOMPARE(dialog->choice().all().files, 2001u);
        dialog->choice().setTicked(ScopeList::Regions, 0, Qt::Unchecked); // eu-west-1
        QCOMPARE(dialog->choice().ticked().files, 1001u);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(w.isIdle() && w.window().isShowingEvents());
        QCOMPARE(w.application().events().snapshot()->report().filesOutOfScope, std::uint64_t{1000});
        // Where nobody can answer, as for a picture, all is loaded.
        w.application().loading().setAsksForScope(Qt::Unchecked);
        w.application().loading().open(pathsOf(folder.path()));
        QTRY_VERIFY(w.isIdle() && w.application().events().snapshot()->report().filesOutOfScope == 0);
        QCOMPARE(w.application().events().snapshot()->report().filesRead, std::uint64_t{2001});
    }

    void windowStaysAwakeWhileLoading() {
        const Folder folder;
        const std::string text = gzip(recordsText(0, 20'000), 1);
        for (int i = 0; i < 15; ++i)
            folder.write("part" + std::to_string(i) + ".json.gz", text);
        WindowFixture w;
        QTRY_VERIFY(w.isIdle());
        const Watchdog watchdog;
        w.application().loading().open(pathsOf(folder.path()));
        QTRY_VERIFY_WITH_TIMEOUT(w.isIdle() && w.rows() > 0, 60'000);
        QVERIFY(watchdog.answers() > 10);
        qInfo("longest stall: %lld ms", static_cast<long long>(watchdog.longestStall().count()));
        QVERIFY2(watchdog.longestStall().count() <= 50, qPrintable(QString::number(watchdog.longestStall().count())));
    }
};

QTEST_MAIN(TestLoading)
#include "tst_loading.moc"
