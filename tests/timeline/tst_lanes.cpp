// SPDX-License-Identifier: Apache-2.0
#include "support/madeevents.h"
#include "timeline/lanes.h"

#include <QTest>

#include <map>
#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

std::shared_ptr<const LaneIndex> lanesOf(const std::shared_ptr<const Snapshot>& snapshot) {
    Checkpoint checkpoint;
    return LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint);
}

QStringList namesOf(const LaneIndex& index) {
    QStringList names;
    for (const Lane& lane : index.lanes())
        names << QString::fromStdString(LaneIndex::name(lane));
    return names;
}

std::shared_ptr<const Snapshot> randomEvents(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<MadeEvent> events;
    for (int i = 0; i < count; ++i) {
        const unsigned actor = random() % 40;
        events.push_back({random() % 50 == 0 ? kNoTime : static_cast<Micros>(random() % 1000) * kMicrosPerSecond,
                          actor == 0 ? std::string() : "arn:aws:iam::123456789012:user/u" + std::to_string(actor),
                          kAllKinds[random() % kAllKinds.size()], kAllOutcomes[random() % kAllOutcomes.size()]});
    }
    return snapshotOf(events);
}

} // namespace

class TestLanes : public QObject {
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void equalNamesGetMore();
    void changesAndDenialsFirstServicesLast();
    void equalsASlowReference();
    void findsEveryRow();
    void noEvents();
    void oneEvent();
    void rowsWithoutTime();
    void anyOrderOfRows();
    void partOfTheRows();
    void columnWithoutValues();
    void servicesStandBackAmongAll();
    void stopGivesNothing();
};

void TestLanes::names_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("account");
    QTest::newRow("user") << "arn:aws:iam::123456789012:user/mateo"
                          << "mateo"
                          << "123456789012";
    QTest::newRow("user with a path") << "arn:aws:iam::123456789012:user/dev/ops/mateo"
                                      << "mateo"
                                      << "123456789012";
    QTest::newRow("role") << "arn:aws:iam::123456789012:role/DeployRole"
                          << "DeployRole"
                          << "123456789012";
    QTest::newRow("federated") << "arn:aws:sts::123456789012:federated-user/Bob"
                               << "Bob"
                               << "123456789012";
    QTest::newRow("no slash") << "arn:aws:iam::123456789012:root"
                              << "root"
                              << "123456789012";
    QTest::newRow("root") << "root@123456789012"
                          << "root@123456789012"
                          << "";
    QTest::newRow("service") << "cloudtrail.amazonaws.com"
                             << "cloudtrail.amazonaws.com"
                             << "";
    QTest::newRow("cut ARN") << "arn:aws:iam"
                             << "arn:aws:iam"
                             << "";
    QTest::newRow("ends in a slash") << "arn:aws:iam::1:user/"
                                     << "user/"
                                     << "1";
    QTest::newRow("empty") << ""
                           << ""
                           << "";
}

void TestLanes::names() {
    QFETCH(QString, key);
    QFETCH(QString, name);
    QFETCH(QString, account);
    const std::string bytes = key.toStdString();
    QCOMPARE(QString::fromStdString(laneTitle(bytes, NameDetail::Short)), name);
    QCOMPARE(QString::fromUtf8(laneAccount(bytes).data(), static_cast<qsizetype>(laneAccount(bytes).size())), account);
}

void TestLanes::equalNamesGetMore() {
    const auto index = lanesOf(snapshotOf({{1, "arn:aws:iam::111111111111:user/dev"},
                                           {2, "arn:aws:iam::222222222222:user/dev"},
                                           {3, "arn:aws:iam::222222222222:role/dev"},
                                           {4, "arn:aws-cn:iam::222222222222:role/dev"},
                                           {5, "arn:aws:iam::111111111111:user/other"}}));
    QStringList names = namesOf(*index);
    names.sort();
    const QStringList expected{"arn:aws-cn:iam::222222222222:role/dev", "arn:aws:iam::222222222222:role/dev",
                               "dev · 111111111111", "other", "user/dev · 222222222222"};
    QCOMPARE(names, expected);
}

void TestLanes::changesAndDenialsFirstServicesLast() {
    std::vector<MadeEvent> events;
    const auto add = [&events](const char* actor, int count, Kind kind, Outcome outcome) {
        for (int i = 0; i < count; ++i)
            events.push_back({Micros{i} * kMicrosPerSecond, actor, kind, outcome});
    };
    add("ec2.amazonaws.com", 90, Kind::Change, Outcome::Ok);
    add("arn:aws:iam::1:user/reader", 50, Kind::Read, Outcome::Failed);
    add("arn:aws:iam::1:user/refused", 1, Kind::Read, Outcome::Denied);
    add("arn:aws:iam::1:user/changer", 3, Kind::Change, Outcome::Ok);
    add("AWS Internal", 2, Kind::Service, Outcome::Ok);
    add("root@1", 2, Kind::SignIn, Outcome::Ok);
    const auto index = lanesOf(snapshotOf(events));
    QCOMPARE(namesOf(*index),
             QStringList({"changer", "refused", "reader", "root@1", "ec2.amazonaws.com", "AWS Internal"}));
    QVERIFY(index->lanes()[3].isRoot && !index->lanes()[0].isRoot);
    QVERIFY(index->lanes()[4].isService && index->lanes()[5].isService && !index->lanes()[3].isService);
    QCOMPARE(index->lanes()[1].denials, 1u);
    QCOMPARE(index->lanes()[2].errors, 50u);
    QCOMPARE(index->lanes()[0].changes, 3u);
}

void TestLanes::equalsASlowReference() {
    const auto snapshot = randomEvents(20'000, 1);
    const auto index = lanesOf(snapshot);
    std::map<std::string, std::vector<std::uint32_t>> reference;
    for (const std::uint32_t row : snapshot->timeOrder())
        reference[std::string(snapshot->codedText(Column::ActorKey, RowId{row}))].push_back(row);
    QCOMPARE(index->lanes().size(), reference.size());
    for (const Lane& lane : index->lanes()) {
        const auto& rows = reference.at(std::string(lane.key));
        const LaneEvents events = index->events(lane);
        QCOMPARE(std::size_t{lane.events()}, rows.size());
        QCOMPARE(events.rows.size() + lane.withoutTime, rows.size());
        std::uint32_t errors = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const RowId row{rows[i]};
            errors += snapshot->codedText(Column::Outcome, row) != "ok";
            if (i >= events.rows.size()) {
                QCOMPARE(snapshot->time(row), kNoTime);
                continue;
            }
            QCOMPARE(events.rows[i], row);
            QCOMPARE(events.times[i], snapshot->time(row));
            QCOMPARE(name(kindOf(events.classes[i])), snapshot->codedText(Column::Kind, row));
            QCOMPARE(name(outcomeOf(events.classes[i])), snapshot->codedText(Column::Outcome, row));
        }
        QCOMPARE(lane.errors, errors);
    }
}

void TestLanes::findsEveryRow() {
    const auto snapshot = randomEvents(3'000, 2);
    const auto index = lanesOf(snapshot);
    for (std::uint32_t row = 0; row < snapshot->rowCount(); ++row) {
        const auto place = index->find(RowId{row});
        QVERIFY(place);
        const Lane& lane = index->lanes()[place->lane];
        QCOMPARE(lane.code, snapshot->code(Column::ActorKey, RowId{row}));
        QCOMPARE(place->event.has_value(), snapshot->time(RowId{row}) != kNoTime);
        if (place->event)
            QCOMPARE(index->events(lane).rows[*place->event], RowId{row});
    }
    QVERIFY(!index->find(RowId{snapshot->rowCount()}));
    QVERIFY(!index->find(kNoRow));
    QCOMPARE(index->findLane(index->lanes()[5].key), std::optional<std::size_t>(5));
    QVERIFY(!index->findLane("nobody"));
}

void TestLanes::noEvents() {
    const auto index = lanesOf(snapshotOf({}));
    QVERIFY(index->isEmpty());
    QVERIFY(index->lanes().empty());
    QVERIFY(!index->timeSpan());
    QVERIFY(!index->find(RowId{0}));
}

void TestLanes::oneEvent() {
    const auto index = lanesOf(snapshotOf({{7, "arn:aws:iam::1:user/one", Kind::Take}}));
    QCOMPARE(index->lanes().size(), std::size_t{1});
    QCOMPARE(*index->timeSpan(), std::pair(Micros{7}, Micros{7}));
    QCOMPARE(index->lanes()[0].changes, 1u);
}

void TestLanes::rowsWithoutTime() {
    const auto index = lanesOf(snapshotOf({{kNoTime, "a"}, {5, "a"}, {kNoTime, "b", Kind::Change, Outcome::Denied}}));
    QCOMPARE(index->withoutTime(), 2u);
    QCOMPARE(namesOf(*index), QStringList({"b", "a"}));
    QCOMPARE(index->lanes()[0].events(), 1u);
    QVERIFY(index->events(index->lanes()[0]).rows.empty());
    QCOMPARE(index->lanes()[1].withoutTime, 1u);
    QCOMPARE(*index->timeSpan(), std::pair(Micros{5}, Micros{5}));
}

void TestLanes::anyOrderOfRows() {
    const auto snapshot = randomEvents(5'000, 3);
    auto shuffled = std::make_shared<RowVector>(snapshot->timeOrder());
    std::shuffle(shuffled->begin(), shuffled->end(), std::mt19937(4));
    Checkpoint checkpoint;
    const auto index = LaneIndex::build(snapshot, shuffled, Column::ActorKey, checkpoint);
    for (const Lane& lane : index->lanes()) {
        const auto times = index->events(lane).times;
        QVERIFY(std::is_sorted(times.begin(), times.end()));
    }
    QCOMPARE(index->rows().size() + index->withoutTime(), std::size_t{5'000});
    QCOMPARE(index->timeSpan(), lanesOf(snapshot)->timeSpan());
}

void TestLanes::partOfTheRows() {
    const auto snapshot = snapshotOf({{1, "a"}, {2, "b"}, {3, "a"}});
    Checkpoint checkpoint;
    const auto index =
        LaneIndex::build(snapshot, std::make_shared<RowVector>(RowVector{0, 2}), Column::ActorKey, checkpoint);
    QCOMPARE(namesOf(*index), QStringList({"a"}));
    QVERIFY(!index->find(RowId{1}));
    QCOMPARE(index->find(RowId{2})->event, std::optional<std::size_t>(1));
}

void TestLanes::columnWithoutValues() {
    const auto snapshot = snapshotOf({{1, ""}, {2, ""}});
    const auto index = lanesOf(snapshot);
    QCOMPARE(namesOf(*index), QStringList({QString()}));
    QCOMPARE(index->lanes()[0].events(), 2u);
}

void TestLanes::servicesStandBackAmongAll() {
    const auto index =
        lanesOf(snapshotOf({{1, "ec2.amazonaws.com", Kind::Change, Outcome::Denied}, {2, "a", Kind::Change}}));
    QCOMPARE(index->classes()[0], classOf(Kind::Service, Outcome::Denied));
    QCOMPARE(index->classes()[1], classOf(Kind::Change, Outcome::Ok));
    QCOMPARE(index->events(index->lanes()[1]).classes[0], classOf(Kind::Change, Outcome::Denied));
}

void TestLanes::stopGivesNothing() {
    const auto snapshot = randomEvents(100, 5);
    Checkpoint checkpoint;
    checkpoint.requestStop();
    QVERIFY(!LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint));
}

QTEST_APPLESS_MAIN(TestLanes)
#include "tst_lanes.moc"
