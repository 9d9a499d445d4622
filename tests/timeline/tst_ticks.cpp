// SPDX-License-Identifier: Apache-2.0
#include "timeline/ticks.h"

#include <QTest>

using namespace rastro;

namespace {

TimeRange rangeOf(const char* from, const char* to) {
    return {*parseTime(from), *parseTime(to)};
}

QStringList labelsOf(const std::vector<Tick>& ticks) {
    QStringList labels;
    for (const Tick& tick : ticks)
        labels << QString::fromStdString(tick.label);
    return labels;
}

} // namespace

class TestTicks : public QObject {
    Q_OBJECT

private slots:
    void labels_data();
    void labels();
    void midnightIsMarked();
    void ticksAreInsideAndApart();
    void nothingToTick();
    void dayLabels_data();
    void dayLabels();
    void roundSteps();
    void floorsBeforeTheEpoch();
};

void TestTicks::labels_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* from, const char* to, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to) << QString::fromLatin1(expected);
    };
    row("tenths", "2024-03-12T01:17:28Z", "2024-03-12T01:17:29Z",
        "01:17:28.0 01:17:28.2 01:17:28.4 01:17:28.6 01:17:28.8");
    row("seconds", "2024-03-12T01:17:26Z", "2024-03-12T01:17:50Z", "01:17:30 01:17:35 01:17:40 01:17:45");
    row("minutes", "2024-03-12T01:01:00Z", "2024-03-12T01:09:00Z", "01:02 01:04 01:06 01:08");
    row("hours", "2024-03-12T04:30:00Z", "2024-03-12T09:30:00Z", "05:00 06:00 07:00 08:00 09:00");
    row("midnight", "2024-03-11T21:30:00Z", "2024-03-12T02:30:00Z", "22:00 23:00 2024-03-12 01:00 02:00");
    row("days", "2024-02-27T12:00:00Z", "2024-03-02T12:00:00Z", "2024-02-28 2024-02-29 2024-03-01 2024-03-02");
    row("weeks start on Monday", "2024-03-01", "2024-03-31", "2024-03-04 2024-03-11 2024-03-18 2024-03-25");
    row("months", "2024-01-15", "2024-05-20", "2024-02 2024-03 2024-04 2024-05");
    row("quarters", "2023-01-15", "2024-01-20", "2023-04 2023-07 2023-10 2024-01");
    row("years", "2019-06-01", "2023-06-01", "2020 2021 2022 2023");
    row("centuries", "1500-06-01", "2023-06-01", "1600 1700 1800 1900 2000");
    row("before the epoch", "1969-12-31T22:30:00Z", "1970-01-01T01:30:00Z", "23:00 1970-01-01 01:00");
}

void TestTicks::labels() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, expected);
    const TimeRange range = rangeOf(from.toLatin1().constData(), to.toLatin1().constData());
    QCOMPARE(labelsOf(ticksOf(range, 500, 90)).join(QLatin1Char(' ')), expected);
}

void TestTicks::midnightIsMarked() {
    for (const Tick& tick : ticksOf(rangeOf("2024-03-11T21:30:00Z", "2024-03-12T02:30:00Z"), 500, 90))
        QCOMPARE(tick.isDayStart, tick.time == *parseTime("2024-03-12"));
    for (const Tick& tick : ticksOf(rangeOf("2024-03-01", "2024-03-05"), 500, 90))
        QVERIFY(!tick.isDayStart);
}

void TestTicks::ticksAreInsideAndApart() {
    const Micros middle = *parseTime("2024-03-12T01:17:28Z");
    for (Micros span = kMicrosPerSecond; span < 3'000 * 365 * kMicrosPerDay; span += span / 7) {
        const TimeRange range{middle - span / 2, middle + span / 2};
        const auto ticks = ticksOf(range, 1600, 90);
        QVERIFY2(ticks.size() >= 2 && ticks.size() <= 19, qPrintable(QString::number(span)));
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(range.contains(ticks[i].time));
            if (i > 0)
                QVERIFY(static_cast<double>(ticks[i].time - ticks[i - 1].time) * 1600 /
                            static_cast<double>(range.span()) >=
                        89.9);
        }
    }
}

void TestTicks::nothingToTick() {
    QVERIFY(ticksOf({5, 5}, 1600, 90).empty());
    QVERIFY(ticksOf({5, 4}, 1600, 90).empty());
    QVERIFY(ticksOf({0, kMicrosPerDay}, 0, 90).empty());
    QVERIFY(ticksOf({0, kMicrosPerDay}, 100, 0).size() <= 100);
}

void TestTicks::dayLabels_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one day") << "2024-03-11T01:00:00Z"
                             << "2024-03-11T23:00:00Z"
                             << "2024-03-11";
    QTest::newRow("to its very end") << "2024-03-11"
                                     << "2024-03-12"
                                     << "2024-03-11";
    QTest::newRow("two days") << "2024-03-11T01:00:00Z"
                              << "2024-03-12T01:00:00Z"
                              << "2024-03-11 → 12";
    QTest::newRow("two months") << "2024-03-11"
                                << "2024-04-03"
                                << "2024-03-11 → 04-02";
    QTest::newRow("same day of two months") << "2024-03-02"
                                            << "2024-04-03"
                                            << "2024-03-02 → 04-02";
    QTest::newRow("two years") << "2023-12-31"
                               << "2024-01-02"
                               << "2023-12-31 → 2024-01-01";
}

void TestTicks::dayLabels() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, expected);
    const TimeRange range = rangeOf(from.toLatin1().constData(), to.toLatin1().constData());
    QCOMPARE(QString::fromStdString(dayLabel(range)), expected);
}

void TestTicks::roundSteps() {
    QCOMPARE(roundStep(0), Micros{1000});
    QCOMPARE(roundStep(7e6), 10 * kMicrosPerSecond);
    QCOMPARE(roundStep(60e6), 60 * kMicrosPerSecond);
    for (double least = 1; least < 1e19; least *= 1.5) {
        const Micros step = roundStep(least);
        QVERIFY(static_cast<double>(step) >= std::min(least, 3e17));
        QVERIFY(kMicrosPerDay % step == 0 || step % kMicrosPerDay == 0);
    }
}

void TestTicks::floorsBeforeTheEpoch() {
    QCOMPARE(floorTo(7, 5), Micros{5});
    QCOMPARE(floorTo(5, 5), Micros{5});
    QCOMPARE(floorTo(-1, 5), Micros{-5});
    QCOMPARE(floorTo(-5, 5), Micros{-5});
}

QTEST_APPLESS_MAIN(TestTicks)
#include "tst_ticks.moc"
