// SPDX-License-Identifier: Apache-2.0
#include "timeline/axis.h"

#include <QTest>

#include <cstdlib>

using namespace rastro;

namespace {

constexpr Micros kStart = 1'710'194'400 * kMicrosPerSecond; // 2024-03-11T22:00:00Z
constexpr Micros kHour = 3600 * kMicrosPerSecond;

Axis eightHours(int width = 1600) {
    return Axis({kStart, kStart + 8 * kHour}, width);
}

bool isInside(const Axis& axis) {
    return axis.view().from >= axis.limits().from && axis.view().to <= axis.limits().to &&
           axis.view().span() >= Axis::kMinSpan;
}

} // namespace

class TestAxis : public QObject {
    Q_OBJECT

private slots:
    void pixelsAndTimesRoundTrip_data();
    void pixelsAndTimesRoundTrip();
    void zoomKeepsThePoint();
    void zoomEndsAtOneSecondAndAtTheWhole();
    void panStaysInside();
    void backAndForthIsTheSame();
    void limitsHoldAllEvents_data();
    void limitsHoldAllEvents();
    void newLimitsKeepAZoomedView();
    void revealingMovesOnlyWhenNeeded();
    void extremeTimesDoNotOverflow();
    void everyInstantIsInOneColumn_data();
    void everyInstantIsInOneColumn();
};

void TestAxis::pixelsAndTimesRoundTrip_data() {
    QTest::addColumn<qint64>("span");
    QTest::addColumn<int>("width");
    QTest::newRow("a second") << qint64{kMicrosPerSecond} << 1600;
    QTest::newRow("a day, narrow") << qint64{kMicrosPerDay} << 7;
    QTest::newRow("twenty years") << qint64{20 * 365 * kMicrosPerDay} << 1600;
}

void TestAxis::pixelsAndTimesRoundTrip() {
    QFETCH(qint64, span);
    QFETCH(int, width);
    const Axis axis({kStart, kStart + span}, width);
    for (int x = 0; x <= width; ++x)
        QVERIFY(std::abs(axis.xOf(axis.timeAt(x)) - x) < 1e-3);
    QCOMPARE(axis.timeAt(0), kStart);
    QCOMPARE(axis.timeAt(width), kStart + span);
}

void TestAxis::zoomKeepsThePoint() {
    for (const double x : {0.0, 1.0, 333.0, 800.0, 1599.0}) {
        Axis axis = eightHours();
        const Micros under = axis.timeAt(x);
        for (int i = 0; i < 20; ++i) {
            axis = axis.zoomed(x, 0.8);
            QVERIFY(std::abs(axis.xOf(under) - x) < 0.05);
            QVERIFY(isInside(axis));
        }
    }
}

void TestAxis::zoomEndsAtOneSecondAndAtTheWhole() {
    Axis axis = eightHours();
    for (int i = 0; i < 200; ++i)
        axis = axis.zoomed(700, 0.5);
    QCOMPARE(axis.view().span(), Axis::kMinSpan);
    for (int i = 0; i < 200; ++i)
        axis = axis.zoomed(100, 1.9);
    QCOMPARE(axis.view(), axis.limits());
    QVERIFY(axis.isWhole());
    QCOMPARE(axis.zoomed(100, 0).view(), axis.view());
    QCOMPARE(axis.zoomed(100, -1).view(), axis.view());
}

void TestAxis::panStaysInside() {
    Axis axis = eightHours().zoomed(800, 0.1);
    const Micros span = axis.view().span();
    const Axis right = axis.panned(160);
    QCOMPARE(right.view().from - axis.view().from, span / 10);
    QCOMPARE(axis.panned(1e12).view().to, axis.limits().to);
    QCOMPARE(axis.panned(-1e12).view().from, axis.limits().from);
    QCOMPARE(axis.panned(1e12).view().span(), span);
}

void TestAxis::backAndForthIsTheSame() {
    const Axis axis = eightHours().zoomed(800, 0.25);
    QVERIFY(std::abs(axis.panned(100).panned(-100).view().from - axis.view().from) <= 1);
    QVERIFY(std::abs(axis.zoomed(300, 0.5).zoomed(300, 2).view().from - axis.view().from) <= 2);
}

void TestAxis::limitsHoldAllEvents_data() {
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::newRow("one instant") << qint64{kStart} << qint64{kStart};
    QTest::newRow("two seconds") << qint64{kStart} << qint64{kStart + 2 * kMicrosPerSecond};
    QTest::newRow("a year") << qint64{kStart} << qint64{kStart + 365 * kMicrosPerDay};
    QTest::newRow("all years") << qint64{fromCivil({0, 1, 1, 0, 0, 0, 0})}
                               << qint64{fromCivil({9999, 12, 31, 0, 0, 0, 0})};
}

void TestAxis::limitsHoldAllEvents() {
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    const TimeRange limits = axisLimits(first, last);
    QVERIFY(limits.from < first && limits.to > last);
    QVERIFY(limits.span() >= 10 * kMicrosPerSecond);
    QVERIFY(limits.contains(first) && limits.contains(last));
}

void TestAxis::newLimitsKeepAZoomedView() {
    const TimeRange more{kStart - kHour, kStart + 24 * kHour};
    QCOMPARE(eightHours().withLimits(more).view(), more);
    const Axis zoomed = eightHours().zoomed(800, 0.1);
    QCOMPARE(zoomed.withLimits(more).view(), zoomed.view());
    const TimeRange elsewhere{kStart + 100 * kHour, kStart + 101 * kHour};
    QVERIFY(isInside(zoomed.withLimits(elsewhere)));
}

void TestAxis::revealingMovesOnlyWhenNeeded() {
    const Axis axis = eightHours().zoomed(800, 0.1);
    const Micros middle = axis.timeAt(800);
    QCOMPARE(axis.revealing(middle).view(), axis.view());
    const Axis moved = axis.revealing(kStart + kHour);
    QVERIFY(moved.view().contains(kStart + kHour));
    QCOMPARE(moved.view().span(), axis.view().span());
    QVERIFY(isInside(axis.revealing(kStart)));
}

void TestAxis::extremeTimesDoNotOverflow() {
    constexpr Micros least = std::numeric_limits<Micros>::min() + 1;
    constexpr Micros most = std::numeric_limits<Micros>::max();
    const TimeRange limits = axisLimits(least, most);
    QVERIFY(limits.span() > 0);
    Axis axis(limits, 1000);
    axis = axis.zoomed(10, 0.001).panned(1e300).withView({least, most}).revealing(most).withView({most, least});
    QVERIFY(isInside(axis));
    QVERIFY(axis.xOf(least) <= axis.xOf(most));
    QVERIFY(isInside(Axis({5, 5}, 0)));
}

void TestAxis::everyInstantIsInOneColumn_data() {
    QTest::addColumn<qint64>("span");
    QTest::addColumn<int>("count");
    QTest::newRow("even") << qint64{1600} << 1600;
    QTest::newRow("uneven") << qint64{9973} << 1600;
    QTest::newRow("more columns than instants") << qint64{100} << 1600;
    QTest::newRow("one column") << qint64{100} << 1;
    QTest::newRow("no column") << qint64{100} << 0;
}

void TestAxis::everyInstantIsInOneColumn() {
    QFETCH(qint64, span);
    QFETCH(int, count);
    const PixelColumns columns({kStart, kStart + span}, count);
    QCOMPARE(columns.start(0), kStart);
    QCOMPARE(columns.start(columns.count()), kStart + span);
    for (Micros t = kStart; t < kStart + span; ++t) {
        const int column = columns.at(t);
        QVERIFY(column >= 0 && column < columns.count());
        QVERIFY(columns.start(column) <= t && t < columns.start(column + 1));
    }
}

QTEST_APPLESS_MAIN(TestAxis)
#include "tst_axis.moc"
