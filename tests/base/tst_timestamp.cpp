// SPDX-License-Identifier: Apache-2.0
#include "base/timestamp.h"

#include <QTest>

using namespace rastro;

class TestTimestamp : public QObject {
    Q_OBJECT
private slots:
    void parses_data();
    void parses();
    void roundTrips();
};

void TestTimestamp::parses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("micros");
    QTest::newRow("cloudtrail") << "2023-07-10T12:37:50Z" << qint64{qint64{1688992670} * kMicrosPerSecond};
    QTest::newRow("basic") << "20131102T010628Z" << qint64{qint64{1383354388} * kMicrosPerSecond};
    QTest::newRow("date") << "1970-01-02" << qint64{kMicrosPerDay};
    QTest::newRow("offset") << "2022-02-08 09:23:37+11:00" << qint64{qint64{1644272617} * kMicrosPerSecond};
    QTest::newRow("fraction") << "1970-01-01T00:00:01.25Z" << qint64{1'250'000};
    QTest::newRow("before the epoch") << "1969-12-31T23:59:59Z" << qint64{-kMicrosPerSecond};
    QTest::newRow("no 30 February") << "2023-02-30T00:00:00Z" << qint64{kNoTime};
    QTest::newRow("rest") << "2023-07-10T12:37:50Zx" << qint64{kNoTime};
    QTest::newRow("empty") << "" << qint64{kNoTime};
    QTest::newRow("words") << "yesterday" << qint64{kNoTime};
}

void TestTimestamp::parses() {
    QFETCH(QString, text);
    QFETCH(qint64, micros);
    QCOMPARE(qint64{parseTime(text.toStdString()).value_or(kNoTime)}, micros);
}

void TestTimestamp::roundTrips() {
    for (Micros t = -3 * kMicrosPerDay; t < 40'000 * kMicrosPerDay; t += 12'345'678'000'000)
        QCOMPARE(parseTime(formatTime(t)).value_or(kNoTime), t);
}

QTEST_APPLESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
