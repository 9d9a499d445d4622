// SPDX-License-Identifier: Apache-2.0
#include "support/madeevents.h"
#include "timeline/markgeometry.h"

#include <QFont>
#include <QRect>
#include <QTest>

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
    MarkGeometry geometry() const { return MarkGeometry::of(*buckets, *lanes, 0, axis, layout); }

    std::shared_ptr<const LaneIndex> lanes;
    std::shared_ptr<const Buckets> buckets;
    TimelineLayout layout;
    Axis axis;
};

const std::vector<QRect>& plainOf(const MarkGeometry& geometry, Kind kind) {
    return geometry.plain[static_cast<std::size_t>(kind)];
}

MadeEvent at(int second, Kind kind, Outcome outcome = Outcome::Ok, const char* actor = "a") {
    return {second * kMicrosPerSecond, actor, kind, outcome};
}

} // namespace

class TestMarkGeometry : public QObject {
    Q_OBJECT

private slots:
    void kindIsShape();
    void outcomeIsTone();
    void touchingBarsAreOne();
    void marksStandInTheirRow();
    void servicesAreFaded();
    void stretchedToAnotherAxis();
    void lanesOfAnEarlierIndexAreFound();
    void foldedNeedsFoldedBuckets();
    void stampsComeByTone();
    void crowdedStampsStandSideBySide();
    void fillsItsMemoryAnew();
};

void TestMarkGeometry::kindIsShape() {
    const Picture picture({at(100, Kind::Read), at(200, Kind::Take), at(300, Kind::Change), at(400, Kind::Credential),
                           at(500, Kind::SignIn), at(600, Kind::Service)});
    const MarkGeometry g = picture.geometry();
    for (const Kind kind : {Kind::Read, Kind::Take, Kind::Change, Kind::Service})
        QCOMPARE(plainOf(g, kind).size(), std::size_t{1});
    QVERIFY(plainOf(g, Kind::Change)[0].height() > plainOf(g, Kind::Take)[0].height());
    QVERIFY(plainOf(g, Kind::Take)[0].height() > plainOf(g, Kind::Read)[0].height());
    QVERIFY(plainOf(g, Kind::Read)[0].height() > plainOf(g, Kind::Service)[0].height());
    const auto& stamps = g.stamps[static_cast<std::size_t>(MarkTone::Plain)];
    QCOMPARE(stamps.size(), std::size_t{2});
    QCOMPARE(stamps[0].kind, Kind::Credential);
    QCOMPARE(stamps[0].centre.x(), picture.layout.lanes.left() + 400);
    QVERIFY(
        plainOf(g, Kind::Read)[0].contains(picture.layout.lanes.left() + 100, plainOf(g, Kind::Read)[0].center().y()));
}

void TestMarkGeometry::outcomeIsTone() {
    const Picture picture({at(100, Kind::Change, Outcome::Denied), at(200, Kind::Change, Outcome::Failed),
                           at(300, Kind::Change, Outcome::NotFound), at(400, Kind::Change, Outcome::Throttled)});
    const MarkGeometry g = picture.geometry();
    QCOMPARE(g.denied[static_cast<std::size_t>(Kind::Change)].size(), std::size_t{1});
    QCOMPARE(g.failed.size(), std::size_t{1});
    QCOMPARE(plainOf(g, Kind::Change).size(), std::size_t{2});
}

void TestMarkGeometry::touchingBarsAreOne() {
    std::vector<MadeEvent> events;
    for (int second = 100; second < 200; ++second)
        events.push_back(at(second, Kind::Read));
    events.push_back(at(300, Kind::Read));
    const Picture picture(events);
    const auto bars = plainOf(picture.geometry(), Kind::Read);
    QCOMPARE(bars.size(), std::size_t{2});
    QVERIFY(bars[0].width() >= 100);
    QVERIFY(bars[1].width() < 10);
}

void TestMarkGeometry::marksStandInTheirRow() {
    const Picture picture({at(100, Kind::Change), at(200, Kind::Change), at(100, Kind::Change, Outcome::Ok, "b")});
    const auto bars = plainOf(picture.geometry(), Kind::Change);
    QCOMPARE(bars.size(), std::size_t{3});
    QVERIFY(picture.layout.row(0).contains(bars[0]));
    QVERIFY(picture.layout.row(1).contains(bars[2]));
}

void TestMarkGeometry::servicesAreFaded() {
    const Picture picture({at(100, Kind::Change, Outcome::Ok, "ec2.amazonaws.com"),
                           at(200, Kind::Change, Outcome::Denied, "ec2.amazonaws.com")});
    const MarkGeometry g = picture.geometry();
    QVERIFY(plainOf(g, Kind::Change).empty());
    QCOMPARE(g.faded[static_cast<std::size_t>(Kind::Change)].size(), std::size_t{1});
    QCOMPARE(g.denied[static_cast<std::size_t>(Kind::Change)].size(), std::size_t{1});
}

void TestMarkGeometry::stretchedToAnotherAxis() {
    const Picture picture({at(100, Kind::Change), at(200, Kind::Change)});
    const Axis zoomed = picture.axis.withView({50 * kMicrosPerSecond, 150 * kMicrosPerSecond});
    const MarkGeometry g = MarkGeometry::of(*picture.buckets, *picture.lanes, 0, zoomed, picture.layout);
    QCOMPARE(plainOf(g, Kind::Change).size(), std::size_t{1}); // the other is out of view
    const int middle = picture.layout.lanes.left() + zoomed.width() / 2;
    QVERIFY(std::abs(plainOf(g, Kind::Change)[0].center().x() - middle) <= 2);
}

void TestMarkGeometry::lanesOfAnEarlierIndexAreFound() {
    const Picture before({at(100, Kind::Change), at(200, Kind::Change), at(100, Kind::Read, Outcome::Ok, "b")});
    const Picture after({at(100, Kind::Read, Outcome::Ok, "b"), at(100, Kind::Read, Outcome::Ok, "c")});
    QCOMPARE(bucketRowOf(*before.buckets, *after.lanes, 0), std::optional<std::size_t>(1));
    QVERIFY(!bucketRowOf(*before.buckets, *after.lanes, 1));
    QVERIFY(!bucketRowOf(*before.buckets, *after.lanes, 9));
    const MarkGeometry g = MarkGeometry::of(*before.buckets, *after.lanes, 0, before.axis, before.layout);
    QVERIFY(plainOf(g, Kind::Change).empty());
    QCOMPARE(plainOf(g, Kind::Read).size(), std::size_t{1});
}

void TestMarkGeometry::foldedNeedsFoldedBuckets() {
    Picture picture({at(100, Kind::Change), at(200, Kind::Read, Outcome::Ok, "b")});
    picture.layout.style = LaneStyle::Folded;
    QVERIFY(plainOf(picture.geometry(), Kind::Change).empty());
    Checkpoint checkpoint;
    BucketRequest request = picture.buckets->request();
    request.rows = BucketRequest::Rows::AllInOne;
    picture.buckets = Buckets::compute(picture.lanes, request, checkpoint);
    QCOMPARE(plainOf(picture.geometry(), Kind::Change).size(), std::size_t{1});
    QCOMPARE(plainOf(picture.geometry(), Kind::Read).size(), std::size_t{1});
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

void TestMarkGeometry::fillsItsMemoryAnew() {
    const Picture many({at(100, Kind::Credential), at(200, Kind::Change, Outcome::Denied), at(300, Kind::Read),
                        at(400, Kind::Take, Outcome::Failed)});
    const Picture one({at(100, Kind::Read)});
    MarkGeometry g = many.geometry();
    g.fill(*one.buckets, *one.lanes, 0, one.axis, one.layout);
    QCOMPARE(plainOf(g, Kind::Read).size(), std::size_t{1});
    QVERIFY(g.failed.empty());
    QVERIFY(g.denied[static_cast<std::size_t>(Kind::Change)].empty());
    for (const auto& stamps : g.stamps)
        QVERIFY(stamps.empty());
}

QTEST_MAIN(TestMarkGeometry)
#include "tst_markgeometry.moc"
