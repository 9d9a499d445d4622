// SPDX-License-Identifier: Apache-2.0
//
// The reference loaders count what the generator wrote.
#include "bench/reference/reference.h"
#include "support/trailgen/gzip.h"
#include "support/trailgen/trailgen.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rastro;
using namespace rastro::bench;

class TestReference : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void walksAllRecords_data();
    void walksAllRecords();
    void loadsAllRecords();
    void inflatesAllMembers();
    void reportsWhatIsNoTrail();

private:
    QTemporaryDir m_folder;
    trailgen::TrailSummary m_made;
    std::vector<std::string> m_files;
};

void TestReference::initTestCase() {
    const auto made =
        trailgen::generateTrail({.events = 4000, .seed = 6, .duplicatePercent = 3}, m_folder.path().toStdString());
    QVERIFY(made);
    m_made = *made;
    m_files = logFiles(m_folder.path().toStdString());
    QCOMPARE(std::uint64_t{m_files.size()}, m_made.files);
}

void TestReference::walksAllRecords_data() {
    QTest::addColumn<unsigned>("threads");
    QTest::newRow("one thread") << 1U;
    QTest::newRow("three threads") << 3U;
}

void TestReference::walksAllRecords() {
    QFETCH(unsigned, threads);
    const auto measured = walkReference(m_files, threads);
    QVERIFY(measured);
    QCOMPARE(measured->events, m_made.events + m_made.duplicates);
    // {"Records":[ and ]} of each file, and a comma after all records but the last, are no part of records.
    QCOMPARE(measured->bytes, m_made.jsonBytes - 14 * m_made.files - (measured->events - m_made.files));
    QVERIFY(measured->seconds > 0);
}

void TestReference::loadsAllRecords() {
    const auto measured = plainReference(m_files, 2);
    QVERIFY(measured);
    QCOMPARE(measured->events, m_made.events + m_made.duplicates);
    QCOMPARE(measured->bytes, m_made.jsonBytes);
}

void TestReference::inflatesAllMembers() {
    const std::string path = m_folder.path().toStdString() + "/members.gz";
    const std::string text(700'000, 'x');
    trailgen::GzipWriter gzip(6);
    std::string bytes(gzip.compress(text, 0));
    bytes += gzip.compress("the second", 0);
    QVERIFY(trailgen::writeFile(path, bytes));
    const auto measured = zlibReference(path);
    QVERIFY(measured);
    QCOMPARE(measured->bytes, std::uint64_t{700'010});
}

void TestReference::reportsWhatIsNoTrail() {
    const std::string path = m_folder.path().toStdString() + "/broken.gz";
    QVERIFY(trailgen::writeFile(path, "this is no gzip file, as one can see"));
    QVERIFY(!walkReference({path}, 1));
    QVERIFY(!plainReference({path}, 1));
    QVERIFY(!zlibReference(path));
    QVERIFY(!walkReference({path + ".missing"}, 1));
    trailgen::GzipWriter gzip(1);
    QVERIFY(trailgen::writeFile(path, gzip.compress("[1,2]", 0)));
    QVERIFY(!walkReference({path}, 1));
    QVERIFY(!plainReference({path}, 1));
}

QTEST_APPLESS_MAIN(TestReference)
#include "tst_reference.moc"
