// SPDX-License-Identifier: Apache-2.0
#include "timeline/axisnavigator.h"

#include <QSignalSpy>
#include <QTest>

using namespace rastro;

namespace {

constexpr Micros kHour = 3600 * kMicrosPerSecond;

void prepare(AxisNavigator& navigator) {
    navigator.setWidth(1000);
    navigator.setLimits({0, 10 * kHour});
}

} // namespace

class TestAxisNavigator : public QObject {
    Q_OBJECT

private slots:
    void goesBackStepByStep();
    void aBurstIsOneStep();
    void growthKeepsTheView();
    void nothingChangedIsSilent();
    void historyIsBounded();
};

void TestAxisNavigator::goesBackStepByStep() {
    AxisNavigator navigator;
    prepare(navigator);
    navigator.show({kHour, 3 * kHour});
    navigator.show({2 * kHour, 3 * kHour});
    navigator.goBack();
    QCOMPARE(navigator.axis().view(), (TimeRange{kHour, 3 * kHour}));
    navigator.goBack();
    QVERIFY(navigator.axis().isWhole());
    QVERIFY(!navigator.canGoBack());
    navigator.goBack();
    QVERIFY(navigator.axis().isWhole());
}

void TestAxisNavigator::aBurstIsOneStep() {
    AxisNavigator navigator;
    prepare(navigator);
    for (int i = 0; i < 10; ++i) {
        navigator.zoomAt(500, 0.8);
        navigator.pan(10);
    }
    navigator.goBack();
    QVERIFY(navigator.axis().isWhole());
}

void TestAxisNavigator::growthKeepsTheView() {
    AxisNavigator navigator;
    prepare(navigator);
    navigator.setLimits({0, 20 * kHour});
    QCOMPARE(navigator.axis().view(), (TimeRange{0, 20 * kHour}));
    QVERIFY(!navigator.canGoBack());
    navigator.show({kHour, 3 * kHour});
    navigator.setLimits({-kHour, 30 * kHour});
    QCOMPARE(navigator.axis().view(), (TimeRange{kHour, 3 * kHour}));
}

void TestAxisNavigator::nothingChangedIsSilent() {
    AxisNavigator navigator;
    prepare(navigator);
    QSignalSpy spy(&navigator, &AxisNavigator::changed);
    navigator.showWhole();
    navigator.pan(50);
    navigator.zoomAt(500, 2);
    navigator.setWidth(1000);
    navigator.reveal(kHour);
    QCOMPARE(spy.count(), 0);
    navigator.setWidth(500);
    QCOMPARE(spy.count(), 1);
    QVERIFY(!navigator.canGoBack());
}

void TestAxisNavigator::historyIsBounded() {
    AxisNavigator navigator;
    prepare(navigator);
    for (int i = 0; i < 1000; ++i)
        navigator.show({kHour + i * kMicrosPerSecond, 3 * kHour});
    int steps = 0;
    while (navigator.canGoBack()) {
        navigator.goBack();
        ++steps;
    }
    QCOMPARE(steps, 100);
}

QTEST_GUILESS_MAIN(TestAxisNavigator)
#include "tst_axisnavigator.moc"
