// SPDX-License-Identifier: Apache-2.0
//
// Lanes by any column, in every order, against a map made row by row.
#include "timeline/lanes.h"

#include "support/loading.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace rastro;
using namespace rastro::test;

namespace {

struct Expected {
    std::vector<RowId> rows;
    std::uint32_t told = 0; // changes, credentials and takes, and denials once more
    Micros first = kNoTime;
};

// The values as text: no codes, no columns' insides.
std::map<std::string, Expected> lanesByHand(const Snapshot& snapshot, const AnyColumn& column, const OnDemandColumn* made) {
    std::map<std::string, Expected> lanes;
    for (const std::uint32_t row : snapshot.timeOrder()) {
        const RowId id{row};
        Expected& lane = lanes[made != nullptr ? std::string(made->text(id)) : snapshot.text(*column.column(), id)];
        lane.rows.push_back(id);
        const std::string kind = snapshot.text(Column::Kind, id);
        lane.told += kind == "change" || kind == "credential" || kind == "take";
        lane.told += snapshot.text(Column::Outcome, id) == "denied";
        if (lane.first == kNoTime)
            lane.first = snapshot.time(id);
    }
    return lanes;
}

bool isService(std::string_view key) { return key.ends_with(".amazonaws.com"); }

} // namespace

class TestLaneColumns : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_snapshot = load(RASTRO_SOURCE_DIR "/resources/sample"); }
    void everyColumnInEveryOrder_data();
    void everyColumnInEveryOrder();
    void columnOfFewerRows();

private:
    SnapshotPtr m_snapshot;
};

void TestLaneColumns::everyColumnInEveryOrder_data() {
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("order");
    for (const char* column : {"actorKey", "origin", "session", "person", "sourceIPAddress", "awsRegion", "requestParameters.bucketName"}) {
        for (int order = 0; order <= static_cast<int>(LaneOrder::Name); ++order)
            QTest::addRow("%s %d", column, order) << column << order;
    }
}

void TestLaneColumns::everyColumnInEveryOrder() {
    QFETCH(QString, column);
    QFETCH(int, order);
    Checkpoint checkpoint;
    OnDemandCache columns;
    const AnyColumn by = *AnyColumn::named(column.toStdString());
    const OnDemandPtr made = by.isMade() ? *columns.column(*m_snapshot, by, 2, checkpoint) : nullptr;
    const LaneColumn lanesBy = made != nullptr ? LaneColumn(by, made) : LaneColumn(*by.column());
    const auto index =
        LaneIndex::build(m_snapshot, m_snapshot->sharedTimeOrder(), lanesBy, checkpoint, static_cast<LaneOrder>(order));
    QVERIFY(index != nullptr);
    QVERIFY(index->column() == by);
    const auto expected = lanesByHand(*m_snapshot, by, made.get());
    QCOMPARE(index->lanes().size(), expected.size());
    const auto last = [](const Lane& lane) { return isService(lane.key) ? 2 : lane.key.empty() ? 1 : 0; };
    const auto placeOf = [&](const Lane& lane) {
        const Expected& hand = expected.at(std::string(lane.key));
        switch (static_cast<LaneOrder>(order)) {
        case LaneOrder::Telling:
            return std::pair<int, double>(last(lane) > 0 ? 1 + last(lane) : hand.told > 0 ? 0 : 1, -double(hand.told));
        case LaneOrder::Activity:
            return std::pair<int, double>(last(lane), -double(hand.rows.size()));
        case LaneOrder::FirstSeen:
            return std::pair<int, double>(last(lane), double(hand.first));
        case LaneOrder::Name:
            break;
        }
        return std::pair<int, double>(last(lane), 0);
    };
    for (std::size_t i = 0; i < index->lanes().size(); ++i) {
        const Lane& lane = index->lanes()[i];
        const LaneEvents events = index->events(lane);
        QVERIFY(std::ranges::equal(events.rows, expected.at(std::string(lane.key)).rows)); // the sample has all times
        QCOMPARE(index->find(events.rows.front())->lane, i);
        QCOMPARE(*index->findLane(lane.key), i);
        if (i > 0)
            QVERIFY(placeOf(index->lanes()[i - 1]) <= placeOf(lane));
        if (i > 0 && static_cast<LaneOrder>(order) == LaneOrder::Name && last(lane) == last(index->lanes()[i - 1]))
            QVERIFY(shortLaneName(index->lanes()[i - 1].key) <= shortLaneName(lane.key));
    }
}

// Rows that came after the column was made have no value yet.
void TestLaneColumns::columnOfFewerRows() {
    EventStore store;
    Checkpoint checkpoint;
    const Folder folder;
    Loader loader(store, {.threads = 1});
    const SnapshotPtr before = loader.load({folder.write("a.json", makeEvent(1))}, checkpoint, {});
    OnDemandCache columns;
    const OnDemandPtr made = *columns.column(*before, AnyColumn(Finding::Person), 1, checkpoint);
    const SnapshotPtr after = loader.load({folder.write("b.json", makeEvent(2))}, checkpoint, {});
    const auto index =
        LaneIndex::build(after, after->sharedTimeOrder(), {AnyColumn(Finding::Person), made}, checkpoint);
    QCOMPARE(index->lanes().size(), std::size_t{2});
    QCOMPARE(index->lanes()[0].events() + index->lanes()[1].events(), 2u);
}

QTEST_APPLESS_MAIN(TestLaneColumns)
#include "tst_lanecolumns.moc"
