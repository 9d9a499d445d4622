// SPDX-License-Identifier: Apache-2.0
#include "support/timelineparts.h"
#include "timeline/histogrampainter.h"
#include "timeline/timelinetext.h"

#include <QAccessible>
#include <QImage>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace rastro;
using namespace rastro::test;

namespace {

// Some bars with pauses between them; each outcome is somewhere.
std::vector<MadeEvent> barEvents() {
    std::vector<MadeEvent> events;
    const auto add = [&events](int minute, Outcome outcome, int count) {
        for (int i = 0; i < count; ++i)
            events.push_back({kStoryStart + minute * kMinute + i, "mateo", Kind::Read, outcome});
    };
    add(0, Outcome::Ok, 900);
    add(10, Outcome::Denied, 300);
    add(20, Outcome::Failed, 200);
    add(30, Outcome::NotFound, 250);
    add(40, Outcome::Throttled, 100);
    add(50, Outcome::Ok, 1);
    return events;
}

QImage pictureOf(TimelineView& view) {
    return view.viewport()->grab().toImage();
}

int countColor(const QImage& image, const QColor& color, const QRect& area) {
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.valid(x, y) && image.pixelColor(x, y) == color;
    }
    return count;
}

void send(TimelineView& view, QEvent::Type type, QPoint point, Qt::MouseButtons buttons) {
    QMouseEvent event(type, point, view.viewport()->mapToGlobal(point), Qt::NoButton, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

void drag(TimelineView& view, QPoint from, QPoint to) {
    QTest::mousePress(view.viewport(), Qt::LeftButton, Qt::NoModifier, from);
    for (int step = 1; step <= 4; ++step)
        send(view, QEvent::MouseMove, from + (to - from) * step / 4, Qt::LeftButton);
}

// The middle of the bar a minute long that begins at that time.
QPoint onBars(const TimelineView& view, Micros time) {
    time += kMinute / 2;
    const QRect bars = view.geometryNow().bars;
    return {bars.left() + static_cast<int>(view.axis().xOf(time)), bars.center().y()};
}

TimeRange picked(const QSignalSpy& spy) {
    return spy.isEmpty() ? TimeRange{} : spy.last()[0].value<TimeRange>();
}

// The keyboard stands on the bars.
void goToBars(TimelineView& view) {
    QTest::keyClick(&view, Qt::Key_Backtab);
    QTest::keyClick(&view, Qt::Key_Backtab);
}

} // namespace

class TestHistogramView : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }
    void barsShowOutcomes_data();
    void barsShowOutcomes();
    void hoverTellsCounts();
    void dragMarksARange();
    void dragToTheLeftAndBeyondTheEnd();
    void escapeTakesADragBack();
    void escapeAndDoubleClickUnmark();
    void markedFromOutside();
    void dragInLanesStillZooms();
    void barsByKeyboard();
    void rangeByKeyboard();
    void clickStandsOnABar();
    void logScaleIsLabelled();
    void logScaleByButtonAndMenu();
    void menuFiltersForABar();
    void zoomingOutAgain();
    void tabGoesFromBarsToLanes();
    void tellsAScreenReader();
    void withoutBars();
    void anySize();
};

void TestHistogramView::barsShowOutcomes_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("mirrored");
    QTest::newRow("light") << false << false;
    QTest::newRow("dark") << true << false;
    QTest::newRow("right to left") << false << true;
}

void TestHistogramView::barsShowOutcomes() {
    QFETCH(bool, dark);
    QFETCH(bool, mirrored);
    const Theme& theme = dark ? Theme::dark() : Theme::light();
    ServedTimeline view(barEvents());
    view.setPalette(paletteOf(theme));
    view.setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    const QImage image = pictureOf(view);
    const QRect bars = view.geometryNow().bars;
    int minute = 0;
    for (const Outcome outcome : {Outcome::Ok, Outcome::Denied, Outcome::Failed, Outcome::NotFound, Outcome::Throttled}) {
        const QPoint at = onBars(view, kStoryStart + minute * kMinute);
        const QRect around(at.x() - 12, bars.top(), 25, bars.height());
        QVERIFY2(countColor(image, barColor(outcome, theme), around) > 10, qPrintable(QString::number(minute)));
        minute += 10;
    }
}

void TestHistogramView::hoverTellsCounts() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::hovered);
    const QImage before = pictureOf(view);
    send(view, QEvent::MouseMove, onBars(view, kStoryStart + 10 * kMinute), Qt::NoButton);
    const QString text = spy.last()[0].toString();
    QVERIFY2(text.startsWith(QStringLiteral("2024-03-11 23:10:00 to 23:1")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("300 events · denied 300")), qPrintable(text));
    QVERIFY(pictureOf(view) != before); // the bar is framed
    QCOMPARE(view.viewport()->cursor().shape(), Qt::CrossCursor);
    send(view, QEvent::MouseMove, onBars(view, kStoryStart + 15 * kMinute), Qt::NoButton);
    QVERIFY(spy.last()[0].toString().endsWith(QStringLiteral("0 events")));
}

void TestHistogramView::dragMarksARange() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    QSignalSpy told(&view, &TimelineView::hovered);
    const TimeRange whole = view.axis().view();
    const QImage before = pictureOf(view);
    const QPoint to = onBars(view, kStoryStart + 20 * kMinute);
    drag(view, onBars(view, kStoryStart + 10 * kMinute), to);
    QVERIFY(told.last()[0].toString().contains(QStringLiteral("500 events · denied 300 · failed 200")));
    QCOMPARE(spy.count(), 0);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, to);
    QCOMPARE(spy.count(), 1);
    const TimeRange range = picked(spy);
    QCOMPARE(range.from, kStoryStart + 10 * kMinute);
    QVERIFY(range.to > kStoryStart + 20 * kMinute && range.to < kStoryStart + 22 * kMinute);
    QCOMPARE(range.to % kMinute, Micros{0} + range.from % kMinute); // whole bars, at round times
    QCOMPARE(view.pickedRange(), range);
    QCOMPARE(view.axis().view(), whole); // marking is not zooming
    QVERIFY(countColor(pictureOf(view), Theme::light().accent, view.geometryNow().bars) > 40);
    QCOMPARE(countColor(before, Theme::light().accent, view.geometryNow().bars), 0);
}

void TestHistogramView::dragToTheLeftAndBeyondTheEnd() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    const QPoint from = onBars(view, kStoryStart + 20 * kMinute);
    drag(view, from, {-500, 4000});
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, {-500, 4000});
    QVERIFY(picked(spy).from <= view.axis().view().from);
    QVERIFY(picked(spy).contains(kStoryStart + 20 * kMinute));
    QVERIFY(!picked(spy).contains(kStoryStart + 25 * kMinute));
}

void TestHistogramView::escapeTakesADragBack() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    QSignalSpy cleared(&view, &TimelineView::rangeCleared);
    view.setPickedRange({kStoryStart, kStoryStart + kMinute});
    const QPoint to = onBars(view, kStoryStart + 40 * kMinute);
    drag(view, onBars(view, kStoryStart + 20 * kMinute), to);
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, to);
    QCOMPARE(view.pickedRange(), (TimeRange{kStoryStart, kStoryStart + kMinute}));
    QCOMPARE(spy.count() + cleared.count(), 0);
}

void TestHistogramView::escapeAndDoubleClickUnmark() {
    ServedTimeline view(barEvents());
    QSignalSpy cleared(&view, &TimelineView::rangeCleared);
    view.setPickedRange({kStoryStart, kStoryStart + kMinute});
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(view.pickedRange().isEmpty());
    QCOMPARE(cleared.count(), 1);
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &escape);
    QVERIFY(!escape.isAccepted()); // nothing to unmark: somebody else's
    for (const TimeRange& range : {TimeRange{}, TimeRange{kStoryStart, kStoryStart + kMinute}}) {
        view.setPickedRange(range);
        QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
        override.ignore();
        QCoreApplication::sendEvent(&view, &override);
        QCOMPARE(override.isAccepted(), !range.isEmpty()); // before the shortcuts of the window
    }
    view.showRange({kStoryStart, kStoryStart + 30 * kMinute});
    view.setPickedRange({kStoryStart, kStoryStart + kMinute});
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.geometryNow().bars.center());
    QVERIFY(view.pickedRange().isEmpty());
    QCOMPARE(cleared.count(), 2);
    QVERIFY(!view.axis().isWhole());
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.geometryNow().bars.center());
    QVERIFY(view.axis().isWhole()); // without a range, everything is shown as before
    QCOMPARE(cleared.count(), 2);
}

void TestHistogramView::markedFromOutside() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    QSignalSpy cleared(&view, &TimelineView::rangeCleared);
    const QImage before = pictureOf(view);
    view.setPickedRange({kStoryStart + 5 * kMinute, kStoryStart + 15 * kMinute});
    QVERIFY(pictureOf(view) != before);
    view.load(barEvents()); // other rows: the range is a time, and stays
    QCOMPARE(view.pickedRange(), (TimeRange{kStoryStart + 5 * kMinute, kStoryStart + 15 * kMinute}));
    view.setPickedRange({});
    QCOMPARE(pictureOf(view), before);
    QCOMPARE(spy.count() + cleared.count(), 0);
}

void TestHistogramView::dragInLanesStillZooms() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    const QRect lanes = view.geometryNow().lanes;
    const QPoint to = lanes.topLeft() + QPoint(400, 5);
    drag(view, lanes.topLeft() + QPoint(200, 5), to);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, to);
    QCOMPARE(spy.count(), 0);
    QVERIFY(!view.axis().isWhole());
}

void TestHistogramView::barsByKeyboard() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    goToBars(view);
    const QImage before = pictureOf(view);
    QTest::keyClick(&view, Qt::Key_Right); // the first in view
    const QString first = view.describeCursor();
    QVERIFY2(first.contains(QStringLiteral(" event")), qPrintable(first));
    QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY(view.describeCursor() != first);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.describeCursor(), first);
    QTest::keyClick(&view, Qt::Key_End);
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.describeCursor(), first);
    for (int i = 0; i < 40 && !view.describeCursor().contains(QStringLiteral("900")); ++i)
        QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY(view.describeCursor().contains(QStringLiteral("900 events · ok 900")));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(spy.count(), 1);
    QVERIFY(picked(spy).contains(kStoryStart));
    QVERIFY(!picked(spy).contains(kStoryStart + 10 * kMinute));
    QVERIFY(pictureOf(view) != before);
    for (int i = 0; i < 2000; ++i)
        QTest::keyClick(&view, Qt::Key_Right); // stops at the end of everything
    QVERIFY(view.axis().isWhole());
}

void TestHistogramView::rangeByKeyboard() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    goToBars(view);
    view.showRange({kStoryStart, kStoryStart + 10 * kMinute});
    QTest::keyClick(&view, Qt::Key_Home);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    const TimeRange range = view.pickedRange();
    QCOMPARE(range.from, kStoryStart);
    QVERIFY(range.span() > 0 && range.span() % 4 == 0);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("marked: 2024-03-11 23:00:00 to ")));
    QCOMPARE(spy.count(), 0); // not before Enter
    QTest::keyClick(&view, Qt::Key_Enter);
    QCOMPARE(picked(spy), range);
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(view.pickedRange().isEmpty());
    QTest::keyClick(&view, Qt::Key_End);
    const Micros end = view.axis().view().to;
    QTest::keyClick(&view, Qt::Key_Right); // the axis follows
    QVERIFY(view.axis().view().to > end);
}

void TestHistogramView::clickStandsOnABar() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, onBars(view, kStoryStart + 10 * kMinute));
    QCOMPARE(spy.count(), 0);
    QVERIFY(view.describeCursor().contains(QStringLiteral("denied 300")));
    QTest::keyClick(&view, Qt::Key_Space);
    QVERIFY(picked(spy).contains(kStoryStart + 10 * kMinute));
}

void TestHistogramView::logScaleIsLabelled() {
    ServedTimeline view(barEvents());
    const QRect last(onBars(view, kStoryStart + 50 * kMinute).x() - 12, view.geometryNow().bars.top(), 25, 40);
    const QColor ok = barColor(Outcome::Ok, Theme::light());
    const QImage before = pictureOf(view);
    QTest::keyClick(&view, Qt::Key_L);
    QCOMPARE(view.barScale(), BarScale::Logarithmic);
    const QImage after = pictureOf(view);
    QVERIFY(countColor(after, ok, last) > 2 * countColor(before, ok, last)); // the small one has grown
    const QRect words(0, 0, view.geometryNow().names.width(), view.geometryNow().labels.height());
    QVERIFY(before.copy(words) != after.copy(words)); // it says so
    QTest::keyClick(&view, Qt::Key_L);
    QCOMPARE(view.barScale(), BarScale::Linear);
    QCOMPARE(pictureOf(view), before);
}

void TestHistogramView::logScaleByButtonAndMenu() {
    ServedTimeline view(barEvents());
    auto* button = view.findChild<QToolButton*>(QStringLiteral("logScale"));
    QVERIFY(button && button->isVisible() && !button->accessibleName().isEmpty());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(view.barScale(), BarScale::Logarithmic);
    QTest::keyClick(&view, Qt::Key_L);
    QVERIFY(!button->isChecked());
    QContextMenuEvent event(QContextMenuEvent::Mouse, view.geometryNow().lanes.center(), {0, 0});
    QCoreApplication::sendEvent(view.viewport(), &event);
    auto* menu = view.findChild<QMenu*>();
    QVERIFY(menu);
    for (QAction* action : menu->actions()) {
        if (action->text().contains(QStringLiteral("ogarithmic")))
            action->trigger();
    }
    QCOMPARE(view.barScale(), BarScale::Logarithmic);
    menu->close();
}

void TestHistogramView::menuFiltersForABar() {
    ServedTimeline view(barEvents());
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    QContextMenuEvent event(QContextMenuEvent::Mouse, onBars(view, kStoryStart + 20 * kMinute), {0, 0});
    QCoreApplication::sendEvent(view.viewport(), &event);
    auto* menu = view.findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size() > 5, true);
    for (QAction* action : menu->actions()) {
        if (action->text().startsWith(QStringLiteral("&Filter")))
            action->trigger();
    }
    QVERIFY(picked(spy).contains(kStoryStart + 20 * kMinute));
    menu->close();
}

void TestHistogramView::zoomingOutAgain() {
    ServedTimeline view(barEvents());
    auto* button = view.findChild<QToolButton*>(QStringLiteral("showWhole"));
    QVERIFY(button && !button->isVisible());
    view.showRange({kStoryStart, kStoryStart + 10 * kMinute});
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(view.axis().isWhole());
    QVERIFY(!button->isVisible());
    QTest::keyClick(&view, Qt::Key_Backspace);
    QVERIFY(!view.axis().isWhole());
    QTest::keyClick(&view, Qt::Key_0);
    QVERIFY(view.axis().isWhole());
}

void TestHistogramView::tabGoesFromBarsToLanes() {
    ServedTimeline view(barEvents());
    goToBars(view);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("Histogram")));
    QTest::keyClick(&view, Qt::Key_Tab);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("logs delivered")));
    QTest::keyClick(&view, Qt::Key_Tab);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("mateo")));
    goToBars(view);
    QTest::keyClick(&view, Qt::Key_N); // keys of the lanes work everywhere
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("mateo: ")));
}

void TestHistogramView::tellsAScreenReader() {
    ServedTimeline view(barEvents());
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(interface->text(QAccessible::Description).contains(QStringLiteral("histogram")));
    goToBars(view);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(interface->text(QAccessible::Value), view.describeCursor());
    QVERIFY(interface->text(QAccessible::Value).contains(QStringLiteral("UTC")));
}

void TestHistogramView::withoutBars() {
    ServedTimeline view(std::vector<MadeEvent>{});
    QSignalSpy spy(&view, &TimelineView::rangePicked);
    const QPoint centre = view.geometryNow().bars.center();
    drag(view, centre, centre + QPoint(100, 0));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, centre + QPoint(100, 0));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, centre);
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Return, Qt::Key_L, Qt::Key_Escape})
        QTest::keyClick(&view, key);
    QCOMPARE(spy.count(), 0);
    ServedTimeline one({{kStoryStart, "a", Kind::Read, Outcome::Denied}});
    goToBars(one);
    QTest::keyClick(&one, Qt::Key_End, Qt::ShiftModifier);
    QVERIFY(!pictureOf(one).isNull());
}

void TestHistogramView::anySize() {
    QWidget window;
    ServedTimeline view(barEvents());
    view.setParent(&window);
    for (const QSize size : {QSize(1, 1), QSize(30, 300), QSize(900, 10), QSize(4000, 200)}) {
        view.resize(size);
        view.setPickedRange({kStoryStart, kStoryStart + kMicrosPerDay});
        for (const bool isCompact : {true, false}) {
            view.setCompact(isCompact);
            goToBars(view);
            QTest::keyClick(&view, Qt::Key_Right);
            QTest::keyClick(&view, Qt::Key_L);
            QVERIFY(!view.grab().isNull());
        }
    }
}

QTEST_MAIN(TestHistogramView)
#include "tst_histogramview.moc"
