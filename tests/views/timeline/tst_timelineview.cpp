// SPDX-License-Identifier: Apache-2.0
#include "support/timelineparts.h"
#include "timeline/timelineaccessible.h"
#include "timeline/timelinetext.h"

#include <QAccessible>
#include <QImage>
#include <QPoint>
#include <QRect>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSize>
#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

int countColor(const QImage& image, const QColor& color, const QRect& area) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.valid(x, y) && image.pixelColor(x, y) == color;
    }
    return count;
}

QImage pictureOf(TimelineView& view) {
    return view.viewport()->grab().toImage();
}

std::vector<MadeEvent> manyActors(int count) {
    std::vector<MadeEvent> events;
    for (int i = 0; i < count; ++i) {
        for (int n = 0; n < 2 + (count - i) / 10; ++n)
            events.push_back({kStoryStart + n * kMinute, "user" + std::to_string(i), Kind::Read, Outcome::Ok});
    }
    return events;
}

} // namespace

class TestTimelineView : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void paintsInBothThemes_data();
    void paintsInBothThemes();
    void rootIsInItsColour();
    void emptyStates();
    void anySize_data();
    void anySize();
    void highDensityScreens();
    void currentRowIsShown();
    void currentRowOfAHiddenLaneScrolls();
    void currentRowOutOfViewIsRevealed();
    void rowsThatAreNotShown();
    void oldBucketsAreStretchedMeanwhile();
    void growthKeepsLaneAndScroll();
    void requestsOnlyWhatChanged();
    void compactFoldsTheLanes();
    void hostileNamesAreVisible();
    void rightToLeftKeepsTime();
    void tellsAScreenReader();
    void words();
};

void TestTimelineView::paintsInBothThemes_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTimelineView::paintsInBothThemes() {
    QFETCH(bool, dark);
    const Theme& theme = dark ? Theme::dark() : Theme::light();
    ServedTimeline view;
    view.setPalette(paletteOf(theme));
    const QImage image = pictureOf(view);
    const QRect mateo = view.geometryNow().row(0);
    for (const QColor& color : {theme.change, theme.take, theme.credential, theme.dim, theme.deniedMark, theme.failed})
        QVERIFY2(countColor(image, color, mateo) > 3, qPrintable(color.name()));
    QVERIFY(countColor(image, theme.pane, image.rect()) > 1000);
    QVERIFY(countColor(image, theme.deniedMark, view.geometryNow().bars) > 0);
    const QColor other = dark ? Theme::light().pane : Theme::dark().pane;
    QCOMPARE(countColor(image, other, image.rect()), 0);
}

void TestTimelineView::rootIsInItsColour() {
    ServedTimeline view;
    const QImage image = pictureOf(view);
    const TimelineLayout layout = view.geometryNow();
    QVERIFY(countColor(image, Theme::light().root, layout.rowName(1)) > 0);
    QCOMPARE(countColor(image, Theme::light().root, layout.rowName(0)), 0);
}

void TestTimelineView::emptyStates() {
    TimelineView nothing;
    nothing.resize(600, 200);
    nothing.show();
    const QImage before = pictureOf(nothing);
    nothing.setEmptyText(QStringLiteral("<b>Nothing</b> matches"));
    QVERIFY(pictureOf(nothing) != before);

    ServedTimeline noTimes({{kNoTime, "a", Kind::Read, Outcome::Ok}});
    QVERIFY(!pictureOf(noTimes).isNull());
    ServedTimeline noEvents(std::vector<MadeEvent>{});
    QVERIFY(!pictureOf(noEvents).isNull());
    QTest::keyClick(&noEvents, Qt::Key_N);
    QTest::keyClick(&noEvents, Qt::Key_Down);
    QTest::keyClick(&noEvents, Qt::Key_Return);
    noEvents.setCurrentRow(RowId{0});
    QCOMPARE(noEvents.describeCursor(), QString());
}

void TestTimelineView::anySize_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("one pixel") << QSize(1, 1);
    QTest::newRow("narrow") << QSize(30, 300);
    QTest::newRow("low") << QSize(900, 10);
    QTest::newRow("large") << QSize(4000, 2000);
}

void TestTimelineView::anySize() {
    QFETCH(QSize, size);
    QWidget window; // lets the view be smaller than a window may be
    ServedTimeline view;
    view.setParent(&window);
    view.resize(size);
    QVERIFY(!view.grab().isNull());
    view.setCompact(true);
    QVERIFY(!view.grab().isNull());
    QCOMPARE(view.axis().width(), view.geometryNow().lanes.width());
}

void TestTimelineView::highDensityScreens() {
    ServedTimeline view;
    QPixmap picture(view.viewport()->size() * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::red);
    view.viewport()->render(&picture);
    QCOMPARE(countColor(picture.toImage(), Qt::red, picture.rect()), 0);
}

void TestTimelineView::currentRowIsShown() {
    ServedTimeline view;
    const QImage before = pictureOf(view);
    view.setCurrentRow(view.rowOf(0, 4));
    const QImage after = pictureOf(view);
    const QPoint point = view.pointOf(0, 4);
    const QRect below(point.x(), view.geometryNow().row(2).top() + 2, 1, 10);
    QCOMPARE(countColor(before, Theme::light().selectionEdge, below), 0);
    QCOMPARE(countColor(after, Theme::light().selectionEdge, below), 10);
    QVERIFY(countColor(after, Theme::light().selectionEdge, view.geometryNow().footer) > 100);
    view.setCurrentRow(kNoRow);
    QCOMPARE(countColor(pictureOf(view), Theme::light().selectionEdge, view.geometryNow().footer), 0);
}

void TestTimelineView::currentRowOfAHiddenLaneScrolls() {
    ServedTimeline view(manyActors(50));
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    view.setCurrentRow(view.rowOf(40, 0));
    const int rows = view.geometryNow().rows();
    QCOMPARE(view.verticalScrollBar()->value(), 40 - rows + 1);
    view.setCurrentRow(view.rowOf(39, 0));
    QCOMPARE(view.verticalScrollBar()->value(), 40 - rows + 1); // is in view
    view.setCurrentRow(view.rowOf(3, 0));
    QCOMPARE(view.verticalScrollBar()->value(), 3);
}

void TestTimelineView::currentRowOutOfViewIsRevealed() {
    ServedTimeline view;
    view.showRange({kStoryStart, kStoryStart + 5 * kMinute});
    view.setCurrentRow(view.rowOf(0, 7));
    QVERIFY(view.axis().view().contains(kStoryStart + 70 * kMinute));
    QCOMPARE(view.axis().view().span(), 5 * kMinute);
}

void TestTimelineView::rowsThatAreNotShown() {
    ServedTimeline view;
    const TimeRange before = view.axis().view();
    view.setCurrentRow(RowId{99'999});
    view.setCurrentRow(kNoRow);
    QCOMPARE(view.axis().view(), before);
    QVERIFY(!pictureOf(view).isNull());
}

void TestTimelineView::oldBucketsAreStretchedMeanwhile() {
    ServedTimeline view;
    QObject::disconnect(&view, &TimelineView::bucketsWanted, nullptr, nullptr); // nobody serves any more
    view.showRange({kStoryStart + 35 * kMinute, kStoryStart + 45 * kMinute});
    const QPoint change = view.pointOf(0, 4);
    const QRect around(change.x() - 6, change.y() - 3, 13, 7);
    QVERIFY(countColor(pictureOf(view), Theme::light().change, around) > 5);
}

void TestTimelineView::growthKeepsLaneAndScroll() {
    ServedTimeline view(manyActors(50));
    view.setCurrentRow(view.rowOf(40, 0));
    const std::string lane(view.lanes->lanes()[40].key);
    const std::string first(view.lanes->lanes()[static_cast<std::size_t>(view.verticalScrollBar()->value())].key);
    view.showRange({kStoryStart, kStoryStart + kMinute});
    const TimeRange range = view.axis().view();

    std::vector<MadeEvent> more = manyActors(50);
    more.push_back({kStoryStart + 900 * kMinute, "newcomer", Kind::Change, Outcome::Ok}); // will be the first lane
    view.load(more);
    QCOMPARE(view.axis().view(), range);
    QCOMPARE(view.lanes->lanes()[static_cast<std::size_t>(view.verticalScrollBar()->value())].key,
             std::string_view(first));
    QVERIFY(view.describeCursor().startsWith(QString::fromStdString(lane)));
}

void TestTimelineView::requestsOnlyWhatChanged() {
    ServedTimeline view;
    const int before = view.requests;
    view.update();
    pictureOf(view);
    view.setCurrentRow(view.rowOf(0, 1));
    view.setEmptyText(QStringLiteral("x"));
    view.showWhole();
    QCOMPARE(view.requests, before);
    view.showRange({kStoryStart, kStoryStart + 5 * kMinute});
    QCOMPARE(view.requests, before + 1);
}

void TestTimelineView::compactFoldsTheLanes() {
    ServedTimeline view;
    const int tall = view.sizeHint().height();
    QSignalSpy wanted(&view, &TimelineView::bucketsWanted);
    view.setCompact(true);
    QVERIFY(!view.isCompact()); // there is room
    view.resize(1000, 150);
    QVERIFY(view.isCompact());
    QVERIFY(wanted.count() >= 1);
    QCOMPARE(wanted.last()[0].value<BucketRequest>().rows, BucketRequest::Rows::AllInOne);
    QVERIFY(view.sizeHint().height() < tall);
    const QImage image = pictureOf(view);
    QVERIFY(countColor(image, Theme::light().change, view.geometryNow().row(0)) > 10);
    view.setCurrentRow(view.rowOf(1, 0));
    QVERIFY(countColor(pictureOf(view), Theme::light().selectionEdge, view.geometryNow().footer) > 100);
    view.setCompact(false);
    QCOMPARE(view.geometryNow().rows() > 1, true);
}

void TestTimelineView::hostileNamesAreVisible() {
    const std::string evil = "arn:aws:iam::1:user/\xE2\x80\xAE<img src=x>\n\x1B[31mroot\xE2\x81\xA6";
    ServedTimeline view({{kStoryStart, evil, Kind::Change, Outcome::Denied}});
    const Lane& lane = view.lanes->lanes()[0];
    for (const QString& text : {laneLabel(lane), describeLane(lane), view.describeCursor()}) {
        QVERIFY(!text.contains(QChar(0x202E)));
        QVERIFY(!text.contains(QChar(0x2066)));
        QVERIFY(!text.contains(QChar(0x1B)));
        QVERIFY(text.contains(QStringLiteral("\\u202e")));
        QVERIFY(text.contains(QStringLiteral("<img src=x>"))); // shown as it is, never rendered
    }
    QVERIFY(!laneLabel(lane).contains(QLatin1Char('\n')));
    QVERIFY(!pictureOf(view).isNull());
}

void TestTimelineView::rightToLeftKeepsTime() {
    ServedTimeline view;
    view.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(view.geometryNow().names.left() > view.geometryNow().lanes.right());
    QVERIFY(view.pointOf(0, 0).x() < view.pointOf(0, 7).x());
    const QImage image = pictureOf(view);
    const QPoint change = view.pointOf(0, 4);
    QVERIFY(countColor(image, Theme::light().change, QRect(change.x() - 3, change.y() - 3, 7, 7)) > 5);
    QVERIFY(countColor(image, Theme::light().root, view.geometryNow().rowName(1)) > 0);
}

void TestTimelineView::tellsAScreenReader() {
    ServedTimeline view;
    view.setCurrentRow(view.rowOf(0, 6));
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::Chart);
    QVERIFY(!interface->text(QAccessible::Name).isEmpty());
    QVERIFY(!interface->text(QAccessible::Description).isEmpty());
    const QString value = interface->text(QAccessible::Value);
    QVERIFY(value.startsWith(QStringLiteral("mateo")));
    QVERIFY(value.contains(QStringLiteral("change")) && value.contains(QStringLiteral("denied")));
    QVERIFY(value.contains(QStringLiteral("2024-03-12 00:00:00")));
}

void TestTimelineView::words() {
    ServedTimeline view;
    const Lane& mateo = view.lanes->lanes()[0];
    QVERIFY(describeLane(mateo).contains(QStringLiteral("arn:aws:iam::123456789012:user/mateo")));
    QVERIFY(describeLane(mateo).contains(QStringLiteral("8 events")));
    QVERIFY(describeLane(mateo).contains(QStringLiteral("2 denied")));
    QCOMPARE(countedEvents(1), QStringLiteral("1 event"));
    QCOMPARE(describeStep(5 * kMinute), QStringLiteral("5 min"));
    QCOMPARE(describeStep(3 * kMicrosPerDay), QStringLiteral("3 d"));
    QCOMPARE(describeStep(20'000), QStringLiteral("20 ms"));
    QCOMPARE(clockText(kStoryStart, kMinute), QStringLiteral("23:00:00"));
    QCOMPARE(clockText(kStoryStart, 9 * kMicrosPerDay), QStringLiteral("2024-03-11 23:00:00"));
    QCOMPARE(clockText(kStoryStart + 1, kMinute), QStringLiteral("23:00:00"));
    QCOMPARE(clockText(kStoryStart + 1, kMinute - 1), QStringLiteral("23:00:00.000001"));
    QCOMPARE(clockText(-1, kMinute), QStringLiteral("23:59:59")); // before 1970
    Histogram histogram{kStoryStart, kMinute, {{4, {1, 2, 0, 0, 1}}, {1, {1}}}};
    QCOMPARE(describeBar(histogram, kStoryStart + 5),
             QStringLiteral("2024-03-11 23:00:00 to 23:01:00 UTC: 4 events\ndenied 2 · failed 1 · ok 1"));
    QCOMPARE(describeRange(histogram, {kStoryStart, kStoryStart + 2 * kMinute}),
             QStringLiteral("2024-03-11 23:00:00 to 23:02:00 UTC: 5 events\ndenied 2 · failed 1 · ok 2"));
    QCOMPARE(describeRange(histogram, {kStoryStart - kMinute, kStoryStart + kMicrosPerDay}), // no counts of a part
             QStringLiteral("2024-03-11 22:59:00 to 2024-03-12 23:00:00 UTC"));
    QCOMPARE(barsLabel(histogram, BarScale::Linear), QStringLiteral("events per 1 min"));
    QCOMPARE(barsLabel(histogram, BarScale::Logarithmic), QStringLiteral("per 1 min, log scale"));
    QVERIFY(describeBar(histogram, kStoryStart - 5).isEmpty());
    QVERIFY(describeBar(histogram, kStoryStart + 2 * kMinute).isEmpty());
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
