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
            const auto layout = TimelineLayout::of(size, metrics, style, direction);
            const QList<QRect> parts{layout.bars, layout.labels, layout.lanes, layout.footer};
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
    QCOMPARE(layout.partAt(layout.bars.center()), TimelineLayout::Part::Axis);
    QCOMPARE(layout.partAt(layout.labels.center()), TimelineLayout::Part::Axis);
}

QTEST_MAIN(TestTimelineLayout)
#include "tst_timelinelayout.moc"
