// SPDX-License-Identifier: Apache-2.0
#include "support/madeevents.h"
#include "timeline/buckets.h"

#include <QTest>

#include <atomic>
#include <numeric>
#include <random>
#include <thread>

using namespace rastro;
using namespace rastro::test;

namespace {

std::shared_ptr<const LaneIndex> lanesOf(const std::shared_ptr<const Snapshot>& snapshot) {
    Checkpoint checkpoint;
    return LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint);
}

std::shared_ptr<const Buckets> bucketsOf(const std::shared_ptr<const LaneIndex>& lanes, const BucketRequest& request) {
    Checkpoint checkpoint;
    return Buckets::compute(lanes, request, checkpoint);
}

std::shared_ptr<const LaneIndex> randomLanes(int count, unsigned seed, Micros unit) {
    std::mt19937 random(seed);
    std::vector<MadeEvent> events;
    for (int i = 0; i < count; ++i) {
        events.push_back({random() % 100 == 0 ? kNoTime : static_cast<Micros>(random() % 2000) * unit,
                          "u" + std::to_string(random() % 12), kAllKinds[random() % kAllKinds.size()],
                          kAllOutcomes[random() % kAllOutcomes.size()]});
    }
    return lanesOf(snapshotOf(events));
}

// One mark as it should be, counted event by event.
Mark slowMark(const LaneEvents& events, const PixelColumns& columns, int column) {
    Mark mark;
    mark.column = static_cast<std::uint32_t>(column);
    for (std::size_t i = 0; i < events.times.size(); ++i) {
        if (events.times[i] < columns.start(column) || events.times[i] >= columns.start(column + 1))
            continue;
        if (mark.count == 0) {
            mark.begin = static_cast<std::uint32_t>(i);
            mark.first = events.rows[i];
        }
        ++mark.count;
        ++mark.kinds[static_cast<std::size_t>(kindOf(events.classes[i]))];
        ++mark.outcomes[static_cast<std::size_t>(outcomeOf(events.classes[i]))];
    }
    return mark;
}

void compareMarks(const Mark& a, const Mark& b) {
    QCOMPARE(a.column, b.column);
    QCOMPARE(a.begin, b.begin);
    QCOMPARE(a.count, b.count);
    QCOMPARE(a.first, b.first);
    QCOMPARE(a.kinds, b.kinds);
    QCOMPARE(a.outcomes, b.outcomes);
}

} // namespace

class TestBuckets : public QObject {
    Q_OBJECT

private slots:
    void equalsASlowReference_data();
    void equalsASlowReference();
    void everyEventInOneMark_data();
    void everyEventInOneMark();
    void allInOneSumsTheLanes();
    void leadIsTheStrongest_data();
    void leadIsTheStrongest();
    void barsSumToRows();
    void barsAreStackedByOutcome_data();
    void barsAreStackedByOutcome();
    void barsOfManyEvents();
    void barsAreFound();
    void barsKeepTheirPlace();
    void manyEventsInOneColumn();
    void noEvents();
    void equalTimes();
    void lanesBeyondTheEnd();
    void emptyRange();
    void stopGivesNothing();
    void stopFromAnotherThread();
};

void TestBuckets::equalsASlowReference_data() {
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<int>("columns");
    QTest::newRow("all") << qint64{-5} << qint64{2005} << 160;
    QTest::newRow("part") << qint64{500} << qint64{731} << 97;
    QTest::newRow("more columns than instants") << qint64{500} << qint64{520} << 160;
    QTest::newRow("one column") << qint64{0} << qint64{1000} << 1;
    QTest::newRow("before everything") << qint64{-100} << qint64{0} << 50;
    QTest::newRow("behind everything") << qint64{2000} << qint64{3000} << 50;
}

void TestBuckets::equalsASlowReference() {
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(int, columns);
    const auto lanes = randomLanes(6'000, 1, 1);
    const auto buckets = bucketsOf(lanes, {.range = {from, to}, .columns = columns, .firstLane = 2, .endLane = 9});
    QCOMPARE(buckets->rowCount(), std::size_t{7});
    for (std::size_t row = 0; row < buckets->rowCount(); ++row) {
        const LaneEvents events = lanes->events(lanes->lanes()[row + 2]);
        const std::span<const Mark> marks = buckets->marks(row);
        std::size_t next = 0;
        for (int column = 0; column < columns; ++column) {
            const Mark expected = slowMark(events, buckets->columns(), column);
            if (expected.count == 0)
                continue;
            QVERIFY(next < marks.size());
            compareMarks(marks[next++], expected);
        }
        QCOMPARE(next, marks.size());
    }
}

void TestBuckets::everyEventInOneMark_data() {
    QTest::addColumn<int>("columns");
    for (const int columns : {1, 2, 7, 100, 1600, 100'000})
        QTest::addRow("%d", columns) << columns;
}

void TestBuckets::everyEventInOneMark() {
    QFETCH(int, columns);
    const auto lanes = randomLanes(20'000, 2, kMicrosPerSecond);
    const auto span = lanes->timeSpan();
    const auto buckets =
        bucketsOf(lanes, {.range = {span->first, span->second + 1}, .columns = columns, .endLane = 99});
    QCOMPARE(buckets->rowCount(), lanes->lanes().size());
    for (std::size_t row = 0; row < buckets->rowCount(); ++row) {
        std::uint32_t next = 0;
        for (const Mark& mark : buckets->marks(row)) {
            QCOMPARE(mark.begin, next);
            next += mark.count;
            QCOMPARE(std::accumulate(mark.kinds.begin(), mark.kinds.end(), 0u), mark.count);
            QCOMPARE(std::accumulate(mark.outcomes.begin(), mark.outcomes.end(), 0u), mark.count);
        }
        const Lane& lane = lanes->lanes()[row];
        QCOMPARE(next + lane.withoutTime, lane.events());
    }
}

void TestBuckets::allInOneSumsTheLanes() {
    const auto lanes = randomLanes(9'000, 3, kMicrosPerSecond);
    BucketRequest request{.range = {0, 1500 * kMicrosPerSecond}, .columns = 300, .endLane = 99};
    const auto apart = bucketsOf(lanes, request);
    request.rows = BucketRequest::Rows::AllInOne;
    const auto together = bucketsOf(lanes, request);
    std::vector<std::uint32_t> counts(300);
    std::vector<std::uint64_t> classes(300);
    for (std::size_t row = 0; row < apart->rowCount(); ++row) {
        for (const Mark& mark : apart->marks(row)) {
            counts[mark.column] += mark.count;
            classes[mark.column] |= mark.classes.bits();
        }
    }
    QCOMPARE(together->rowCount(), std::size_t{1});
    for (const Mark& mark : together->marks(0)) {
        QCOMPARE(mark.count, std::exchange(counts[mark.column], 0u));
        QCOMPARE(mark.classes.bits(), classes[mark.column]);
        QCOMPARE(lanes->rows()[mark.begin], index(mark.first));
    }
    QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0u), 0u);
}

void TestBuckets::leadIsTheStrongest_data() {
    QTest::addColumn<QList<int>>("kinds");
    QTest::addColumn<QList<int>>("outcomes");
    QTest::addColumn<int>("lead");
    const auto k = [](Kind kind) { return static_cast<int>(kind); };
    const auto o = [](Outcome outcome) { return static_cast<int>(outcome); };
    QTest::newRow("change before credential")
        << QList{k(Kind::Read), k(Kind::Credential), k(Kind::Change)} << QList{0, 0, 0} << 2;
    QTest::newRow("credential before take")
        << QList{k(Kind::Take), k(Kind::Service), k(Kind::Credential)} << QList{0, 0, 0} << 2;
    QTest::newRow("take before sign-in") << QList{k(Kind::SignIn), k(Kind::Take)} << QList{o(Outcome::Failed), 0} << 1;
    QTest::newRow("read before service") << QList{k(Kind::Service), k(Kind::Read)} << QList{0, 0} << 1;
    QTest::newRow("denied before ok") << QList{k(Kind::Read), k(Kind::Read), k(Kind::Read)}
                                      << QList{0, o(Outcome::Failed), o(Outcome::Denied)} << 2;
    QTest::newRow("kind before outcome") << QList{k(Kind::Read), k(Kind::Change)} << QList{o(Outcome::Denied), 0} << 1;
}

void TestBuckets::leadIsTheStrongest() {
    QFETCH(QList<int>, kinds);
    QFETCH(QList<int>, outcomes);
    QFETCH(int, lead);
    std::vector<MadeEvent> events;
    for (int i = 0; i < kinds.size(); ++i)
        events.push_back({Micros{i}, "a", static_cast<Kind>(kinds[i]), static_cast<Outcome>(outcomes[i])});
    const auto buckets = bucketsOf(lanesOf(snapshotOf(events)), {.range = {0, 1000}, .columns = 1, .endLane = 1});
    const Mark& mark = buckets->marks(0)[0];
    QCOMPARE(mark.lead, RowId{static_cast<std::uint32_t>(lead)});
    QCOMPARE(mark.classes.strongest(), static_cast<Kind>(kinds[lead]));
    QCOMPARE(mark.first, RowId{0});
}

void TestBuckets::barsSumToRows() {
    const auto lanes = randomLanes(9'000, 4, kMicrosPerSecond);
    const auto span = lanes->timeSpan();
    for (const int width : {1, 50, 1600}) {
        const auto buckets = bucketsOf(lanes, {.range = {span->first, span->second + 1}, .columns = width});
        const Histogram& histogram = buckets->histogram();
        std::uint32_t total = 0;
        std::uint32_t errors = 0;
        for (const Bar& bar : histogram.bars) {
            total += bar.total;
            errors += bar.errors();
            QVERIFY(bar.total <= histogram.highest());
        }
        std::uint32_t expectedErrors = 0;
        for (const EventClass c : lanes->classes())
            expectedErrors += outcomeOf(c) != Outcome::Ok;
        QCOMPARE(std::size_t{total}, lanes->rows().size());
        QCOMPARE(errors, expectedErrors);
        QVERIFY(histogram.bars.size() <= static_cast<std::size_t>(width / 8 + 2));
    }
}

void TestBuckets::barsAreStackedByOutcome_data() {
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<int>("columns");
    QTest::newRow("all") << qint64{-5} << qint64{2005} << 160;
    QTest::newRow("part") << qint64{501} << qint64{733} << 97;
    QTest::newRow("one bar") << qint64{0} << qint64{2000} << 1;
    QTest::newRow("more columns than instants") << qint64{500} << qint64{520} << 1600;
}

void TestBuckets::barsAreStackedByOutcome() {
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(int, columns);
    const auto lanes = randomLanes(12'000, 6, 1);
    const Histogram histogram = bucketsOf(lanes, {.range = {from, to}, .columns = columns})->histogram();
    QVERIFY(histogram.rangeOf(0).from <= from && histogram.rangeOf(histogram.bars.size() - 1).to >= to);
    for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
        std::array<std::uint32_t, kAllOutcomes.size()> expected{};
        for (std::size_t e = 0; e < lanes->rows().size(); ++e) {
            const Micros time = lanes->snapshot().time(RowId{lanes->rows()[e]});
            if (histogram.rangeOf(i).contains(time))
                ++expected[static_cast<std::size_t>(outcomeOf(lanes->classes()[e]))];
        }
        QCOMPARE(histogram.bars[i].outcomes, expected);
        QCOMPARE(histogram.bars[i].total, std::accumulate(expected.begin(), expected.end(), 0u));
        QCOMPARE(histogram.bars[i].errors(), histogram.bars[i].total - expected[0]);
    }
}

// More than the counters inside hold at once, all of one outcome.
void TestBuckets::barsOfManyEvents() {
    for (const Outcome outcome : kAllOutcomes) {
        std::vector<MadeEvent> events(70'003, MadeEvent{77, "a", Kind::Insight, outcome});
        const auto buckets = bucketsOf(lanesOf(snapshotOf(events)), {.range = {0, 1000}, .columns = 1});
        QCOMPARE(buckets->histogram().highest(), 70'003u);
        const auto bar = buckets->histogram().barAt(77);
        QCOMPARE(buckets->histogram().bars[*bar].outcomes[static_cast<std::size_t>(outcome)], 70'003u);
    }
}

void TestBuckets::barsAreFound() {
    const Histogram histogram{100, 10, {Bar{}, Bar{}, Bar{}}};
    QCOMPARE(histogram.rangeOf(2), (TimeRange{120, 130}));
    QCOMPARE(histogram.barAt(100), std::optional<std::size_t>(0));
    QCOMPARE(histogram.barAt(119), std::optional<std::size_t>(1));
    QCOMPARE(histogram.barAt(129), std::optional<std::size_t>(2));
    QVERIFY(!histogram.barAt(99));
    QVERIFY(!histogram.barAt(130));
    QVERIFY(!Histogram{}.barAt(0));
}

void TestBuckets::barsKeepTheirPlace() {
    const auto lanes = randomLanes(5'000, 5, kMicrosPerSecond);
    const auto at = [&lanes](Micros from) {
        return bucketsOf(lanes, {.range = {from, from + 600 * kMicrosPerSecond}, .columns = 600})->histogram();
    };
    const Histogram a = at(300 * kMicrosPerSecond);
    const Histogram b = at(307 * kMicrosPerSecond);
    QCOMPARE(a.step, b.step);
    const auto shift = static_cast<std::size_t>((b.origin - a.origin) / a.step);
    QCOMPARE((b.origin - a.origin) % a.step, Micros{0});
    for (std::size_t i = 0; i + shift < a.bars.size() && i < b.bars.size(); ++i)
        QCOMPARE(a.bars[i + shift].total, b.bars[i].total);
}

void TestBuckets::manyEventsInOneColumn() {
    MadeEvents made;
    constexpr std::uint32_t kCount = 200'000; // more than a byte counts, and more than one chunk of rows
    for (std::uint32_t i = 0; i < kCount; ++i)
        made.add({Micros{i}, "a", i == 123'456 ? Kind::Change : Kind::Read, Outcome::Ok});
    const auto buckets = bucketsOf(lanesOf(made.snapshot()), {.range = {0, kCount}, .columns = 1, .endLane = 1});
    const Mark& mark = buckets->marks(0)[0];
    QCOMPARE(mark.count, kCount);
    QCOMPARE(mark.kinds[static_cast<std::size_t>(Kind::Read)], kCount - 1);
    QCOMPARE(mark.outcomes[0], kCount);
    QCOMPARE(mark.lead, RowId{123'456});
}

void TestBuckets::noEvents() {
    const auto lanes = lanesOf(snapshotOf({}));
    const auto buckets = bucketsOf(lanes, {.range = {0, kMicrosPerDay}, .columns = 100, .endLane = 10});
    QCOMPARE(buckets->rowCount(), std::size_t{0});
    QCOMPARE(buckets->histogram().highest(), 0u);
    const auto together = bucketsOf(lanes, {.range = {0, 100}, .columns = 9, .rows = BucketRequest::Rows::AllInOne});
    QCOMPARE(together->marks(0).size(), std::size_t{0});
}

void TestBuckets::equalTimes() {
    std::vector<MadeEvent> events(5'000, MadeEvent{77, "a", Kind::Read, Outcome::Ok});
    const auto lanes = lanesOf(snapshotOf(events));
    const auto buckets = bucketsOf(lanes, {.range = {0, 1000}, .columns = 1000, .endLane = 1});
    QCOMPARE(buckets->marks(0).size(), std::size_t{1});
    QCOMPARE(buckets->marks(0)[0].count, 5'000u);
    QCOMPARE(buckets->marks(0)[0].column, 77u);
}

void TestBuckets::lanesBeyondTheEnd() {
    const auto lanes = lanesOf(snapshotOf({{1, "a"}, {2, "b"}}));
    QCOMPARE(bucketsOf(lanes, {.range = {0, 10}, .firstLane = 1, .endLane = 50})->rowCount(), std::size_t{1});
    QCOMPARE(bucketsOf(lanes, {.range = {0, 10}, .firstLane = 60, .endLane = 90})->rowCount(), std::size_t{0});
    QCOMPARE(bucketsOf(lanes, {.range = {0, 10}, .firstLane = 2, .endLane = 1})->rowCount(), std::size_t{0});
}

void TestBuckets::emptyRange() {
    const auto lanes = lanesOf(snapshotOf({{1, "a"}}));
    const auto buckets = bucketsOf(lanes, {.range = {1, 1}, .columns = 0, .barWidth = 0, .endLane = 1});
    QCOMPARE(buckets->rowCount(), std::size_t{1});
    QCOMPARE(buckets->marks(0).size(), std::size_t{0});
    QVERIFY(buckets->histogram().bars.empty());
}

void TestBuckets::stopGivesNothing() {
    const auto lanes = randomLanes(500, 6, 1);
    Checkpoint checkpoint;
    checkpoint.requestStop();
    QVERIFY(!Buckets::compute(lanes, {.range = {0, 2000}, .columns = 100, .endLane = 10}, checkpoint));
}

void TestBuckets::stopFromAnotherThread() {
    const auto lanes = randomLanes(50'000, 7, kMicrosPerSecond);
    const BucketRequest request{.range = {0, 2000 * kMicrosPerSecond}, .columns = 2000, .barWidth = 1, .endLane = 99};
    Checkpoint checkpoint;
    std::atomic<int> finished{0};
    std::jthread worker([&] {
        while (Buckets::compute(lanes, request, checkpoint))
            ++finished;
    });
    while (finished.load() < 2)
        std::this_thread::yield();
    checkpoint.requestStop();
    worker.join(); // comes back only because the computation gave up
    QVERIFY(finished.load() >= 2);
}

QTEST_APPLESS_MAIN(TestBuckets)
#include "tst_buckets.moc"
