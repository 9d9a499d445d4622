// SPDX-License-Identifier: Apache-2.0
#include "async/timelinejob.h"
#include "support/madeevents.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

std::shared_ptr<const Snapshot> eventsOf(const std::string& actor, int count) {
    MadeEvents made;
    for (int i = 0; i < count; ++i)
        made.add({Micros{i} * 1000, actor, Kind::Read, Outcome::Ok});
    return made.snapshot();
}

BucketRequest requestOf(int columns) {
    return {.range = {0, kMicrosPerDay}, .columns = columns, .endLane = 10};
}

// What a job delivered.
struct Deliveries {
    explicit Deliveries(TimelineJob& job) {
        QObject::connect(&job, &TimelineJob::lanesReady, &job, [this](const LanesPtr& l) { lanes.push_back(l); });
        QObject::connect(&job, &TimelineJob::bucketsReady, &job, [this](const BucketsPtr& b) { buckets.push_back(b); });
    }
    std::vector<LanesPtr> lanes;
    std::vector<BucketsPtr> buckets;
};

} // namespace

class TestTimelineJob : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void deliversLanesThenBuckets();
    void newestRowsWin();
    void newestRequestWins();
    void growingRowsAreAllDeliveredInTheEnd();
    void setRowsBeatsGrowing();
    void bucketsOfOldLanesAreDropped();
    void requestWithoutLanes();
    void oldLanesAreFreed();
    void destructionStops();
    void coverageComesWithEachSnapshot();
    void coverageOfGrowingRowsIsThatOfTheLast();
    void coverageOfOtherFilesWins();
};

void TestTimelineJob::deliversLanesThenBuckets() {
    TimelineJob job;
    Deliveries got(job);
    const auto snapshot = eventsOf("a", 100);
    job.setRows(snapshot, snapshot->sharedTimeOrder());
    QVERIFY(job.isBusy());
    QTRY_COMPARE(got.lanes.size(), std::size_t{1});
    QCOMPARE(got.lanes[0]->lanes()[0].events(), 100u);
    job.request(requestOf(50));
    QTRY_COMPARE(got.buckets.size(), std::size_t{1});
    QCOMPARE(got.buckets[0]->request().columns, 50);
    QCOMPARE(got.buckets[0]->marks(0)[0].count, 100u);
    QVERIFY(!job.isBusy());
}

void TestTimelineJob::newestRowsWin() {
    TimelineJob job;
    Deliveries got(job);
    const auto first = eventsOf("first", 200'000);
    const auto last = eventsOf("last", 10);
    job.setRows(first, first->sharedTimeOrder());
    job.setRows(first, first->sharedTimeOrder());
    job.setRows(last, last->sharedTimeOrder());
    QTRY_VERIFY(!job.isBusy());
    QCOMPARE(got.lanes.size(), std::size_t{1});
    QCOMPARE(got.lanes[0]->lanes()[0].key, std::string_view("last"));
}

void TestTimelineJob::newestRequestWins() {
    TimelineJob job;
    Deliveries got(job);
    const auto snapshot = eventsOf("a", 1000);
    job.setRows(snapshot, snapshot->sharedTimeOrder());
    QTRY_COMPARE(got.lanes.size(), std::size_t{1});
    for (int columns = 1; columns <= 500; ++columns)
        job.request(requestOf(columns));
    QTRY_VERIFY(!job.isBusy());
    QCOMPARE(got.buckets.size(), std::size_t{2}); // the one that ran, and the newest
    QCOMPARE(got.buckets[0]->request().columns, 1);
    QCOMPARE(got.buckets[1]->request().columns, 500);
}

void TestTimelineJob::growingRowsAreAllDeliveredInTheEnd() {
    TimelineJob job;
    Deliveries got(job);
    for (int n = 1; n <= 20; ++n) {
        const auto snapshot = eventsOf("a", n);
        job.growRows(snapshot, snapshot->sharedTimeOrder());
    }
    QTRY_VERIFY(!job.isBusy());
    QVERIFY(got.lanes.size() < 20);
    QCOMPARE(got.lanes.back()->lanes()[0].events(), 20u);
}

void TestTimelineJob::setRowsBeatsGrowing() {
    TimelineJob job;
    Deliveries got(job);
    const auto big = eventsOf("big", 200'000);
    const auto small = eventsOf("small", 10);
    job.setRows(big, big->sharedTimeOrder());
    job.growRows(big, big->sharedTimeOrder());
    job.setRows(small, small->sharedTimeOrder());
    QTRY_VERIFY(!job.isBusy());
    QCOMPARE(got.lanes.size(), std::size_t{1});
    QCOMPARE(got.lanes[0]->lanes()[0].key, std::string_view("small"));
}

void TestTimelineJob::bucketsOfOldLanesAreDropped() {
    TimelineJob job;
    Deliveries got(job);
    const auto first = eventsOf("first", 1000);
    const auto second = eventsOf("second", 1000);
    job.setRows(first, first->sharedTimeOrder());
    QTRY_COMPARE(got.lanes.size(), std::size_t{1});
    job.request(requestOf(10));
    job.request(requestOf(20));
    job.setRows(second, second->sharedTimeOrder());
    QTRY_VERIFY(!job.isBusy());
    QCOMPARE(got.lanes.size(), std::size_t{2});
    QVERIFY(got.buckets.empty());
}

void TestTimelineJob::requestWithoutLanes() {
    TimelineJob job;
    job.request(requestOf(10));
    QVERIFY(!job.isBusy());
}

void TestTimelineJob::oldLanesAreFreed() {
    TimelineJob job;
    std::weak_ptr<const LaneIndex> old;
    int deliveries = 0;
    connect(&job, &TimelineJob::lanesReady, &job, [&](const LanesPtr& lanes) {
        if (++deliveries == 1)
            old = lanes;
        job.request(requestOf(10));
    });
    const auto snapshot = eventsOf("a", 1000);
    job.setRows(snapshot, snapshot->sharedTimeOrder());
    QTRY_COMPARE(deliveries, 1);
    QTRY_VERIFY(!job.isBusy());
    QVERIFY(!old.expired());
    job.setRows(snapshot, snapshot->sharedTimeOrder());
    QTRY_COMPARE(deliveries, 2);
    QTRY_VERIFY(old.expired());
}

void TestTimelineJob::destructionStops() {
    const auto snapshot = eventsOf("a", 300'000);
    for (int i = 0; i < 20; ++i) {
        TimelineJob job;
        Deliveries got(job);
        job.setRows(snapshot, snapshot->sharedTimeOrder());
        QVERIFY(got.lanes.empty());
    }
    QCOMPARE(snapshot.use_count(), 1L);
}

// A snapshot of files that are named and hold nothing.
std::shared_ptr<const Snapshot> filesOf(EventStore& store, int count) {
    for (int i = 0; i < count; ++i)
        (void)store.sources().add({.path = "123456789012_CloudTrail_us-east-1_20240311T0005Z_a.json.gz"});
    return store.publish(false);
}

void TestTimelineJob::coverageComesWithEachSnapshot() {
    EventStore store;
    const auto snapshot = filesOf(store, 3);
    TimelineJob job;
    std::vector<CoveragePtr> got;
    connect(&job, &TimelineJob::coverageReady, &job, [&got](const CoveragePtr& coverage) { got.push_back(coverage); });
    job.setRows(snapshot, snapshot->sharedTimeOrder());
    QVERIFY(job.isBusy());
    QTRY_VERIFY(!job.isBusy());
    QCOMPARE(got.size(), std::size_t{1});
    QCOMPARE(got[0]->namedFiles(), std::uint64_t{3});
    job.setRows(snapshot, std::make_shared<RowVector>()); // other rows of the same files
    QTRY_VERIFY(!job.isBusy());
    QCOMPARE(got.size(), std::size_t{1});
}

void TestTimelineJob::coverageOfGrowingRowsIsThatOfTheLast() {
    EventStore store;
    TimelineJob job;
    std::vector<CoveragePtr> got;
    connect(&job, &TimelineJob::coverageReady, &job, [&got](const CoveragePtr& coverage) { got.push_back(coverage); });
    for (int i = 0; i < 30; ++i) {
        (void)store.sources().add({.path = "123456789012_CloudTrail_us-east-1_20240311T0005Z_a.json.gz"});
        const auto snapshot = store.publish(i < 29);
        job.growRows(snapshot, snapshot->sharedTimeOrder());
    }
    QTRY_VERIFY(!job.isBusy());
    QVERIFY(got.size() < 10);
    QCOMPARE(got.back()->namedFiles(), std::uint64_t{30});
    QVERIFY(!got.back()->isLoading());
}

void TestTimelineJob::coverageOfOtherFilesWins() {
    const auto big = eventsOf("big", 500'000);
    EventStore store;
    const auto small = filesOf(store, 2);
    TimelineJob job;
    std::vector<CoveragePtr> got;
    connect(&job, &TimelineJob::coverageReady, &job, [&got](const CoveragePtr& coverage) { got.push_back(coverage); });
    job.setRows(big, big->sharedTimeOrder());
    job.setRows(small, small->sharedTimeOrder());
    QTRY_VERIFY(!job.isBusy());
    QCOMPARE(got.size(), std::size_t{1});
    QCOMPARE(got[0]->namedFiles(), std::uint64_t{2});
}

QTEST_GUILESS_MAIN(TestTimelineJob)
#include "tst_timelinejob.moc"
