// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelinelayout.h"

#include <QFont>
#include <QRect>
#include <QSize>
#include <QTest>

using namespace rastro;

class TestTimelineLayout : public QObject {
    Q_OBJECT

private slots:
    void partsDoNotOverlap_data();
    void partsDoNotOverlap();
    void rowsAreWhole();
    void foldedHasOneRow();
    void namesChangeSideTimeDoesNot();
    void rowsAreFound();
    void coverageStandsAboveTheLanes();
    void coverageLeavesRoomForLanes();
};

void TestTimelineLayout::partsDoNotOverlap_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("wide") << QSize(1600, 300);
    QTest::newRow("narrow") << QSize(120, 300);
    QTest::newRow("low") << QSize(1600, 20);
    QTest::newRow("one pixel") << QSize(1, 1);
    QTest::newRow("nothing") << QSize(0, 0);
}

void TestTimelineLayout::partsDoNotOverlap() {
    QFETCH(QSize, size);
    const QFontMetrics metrics{QFont()};
    for (const auto style : {LaneStyle::Lanes, LaneStyle::Folded}) {
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const auto layout = TimelineLayout::of(size, metrics, style, direction, 2);
            const QList<QRect> parts{layout.bars, layout.labels, layout.coverage, layout.lanes, layout.footer};
            for (int i = 0; i + 1 < parts.size(); ++i) {
                QVERIFY(parts[i].bottom() < parts[i + 1].top());
                QCOMPARE(parts[i].left(), parts[i + 1].left());
                QVERIFY(parts[i].width() >= 1);
            }
            QVERIFY(!layout.names.intersects(layout.lanes) || size.width() < 20);
            QVERIFY(layout.rows() >= 1);
        }
    }
}

void TestTimelineLayout::rowsAreWhole() {
    const QFontMetrics metrics{QFont()};
    for (const int rows : {1, 5, 12}) {
        const int height = TimelineLayout::heightOf(metrics, LaneStyle::Lanes, rows);
        const auto layout = TimelineLayout::of({1000, height}, metrics, LaneStyle::Lanes, Qt::LeftToRight);
        QCOMPARE(layout.rows(), rows);
        QVERIFY(layout.footer.bottom() <= height);
        const auto less = TimelineLayout::of({1000, height - 1}, metrics, LaneStyle::Lanes, Qt::LeftToRight);
        QCOMPARE(less.rows(), std::max(rows - 1, 1));
    }
}

void TestTimelineLayout::foldedHasOneRow() {
    const auto layout = TimelineLayout::of({1000, 900}, QFontMetrics{QFont()}, LaneStyle::Folded, Qt::LeftToRight);
    QCOMPARE(layout.rows(), 1);
}

void TestTimelineLayout::namesChangeSideTimeDoesNot() {
    const QFontMetrics metrics{QFont()};
    const auto left = TimelineLayout::of({1000, 300}, metrics, LaneStyle::Lanes, Qt::LeftToRight);
    const auto right = TimelineLayout::of({1000, 300}, metrics, LaneStyle::Lanes, Qt::RightToLeft);
    QVERIFY(left.names.right() < left.lanes.left());
    QVERIFY(right.names.left() > right.lanes.right());
    QCOMPARE(left.lanes.width(), right.lanes.width());
}

void TestTimelineLayout::rowsAreFound() {
    const auto layout = TimelineLayout::of({1000, 400}, QFontMetrics{QFont()}, LaneStyle::Lanes, Qt::LeftToRight);
    for (int i = 0; i < layout.rows(); ++i) {
        QCOMPARE(layout.rowAt(layout.row(i).center()), std::optional(i));
        QCOMPARE(layout.rowAt(layout.rowName(i).center()), std::optional(i));
        QCOMPARE(layout.partAt(layout.row(i).topLeft()), TimelineLayout::Part::Lanes);
    }
    QVERIFY(!layout.rowAt(layout.bars.center()));
    QVERIFY(!layout.rowAt(layout.footer.center()));
    QVERIFY(!layout.rowAt({-5, -5}));
    QCOMPARE(layout.partAt(layout.bars.center()), TimelineLayout::Part::Bars);
    QCOMPARE(layout.partAt(layout.labels.center()), TimelineLayout::Part::Axis);
}

void TestTimelineLayout::coverageStandsAboveTheLanes() {
    const QFontMetrics metrics{QFont()};
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const auto layout = TimelineLayout::of({1000, 400}, metrics, LaneStyle::Lanes, direction, 4);
        QCOMPARE(layout.coverageRows(), 4);
        QVERIFY(layout.coverage.top() > layout.labels.bottom() && layout.coverage.bottom() < layout.lanes.top());
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(layout.coverageRowAt(layout.coverageRow(i).center()), std::optional(i));
            QCOMPARE(layout.coverageRowAt(layout.coverageName(i).center()), std::optional(i));
            QCOMPARE(layout.partAt(layout.coverageBand(i).topLeft()), TimelineLayout::Part::Coverage);
            QCOMPARE(layout.partAt(layout.coverageName(i).center()), TimelineLayout::Part::CoverageNames);
            QVERIFY(!layout.rowAt(layout.coverageRow(i).center()));
        }
        QVERIFY(!layout.coverageRowAt(layout.row(0).center()));
    }
    const int height = TimelineLayout::heightOf(metrics, LaneStyle::Lanes, 5, 1);
    const auto layout = TimelineLayout::of({1000, height}, metrics, LaneStyle::Lanes, Qt::LeftToRight, 1);
    QCOMPARE(layout.rows(), 5);
    QVERIFY(layout.footer.bottom() <= height);
}

void TestTimelineLayout::coverageLeavesRoomForLanes() {
    const QFontMetrics metrics{QFont()};
    const auto many = TimelineLayout::of({1000, 400}, metrics, LaneStyle::Lanes, Qt::LeftToRight, 1000);
    QVERIFY(many.coverageRows() > 4);
    QCOMPARE(many.rows(), 3);
    QVERIFY(many.footer.bottom() <= 400);
    const auto low = TimelineLayout::of({1000, 20}, metrics, LaneStyle::Lanes, Qt::LeftToRight, 1000);
    QCOMPARE(low.coverageRows(), 1);
}

QTEST_MAIN(TestTimelineLayout)
#include "tst_timelinelayout.moc"
