// SPDX-License-Identifier: Apache-2.0
#include "support/madeevents.h"
#include "timeline/markgeometry.h"

#include <QFont>
#include <QRect>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace rastro;
using namespace rastro::test;

namespace {

// Events of two lanes on an axis where a microsecond-second is easy to place: one second a pixel.
struct Picture {
    explicit Picture(const std::vector<MadeEvent>& events, Micros from = 0) {
        const auto snapshot = snapshotOf(events);
        Checkpoint checkpoint;
        lanes = LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint);
        layout = TimelineLayout::of({1200, 300}, QFontMetrics{QFont()}, LaneStyle::Lanes, Qt::LeftToRight);
        const int width = layout.lanes.width();
        axis = Axis({from, from + width * kMicrosPerSecond}, width);
        buckets = Buckets::compute(lanes, {.range = axis.view(), .columns = width, .endLane = 50}, checkpoint);
    }
    MarkGeometry geometry(int place = 0) const {
        MarkGeometry g;
        if (!g.fill(*buckets, *lanes, 0, place, axis, layout))
            return {};
        return g;
    }

    std::shared_ptr<const LaneIndex> lanes;
    std::shared_ptr<const Buckets> buckets;
    TimelineLayout layout;
    Axis axis;
};

// Pixels of the axis, from the first to the last.
struct Stretch {
    int left;
    int right;
    int width() const { return right - left + 1; }
};

// Where neighbours of an axis have the same code.
std::vector<Stretch> barsOf(const MarkGeometry::Bars& codes, const std::function<bool(std::uint8_t)>& isWanted) {
    std::vector<Stretch> bars;
    for (int x = 0; x < static_cast<int>(codes.size()); ++x) {
        if (!isWanted(codes[static_cast<std::size_t>(x)]))
            continue;
        if (!bars.empty() && bars.back().right == x - 1)
            bars.back().right = x;
        else
            bars.push_back({x, x});
    }
    return bars;
}

std::vector<Stretch> barsOf(const MarkGeometry::Bars& codes, Kind kind) {
    return barsOf(codes, [kind](std::uint8_t code) { return code == barStrength(kind); });
}

std::vector<Stretch> deniedOf(const MarkGeometry& geometry, Kind kind) {
    return barsOf(geometry.denied, [kind](std::uint8_t code) { return code / 2 == barStrength(kind); });
}

bool isEmpty(const MarkGeometry::Bars& codes) {
    return barsOf(codes, [](std::uint8_t code) { return code != 0; }).empty();
}

MadeEvent at(int second, Kind kind, Outcome outcome = Outcome::Ok, const char* actor = "a") {
    return {second * kMicrosPerSecond, actor, kind, outcome};
}

} // namespace

class TestMarkGeometry : public QObject {
    Q_OBJECT

private slots:
    void kindIsShape();
    void theStrongestIsKept();
    void outcomeIsTone();
    void touchingBarsAreOne();
    void marksStandInTheirRow();
    void servicesAreFaded();
    void endsOfTheAxis();
    void stretchedToAnotherAxis();
    void lanesOfAnEarlierIndexAreFound();
    void foldedNeedsFoldedBuckets();
    void stampsComeByTone();
    void crowdedStampsStandSideBySide();
    void crowdedStampsMakeRoom();
    void fillsItsMemoryAnew();
};

void TestMarkGeometry::kindIsShape() {
    const Picture picture({at(100, Kind::Read), at(200, Kind::Take), at(300, Kind::Change), at(400, Kind::Credential),
                           at(500, Kind::SignIn), at(600, Kind::Service)});
    const MarkGeometry g = picture.geometry();
    for (const Kind kind : {Kind::Read, Kind::Take, Kind::Change, Kind::Service})
        QCOMPARE(barsOf(g.plain, kind).size(), std::size_t{1});
    const int row = picture.layout.rowHeight;
    QVERIFY(markHeight(Kind::Change, row) > markHeight(Kind::Take, row));
    QVERIFY(markHeight(Kind::Take, row) > markHeight(Kind::Read, row));
    QVERIFY(markHeight(Kind::Read, row) > markHeight(Kind::Service, row));
    const auto& stamps = g.stamps[static_cast<std::size_t>(MarkTone::Plain)];
    QCOMPARE(stamps.size(), std::size_t{2});
    QCOMPARE(stamps[0].kind, Kind::Credential);
    QCOMPARE(stamps[0].centre.x(), picture.layout.lanes.left() + 400);
    const Stretch reads = barsOf(g.plain, Kind::Read)[0];
    QVERIFY(reads.left < 100 && reads.right >= 100 && reads.width() <= 6);
}

// A stronger kind is the higher one: it alone is kept where both stand.
void TestMarkGeometry::theStrongestIsKept() {
    const Picture picture({at(100, Kind::Change), at(101, Kind::Read), at(102, Kind::Read), at(99, Kind::Service)});
    const MarkGeometry g = picture.geometry();
    QCOMPARE(barsOf(g.plain, Kind::Change).at(0).width(), 4);
    QCOMPARE(barsOf(g.plain, Kind::Read).at(0).width(), 2);
    QCOMPARE(barsOf(g.plain, Kind::Service).at(0).width(), 1);
    const Picture denied({at(100, Kind::Read, Outcome::Denied), at(102, Kind::Change, Outcome::Denied)});
    const MarkGeometry d = denied.geometry();
    QCOMPARE(deniedOf(d, Kind::Change).at(0).width(), 4);
    QCOMPARE(deniedOf(d, Kind::Read).at(0).width(), 2);
    const auto code = [&](int x) { return int{d.denied[static_cast<std::size_t>(x)]}; };
    QCOMPARE(code(98), 2 * barStrength(Kind::Read) + 1); // a frame stands at the sides
    QCOMPARE(code(99), 2 * int{barStrength(Kind::Read)});
    QCOMPARE(code(100), 2 * barStrength(Kind::Change) + 1);
    QCOMPARE(code(101), 2 * int{barStrength(Kind::Change)});
    QCOMPARE(code(103), 2 * barStrength(Kind::Change) + 1);
    QCOMPARE(code(104), 0);
}

void TestMarkGeometry::outcomeIsTone() {
    const Picture picture({at(100, Kind::Change, Outcome::Denied), at(200, Kind::Change, Outcome::Failed),
                           at(300, Kind::Change, Outcome::NotFound), at(400, Kind::Change, Outcome::Throttled)});
    const MarkGeometry g = picture.geometry();
    QCOMPARE(deniedOf(g, Kind::Change).size(), std::size_t{1});
    QCOMPARE(barsOf(g.failed, Kind::Change).size(), std::size_t{1});
    QCOMPARE(barsOf(g.plain, Kind::Change).size(), std::size_t{2});
}

void TestMarkGeometry::touchingBarsAreOne() {
    std::vector<MadeEvent> events;
    for (int second = 100; second < 200; ++second)
        events.push_back(at(second, Kind::Read, Outcome::Denied));
    events.push_back(at(300, Kind::Read, Outcome::Denied));
    const MarkGeometry g = Picture(events).geometry();
    const auto bars = deniedOf(g, Kind::Read);
    QCOMPARE(bars.size(), std::size_t{2});
    QVERIFY(bars[0].width() >= 100);
    QVERIFY(bars[1].width() < 10);
    const auto sides = barsOf(g.denied, [](std::uint8_t code) { return code % 2 == 1; });
    QCOMPARE(sides.size(), std::size_t{4}); // two of each: none inside the long one
}

void TestMarkGeometry::marksStandInTheirRow() {
    const Picture picture({at(100, Kind::Change), at(200, Kind::Change), at(100, Kind::Change, Outcome::Ok, "b")});
    QCOMPARE(barsOf(picture.geometry(0).plain, Kind::Change).size(), std::size_t{2});
    QCOMPARE(barsOf(picture.geometry(1).plain, Kind::Change).size(), std::size_t{1});
    QCOMPARE(picture.geometry(2).plain.size(), std::size_t{0});
}

void TestMarkGeometry::servicesAreFaded() {
    const Picture picture({at(100, Kind::Change, Outcome::Ok, "ec2.amazonaws.com"),
                           at(200, Kind::Change, Outcome::Denied, "ec2.amazonaws.com")});
    const MarkGeometry g = picture.geometry();
    QVERIFY(g.isFaded);
    QCOMPARE(barsOf(g.plain, Kind::Change).size(), std::size_t{1});
    QCOMPARE(deniedOf(g, Kind::Change).size(), std::size_t{1});
    QVERIFY(!Picture({at(100, Kind::Change)}).geometry().isFaded);
}

// A bar across an end of the axis is cut there.
void TestMarkGeometry::endsOfTheAxis() {
    Picture picture({at(0, Kind::Change), at(0, Kind::Read, Outcome::Denied), at(5, Kind::Read)});
    const MarkGeometry g = picture.geometry();
    QCOMPARE(barsOf(g.plain, Kind::Change).at(0).left, 0);
    QCOMPARE(barsOf(g.plain, Kind::Change).at(0).width(), 2);
    QCOMPARE(deniedOf(g, Kind::Read).at(0).width(), 2);
    const int width = picture.layout.lanes.width();
    const Picture late({at(width - 1, Kind::Change, Outcome::Failed), at(width - 1, Kind::Change, Outcome::Denied)});
    const MarkGeometry l = late.geometry();
    QCOMPARE(barsOf(l.failed, Kind::Change).at(0).right, width - 1);
    QCOMPARE(deniedOf(l, Kind::Change).at(0).right, width - 1);
}

void TestMarkGeometry::stretchedToAnotherAxis() {
    const Picture picture({at(100, Kind::Change), at(200, Kind::Change)});
    const Axis zoomed = picture.axis.withView({50 * kMicrosPerSecond, 150 * kMicrosPerSecond});
    MarkGeometry g;
    QVERIFY(g.fill(*picture.buckets, *picture.lanes, 0, 0, zoomed, picture.layout));
    const auto bars = barsOf(g.plain, Kind::Change);
    QCOMPARE(bars.size(), std::size_t{1}); // the other is out of view
    QVERIFY(std::abs((bars[0].left + bars[0].right) / 2 - zoomed.width() / 2) <= 2);
}

void TestMarkGeometry::lanesOfAnEarlierIndexAreFound() {
    const Picture before({at(100, Kind::Change), at(200, Kind::Change), at(100, Kind::Read, Outcome::Ok, "b")});
    const Picture after({at(100, Kind::Read, Outcome::Ok, "b"), at(100, Kind::Read, Outcome::Ok, "c")});
    QCOMPARE(bucketRowOf(*before.buckets, *after.lanes, 0), std::optional<std::size_t>(1));
    QVERIFY(!bucketRowOf(*before.buckets, *after.lanes, 1));
    QVERIFY(!bucketRowOf(*before.buckets, *after.lanes, 9));
    MarkGeometry g;
    QVERIFY(g.fill(*before.buckets, *after.lanes, 0, 0, before.axis, before.layout));
    QVERIFY(barsOf(g.plain, Kind::Change).empty());
    QCOMPARE(barsOf(g.plain, Kind::Read).size(), std::size_t{1});
    QVERIFY(!g.fill(*before.buckets, *after.lanes, 0, 1, before.axis, before.layout));
}

void TestMarkGeometry::foldedNeedsFoldedBuckets() {
    Picture picture({at(100, Kind::Change), at(200, Kind::Read, Outcome::Ok, "b")});
    picture.layout.style = LaneStyle::Folded;
    QCOMPARE(picture.geometry().plain.size(), std::size_t{0});
    Checkpoint checkpoint;
    BucketRequest request = picture.buckets->request();
    request.rows = BucketRequest::Rows::AllInOne;
    picture.buckets = Buckets::compute(picture.lanes, request, checkpoint);
    QCOMPARE(barsOf(picture.geometry().plain, Kind::Change).size(), std::size_t{1});
    QCOMPARE(barsOf(picture.geometry().plain, Kind::Read).size(), std::size_t{1});
}

void TestMarkGeometry::stampsComeByTone() {
    const Picture picture({at(100, Kind::Credential, Outcome::Denied), at(200, Kind::Credential),
                           at(300, Kind::Credential, Outcome::Failed)});
    const auto stamps = picture.geometry().stamps;
    for (const MarkTone tone : {MarkTone::Plain, MarkTone::Failed, MarkTone::Denied}) {
        QCOMPARE(stamps[static_cast<std::size_t>(tone)].size(), std::size_t{1});
        QCOMPARE(stamps[static_cast<std::size_t>(tone)][0].tone, tone);
    }
}

void TestMarkGeometry::crowdedStampsStandSideBySide() {
    const Picture few({at(100, Kind::Credential), at(107, Kind::Credential), at(300, Kind::Read)});
    QCOMPARE(few.geometry().stamps[static_cast<std::size_t>(MarkTone::Plain)].size(), std::size_t{2});
    std::vector<MadeEvent> events;
    for (int second = 0; second < 1000; ++second)
        events.push_back(at(second, Kind::Credential));
    const auto crowd = Picture(events).geometry().stamps[static_cast<std::size_t>(MarkTone::Plain)];
    QVERIFY(crowd.size() > 10);
    for (std::size_t i = 1; i < crowd.size(); ++i)
        QVERIFY(crowd[i].centre.x() - crowd[i - 1].centre.x() >= 10);
}

// In a crowd what ended well makes room for what was denied; where there is room, both are stamped.
void TestMarkGeometry::crowdedStampsMakeRoom() {
    const Picture few({at(100, Kind::Credential), at(101, Kind::Credential, Outcome::Denied)});
    QCOMPARE(few.geometry().stamps[static_cast<std::size_t>(MarkTone::Plain)].size(), std::size_t{1});
    std::vector<MadeEvent> events;
    for (int second = 0; second < 1000; ++second)
        events.push_back(at(second, Kind::Credential, second == 451 ? Outcome::Denied : Outcome::Ok));
    const MarkGeometry g = Picture(events).geometry();
    const auto& denied = g.stamps[static_cast<std::size_t>(MarkTone::Denied)];
    QCOMPARE(denied.size(), std::size_t{1});
    const auto& plain = g.stamps[static_cast<std::size_t>(MarkTone::Plain)];
    QVERIFY(plain.size() > 10);
    for (const MarkStamp& stamp : plain)
        QVERIFY(std::abs(stamp.centre.x() - denied[0].centre.x()) >= 5);
    QVERIFY(std::ranges::any_of(plain, [&](const MarkStamp& stamp) { return stamp.centre.x() > denied[0].centre.x(); }));
    QVERIFY(std::ranges::any_of(plain, [&](const MarkStamp& stamp) { return stamp.centre.x() < denied[0].centre.x(); }));
}

void TestMarkGeometry::fillsItsMemoryAnew() {
    const Picture many({at(100, Kind::Credential), at(200, Kind::Change, Outcome::Denied), at(300, Kind::Read),
                        at(400, Kind::Take, Outcome::Failed)});
    const Picture one({at(100, Kind::Read)});
    MarkGeometry g = many.geometry();
    QVERIFY(!isEmpty(g.failed) && !isEmpty(g.denied));
    QVERIFY(g.fill(*one.buckets, *one.lanes, 0, 0, one.axis, one.layout));
    QCOMPARE(barsOf(g.plain, Kind::Read).size(), std::size_t{1});
    QVERIFY(isEmpty(g.failed));
    QVERIFY(isEmpty(g.denied));
    for (const auto& stamps : g.stamps)
        QVERIFY(stamps.empty());
}

QTEST_MAIN(TestMarkGeometry)
#include "tst_markgeometry.moc"
