// SPDX-License-Identifier: Apache-2.0
#include "support/madeevents.h"
#include "timeline/lanecursor.h"

#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

std::shared_ptr<const LaneIndex> lanesOf(const std::vector<MadeEvent>& events) {
    const auto snapshot = snapshotOf(events);
    Checkpoint checkpoint;
    return LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint);
}

} // namespace

class TestLaneCursor : public QObject {
    Q_OBJECT

private slots:
    void lanesEndAtBothEnds();
    void walksEveryEventAndBack();
    void startsNearATime();
    void emptyLane();
    void noLanes();
    void cursorOfOtherLanes();
};

void TestLaneCursor::lanesEndAtBothEnds() {
    const auto lanes = lanesOf({{1, "a"}, {2, "a"}, {3, "a"}, {1, "b"}, {2, "b"}, {1, "c"}});
    QCOMPARE(movedLane(*lanes, {0, 1}, 1), (LaneCursor{1, std::nullopt}));
    QCOMPARE(movedLane(*lanes, {1, std::nullopt}, 100).lane, std::size_t{2});
    QCOMPARE(movedLane(*lanes, {1, std::nullopt}, -100).lane, std::size_t{0});
}

void TestLaneCursor::walksEveryEventAndBack() {
    const auto lanes = lanesOf({{10, "a"}, {20, "a"}, {20, "a"}, {30, "a"}});
    LaneCursor cursor{0, std::nullopt};
    QList<Micros> times;
    for (int i = 0; i < 5; ++i) {
        cursor = nextEvent(*lanes, cursor, 0);
        times << timeAt(*lanes, cursor);
    }
    QCOMPARE(times, (QList<Micros>{10, 20, 20, 30, 30}));
    for (const std::size_t expected : {2u, 1u, 0u, 0u}) {
        cursor = previousEvent(*lanes, cursor, 0);
        QCOMPARE(cursor.event, std::optional(expected));
    }
    QCOMPARE(rowAt(*lanes, cursor), RowId{0});
}

void TestLaneCursor::startsNearATime() {
    const auto lanes = lanesOf({{10, "a"}, {20, "a"}, {30, "a"}});
    const LaneCursor none{0, std::nullopt};
    QCOMPARE(timeAt(*lanes, nextEvent(*lanes, none, 20)), Micros{20});
    QCOMPARE(timeAt(*lanes, nextEvent(*lanes, none, 21)), Micros{30});
    QCOMPARE(timeAt(*lanes, nextEvent(*lanes, none, 99)), Micros{30});
    QCOMPARE(timeAt(*lanes, previousEvent(*lanes, none, 20)), Micros{10});
    QCOMPARE(timeAt(*lanes, previousEvent(*lanes, none, 5)), Micros{10});
}

void TestLaneCursor::emptyLane() {
    const auto lanes = lanesOf({{kNoTime, "a"}});
    const LaneCursor cursor{0, std::nullopt};
    QCOMPARE(nextEvent(*lanes, cursor, 0), cursor);
    QCOMPARE(previousEvent(*lanes, cursor, 0), cursor);
    QCOMPARE(rowAt(*lanes, cursor), kNoRow);
    QCOMPARE(timeAt(*lanes, cursor), kNoTime);
}

void TestLaneCursor::noLanes() {
    const auto lanes = lanesOf({});
    QCOMPARE(movedLane(*lanes, {5, 5}, -1), LaneCursor{});
    QCOMPARE(nextEvent(*lanes, {}, 0), LaneCursor{});
    QCOMPARE(rowAt(*lanes, {3, 3}), kNoRow);
}

void TestLaneCursor::cursorOfOtherLanes() {
    const auto lanes = lanesOf({{1, "a"}});
    QCOMPARE(rowAt(*lanes, {0, 77}), kNoRow);
    QCOMPARE(nextEvent(*lanes, {0, 77}, 0).event, std::optional<std::size_t>(0));
    QCOMPARE(previousEvent(*lanes, {0, 77}, 0).event, std::optional<std::size_t>(0));
}

QTEST_APPLESS_MAIN(TestLaneCursor)
#include "tst_lanecursor.moc"
