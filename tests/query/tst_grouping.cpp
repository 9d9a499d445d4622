// SPDX-License-Identifier: Apache-2.0
#include "query/grouping.h"

#include "query/celltext.h"
#include "support/rows.h"

#include <QTest>

#include <map>
#include <random>

using namespace rastro;
using rastro::test::RowMaker;

namespace {

using Key = std::vector<std::optional<std::string>>;
constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

std::shared_ptr<const Snapshot> makeRows() {
    RowMaker maker;
    std::mt19937 random(9);
    const auto number = [&](unsigned n) { return std::to_string(random() % n); };
    for (const char* path : {"/same", "/other", "/same"}) {
        std::vector<EventRow> rows;
        for (unsigned i = 0; i < 3'000; ++i) {
            std::map<Column, std::string> values;
            if (random() % 4 != 0)
                values[Column::EventName] = random() % 9 == 0 ? "" : "Name" + number(7);
            if (random() % 4 != 0)
                values[Column::AwsRegion] = "region-" + number(3);
            if (random() % 3 == 0)
                values[Column::RequestId] = random() % 2 == 0 ? "req" + number(20) : "REQ" + number(20);
            else if (random() % 2 == 0)
                values[Column::RequestId] = formatGuid({random() % 5, 1});
            rows.push_back(
                maker.row(random() % 9 == 0 ? kNoTime : Micros(random() % 50) * kMicrosPerSecond, i, values));
        }
        maker.append(maker.source(path), rows);
    }
    return maker.publish();
}

} // namespace

class TestGrouping : public QObject {
    Q_OBJECT
private slots:
    void agreesWithAMap_data();
    void agreesWithAMap();
    void missingIsNotEmpty();
    void limits();
    void refusesAndStops();
};

void TestGrouping::agreesWithAMap_data() {
    QTest::addColumn<std::vector<GroupColumn>>("columns");
    QTest::newRow("coded") << std::vector<GroupColumn>{{Column::EventName}};
    QTest::newRow("never there") << std::vector<GroupColumn>{{Column::ErrorCode}};
    QTest::newRow("time") << std::vector<GroupColumn>{{Column::EventTime}};
    QTest::newRow("identifier") << std::vector<GroupColumn>{{Column::RequestId}};
    QTest::newRow("path") << std::vector<GroupColumn>{{Column::Source}};
    QTest::newRow("number") << std::vector<GroupColumn>{{Column::Offset}};
    QTest::newRow("two") << std::vector<GroupColumn>{{Column::AwsRegion}, {Column::EventName}};
    QTest::newRow("three") << std::vector<GroupColumn>{{Column::Source}, {Column::RequestId}, {Column::EventTime}};
    QTest::newRow("more pairs than a table holds") << std::vector<GroupColumn>{{Column::Offset}, {Column::Offset}};
    QTest::newRow("twice the same") << std::vector<GroupColumn>{{Column::AwsRegion}, {Column::AwsRegion}};
}

void TestGrouping::agreesWithAMap() {
    QFETCH(std::vector<GroupColumn>, columns);
    const auto s = makeRows();
    std::map<Key, std::uint64_t> slow;
    for (const std::uint32_t row : s->timeOrder()) {
        Key key;
        for (const GroupColumn& column : columns)
            key.push_back(cellText(*s, *column.column.column(), RowId{row}));
        ++slow[key];
    }
    const auto groups = countBy(*s, s->timeOrder(), columns, kAll, 2, {});
    QVERIFY(groups);
    QCOMPARE(groups->size(), slow.size());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < groups->size(); ++i) {
        const Group& group = (*groups)[i];
        QVERIFY(slow.contains(group.key));
        QCOMPARE(group.count, slow[group.key]);
        sum += group.count;
        if (i > 0) {
            const Group& before = (*groups)[i - 1];
            QVERIFY(before.count >= group.count);
            if (before.count == group.count && before.key[0] && group.key[0])
                QVERIFY(*before.key[0] <= *group.key[0]);
        }
    }
    QCOMPARE(sum, std::uint64_t{s->timeOrder().size()});
}

void TestGrouping::missingIsNotEmpty() {
    RowMaker maker;
    const SourceId source = maker.source("/a");
    maker.append(source, {maker.row(1, 0, {{Column::EventName, ""}}), maker.row(1, 1),
                          maker.row(1, 2, {{Column::EventName, "a"}})});
    const auto s = maker.publish();
    const auto groups = countBy(*s, s->timeOrder(), std::vector<GroupColumn>{{Column::EventName}}, kAll, 1, {});
    QVERIFY(groups);
    QCOMPARE(groups->size(), std::size_t{3});
    QVERIFY((*groups)[0].key[0] == "");
    QVERIFY((*groups)[1].key[0] == "a");
    QVERIFY(!(*groups)[2].key[0]); // equal counts: the missing one is last
}

void TestGrouping::limits() {
    const auto s = makeRows();
    const std::vector<GroupColumn> columns{{Column::RequestId}, {Column::EventTime}};
    const auto all = countBy(*s, s->timeOrder(), columns, kAll, 1, {});
    QVERIFY(all);
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{10}, all->size(), all->size() + 5}) {
        const auto some = countBy(*s, s->timeOrder(), columns, limit, 1, {});
        QVERIFY(some);
        QCOMPARE(some->size(), std::min(limit, all->size()));
        for (std::size_t i = 0; i < some->size(); ++i)
            QVERIFY((*some)[i].key == (*all)[i].key && (*some)[i].count == (*all)[i].count);
    }
}

void TestGrouping::refusesAndStops() {
    const auto s = makeRows();
    const auto none = countBy(*s, s->timeOrder(), {}, kAll, 1, {});
    QVERIFY(!none);
    const auto target = countBy(*s, s->timeOrder(), std::vector<GroupColumn>{{Column::Target}}, kAll, 1, {});
    QVERIFY(!target);
    Checkpoint stopped;
    stopped.requestStop();
    QVERIFY(!countBy(*s, s->timeOrder(), std::vector<GroupColumn>{{Column::Source}}, kAll, 1, stopped));
}

QTEST_GUILESS_MAIN(TestGrouping)
#include "tst_grouping.moc"
