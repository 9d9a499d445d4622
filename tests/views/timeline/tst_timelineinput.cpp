// SPDX-License-Identifier: Apache-2.0
#include "support/timelineparts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPoint>
#include <QRegularExpression>
#include <QScrollBar>
#include <QEnterEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <cstdlib>

using namespace rastro;
using namespace rastro::test;

namespace {

void wheel(TimelineView& view, QPoint at, QPoint delta, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, delta, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

void drag(TimelineView& view, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton) {
    QTest::mousePress(view.viewport(), button, Qt::NoModifier, from);
    for (int step = 1; step <= 4; ++step) {
        const QPoint point = from + (to - from) * step / 4;
        QMouseEvent move(QEvent::MouseMove, point, view.viewport()->mapToGlobal(point), Qt::NoButton, button,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &move);
    }
}

// Without a button, as the pointer goes over the view.
void moveTo(TimelineView& view, QPoint point) {
    QMouseEvent move(QEvent::MouseMove, point, view.viewport()->mapToGlobal(point), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(view.viewport(), &move);
}

std::vector<MadeEvent> sameSecond() {
    return {{kStoryStart, "a", Kind::Read, Outcome::Ok},
            {kStoryStart, "a", Kind::Read, Outcome::Ok},
            {kStoryStart, "a", Kind::Change, Outcome::Ok},
            {kStoryStart + 10 * kMinute, "a", Kind::Read, Outcome::Ok}};
}

RowId activated(const QSignalSpy& spy) {
    return spy.isEmpty() ? kNoRow : spy.last()[0].value<RowId>();
}

} // namespace

class TestTimelineInput : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void clickSelectsTheEvent();
    void clickBesideSelectsNothing();
    void clickTakesTheStrongestThenGoesOn();
    void clickInCompactMode();
    void clickOnANameChoosesTheLane();
    void wheelZoomsAboutThePointer();
    void wheelScrollsLanes();
    void wheelPans();
    void dragZoomsToARange();
    void escapeCancelsADrag();
    void tinyDragIsAClick();
    void middleDragPans();
    void doubleClickShowsAll();
    void keysMoveTime();
    void keysWalkLanesAndEvents();
    void unknownKeysPassOn();
    void hoverTells();
    void leavingTellsNothing();
    void whatMovedAwayIsNotTold();
};

void TestTimelineInput::clickSelectsTheEvent() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    for (const std::size_t lane : {0u, 1u, 2u}) {
        for (const std::size_t event : {0u, 1u, 2u}) {
            QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.pointOf(lane, event));
            QCOMPARE(activated(spy), view.rowOf(lane, event));
        }
    }
    QCOMPARE(spy.count(), 9);
}

void TestTimelineInput::clickBesideSelectsNothing() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    const QPoint between = (view.pointOf(0, 0) + view.pointOf(0, 1)) / 2;
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, between);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.geometryNow().bars.center());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.geometryNow().footer.center());
    QTest::mouseClick(view.viewport(), Qt::RightButton, Qt::NoModifier, view.pointOf(0, 0));
    QCOMPARE(spy.count(), 0);
}

void TestTimelineInput::clickTakesTheStrongestThenGoesOn() {
    ServedTimeline view(sameSecond());
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    QList<std::uint32_t> rows;
    for (int i = 0; i < 4; ++i) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.pointOf(0, 0));
        view.setCurrentRow(activated(spy)); // as the window does
        rows << index(activated(spy));
    }
    QCOMPARE(rows, (QList<std::uint32_t>{2, 0, 1, 2}));
}

void TestTimelineInput::clickInCompactMode() {
    ServedTimeline view;
    view.setCompact(true);
    view.resize(view.width(), 150);
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    const QPoint point(view.pointOf(1, 2).x(), view.geometryNow().row(0).center().y());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, point);
    QCOMPARE(activated(spy), view.rowOf(1, 2));
}

void TestTimelineInput::clickOnANameChoosesTheLane() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.geometryNow().rowName(1).center());
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("root@123456789012")));
    QCOMPARE(spy.count(), 0);
}

void TestTimelineInput::wheelZoomsAboutThePointer() {
    for (const Qt::KeyboardModifiers modifiers :
         {Qt::KeyboardModifiers(Qt::ControlModifier), Qt::KeyboardModifiers()}) {
        ServedTimeline view;
        const TimelineLayout layout = view.geometryNow();
        const int y = modifiers ? layout.lanes.center().y() : layout.labels.center().y();
        const QPoint point(layout.lanes.left() + 300, y);
        const Micros under = view.axis().timeAt(300);
        const Micros span = view.axis().view().span();
        for (int i = 0; i < 5; ++i) {
            wheel(view, point, {0, 120}, modifiers);
            QVERIFY(std::abs(view.axis().xOf(under) - 300) < 0.1);
        }
        QVERIFY(view.axis().view().span() < span / 2);
        for (int i = 0; i < 9; ++i)
            wheel(view, point, {0, -120}, modifiers);
        QVERIFY(view.axis().isWhole());
    }
}

void TestTimelineInput::wheelScrollsLanes() {
    std::vector<MadeEvent> events;
    for (int i = 0; i < 100; ++i)
        events.push_back({kStoryStart + i, "user" + std::to_string(i), Kind::Read, Outcome::Ok});
    ServedTimeline view(events);
    const TimeRange before = view.axis().view();
    const QPoint point = view.geometryNow().lanes.center();
    wheel(view, point, {0, -120});
    QVERIFY(view.verticalScrollBar()->value() > 0);
    QCOMPARE(view.axis().view(), before);
    for (int i = 0; i < 100; ++i)
        wheel(view, point, {0, 30}); // small steps of a touchpad add up
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void TestTimelineInput::wheelPans() {
    ServedTimeline view;
    view.showRange({kStoryStart + 20 * kMinute, kStoryStart + 40 * kMinute});
    const QPoint point = view.geometryNow().lanes.center();
    const TimeRange before = view.axis().view();
    wheel(view, point, {0, -120}, Qt::ShiftModifier);
    QVERIFY(view.axis().view().from > before.from);
    wheel(view, point, {120, 0});
    QCOMPARE(view.axis().view(), before);
    QCOMPARE(view.axis().view().span(), before.span());
}

void TestTimelineInput::dragZoomsToARange() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    const QPoint a = view.geometryNow().lanes.topLeft() + QPoint(200, 10);
    const Micros from = view.axis().timeAt(200);
    const Micros to = view.axis().timeAt(400);
    const QImage before = view.viewport()->grab().toImage();
    drag(view, a, a + QPoint(200, 30));
    QVERIFY(view.viewport()->grab().toImage() != before); // the rubber band
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, a + QPoint(200, 30));
    QCOMPARE(view.axis().view(), (TimeRange{from, to}));
    QCOMPARE(spy.count(), 0);
    QTest::keyClick(&view, Qt::Key_Backspace);
    QVERIFY(view.axis().isWhole());
    drag(view, a + QPoint(200, 0), a); // to the left, too
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, a);
    QCOMPARE(view.axis().view(), (TimeRange{from, to}));
}

void TestTimelineInput::escapeCancelsADrag() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    const QPoint a = view.pointOf(0, 1);
    const QImage before = view.viewport()->grab().toImage();
    drag(view, a, a + QPoint(200, 0));
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(view.viewport()->grab().toImage(), before);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, a + QPoint(200, 0));
    QVERIFY(view.axis().isWhole());
    QCOMPARE(spy.count(), 0);
}

void TestTimelineInput::tinyDragIsAClick() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    const QPoint a = view.pointOf(0, 1);
    drag(view, a, a + QPoint(2, 2));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::NoModifier, a + QPoint(2, 2));
    QCOMPARE(activated(spy), view.rowOf(0, 1));
    QVERIFY(view.axis().isWhole());
}

void TestTimelineInput::middleDragPans() {
    ServedTimeline view;
    view.showRange({kStoryStart + 20 * kMinute, kStoryStart + 40 * kMinute});
    const Micros under = view.axis().timeAt(300);
    const QPoint a = view.geometryNow().lanes.topLeft() + QPoint(300, 10);
    drag(view, a, a + QPoint(100, 0), Qt::MiddleButton);
    QTest::mouseRelease(view.viewport(), Qt::MiddleButton, Qt::NoModifier, a + QPoint(100, 0));
    QVERIFY(std::abs(view.axis().xOf(under) - 400) < 0.5);
}

void TestTimelineInput::doubleClickShowsAll() {
    ServedTimeline view;
    view.showRange({kStoryStart + 21 * kMinute, kStoryStart + 29 * kMinute});
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.geometryNow().row(0).center());
    QVERIFY(view.axis().isWhole());
}

void TestTimelineInput::keysMoveTime() {
    ServedTimeline view;
    QTest::keyClick(&view, Qt::Key_W);
    QTest::keyClick(&view, Qt::Key_Plus);
    const TimeRange zoomed = view.axis().view();
    QVERIFY(zoomed.span() < view.axis().limits().span() * 7 / 10);
    QTest::keyClick(&view, Qt::Key_D);
    QVERIFY(view.axis().view().from > zoomed.from);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.axis().view(), zoomed);
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.axis().view().from, view.axis().limits().from);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.axis().view().to, view.axis().limits().to);
    QTest::keyClick(&view, Qt::Key_S);
    QTest::keyClick(&view, Qt::Key_Minus);
    QTest::keyClick(&view, Qt::Key_Minus);
    QVERIFY(view.axis().isWhole());
    view.showRange({kStoryStart, kStoryStart + kMinute});
    QTest::keyClick(&view, Qt::Key_0);
    QVERIFY(view.axis().isWhole());
}

void TestTimelineInput::keysWalkLanesAndEvents() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::eventActivated);
    QTest::keyClick(&view, Qt::Key_Return); // stands on no event
    QCOMPARE(spy.count(), 0);
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("root@123456789012, 3 events")));
    QTest::keyClick(&view, Qt::Key_N);
    QTest::keyClick(&view, Qt::Key_N);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated(spy), view.rowOf(1, 1));
    QTest::keyClick(&view, Qt::Key_P);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated(spy), view.rowOf(1, 0));
    QTest::keyClick(&view, Qt::Key_PageDown);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("cloudtrail.amazonaws.com")));
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(&view, Qt::Key_Up);
    QVERIFY(view.describeCursor().startsWith(QStringLiteral("mateo, 8 events")));

    view.showRange({kStoryStart, kStoryStart + 2 * kMinute});
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(&view, Qt::Key_N); // the axis follows
    QVERIFY(view.axis().view().contains(kStoryStart + 70 * kMinute));
}

void TestTimelineInput::unknownKeysPassOn() {
    ServedTimeline view;
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_X, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &letter);
    QVERIFY(!letter.isAccepted());
    QKeyEvent save(QEvent::KeyPress, Qt::Key_S, Qt::ControlModifier); // is somebody else's
    QCoreApplication::sendEvent(&view, &save);
    QVERIFY(!save.isAccepted());
    QVERIFY(view.axis().isWhole());
}

void TestTimelineInput::hoverTells() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::hovered);
    const QPoint point = view.pointOf(0, 2);
    moveTo(view, point);
    QVERIFY(!spy.isEmpty());
    const QString text = spy.last()[0].toString();
    QVERIFY2(text.contains(QStringLiteral("mateo")) && text.contains(QStringLiteral("read 1")) &&
                 text.contains(QStringLiteral("denied 1")) && text.contains(QStringLiteral("23:20:00")),
             qPrintable(text));
    QCOMPARE(view.viewport()->cursor().shape(), Qt::PointingHandCursor);
    moveTo(view, (view.pointOf(0, 2) + view.pointOf(0, 3)) / 2);
    QCOMPARE(spy.last()[0].toString(), QString());
    QCOMPARE(view.viewport()->cursor().shape(), Qt::ArrowCursor);
    moveTo(view, view.geometryNow().rowName(2).center());
    QVERIFY(spy.last()[0].toString().contains(QStringLiteral("user/reader")));
    moveTo(view, {view.pointOf(0, 2).x(), view.geometryNow().bars.center().y()});
    QVERIFY(spy.last()[0].toString().contains(QStringLiteral("event")));
}

// By zooming, or as the pointer is on a button that lies over the view.
void TestTimelineInput::whatMovedAwayIsNotTold() {
    ServedTimeline view;
    QSignalSpy spy(&view, &TimelineView::hovered);
    moveTo(view, view.pointOf(0, 2));
    QVERIFY(!spy.last()[0].toString().isEmpty());
    const TimeRange whole = view.axis().view();
    view.showRange({whole.from, whole.from + whole.span() / 3});
    QCOMPARE(spy.last()[0].toString(), QString());
    auto* button = view.findChild<QToolButton*>(QStringLiteral("laneColumn"));
    QVERIFY(button != nullptr);
    moveTo(view, view.geometryNow().rowName(2).center());
    QVERIFY(!spy.last()[0].toString().isEmpty());
    QEnterEvent enter(QPointF(2, 2), QPointF(2, 2), QPointF(2, 2));
    QCoreApplication::sendEvent(button, &enter);
    QCOMPARE(spy.last()[0].toString(), QString());
}

void TestTimelineInput::leavingTellsNothing() {
    ServedTimeline view;
    moveTo(view, view.pointOf(0, 2));
    QSignalSpy spy(&view, &TimelineView::hovered);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view.viewport(), &leave);
    QCOMPARE(spy.last()[0].toString(), QString());
}

QTEST_MAIN(TestTimelineInput)
#include "tst_timelineinput.moc"
