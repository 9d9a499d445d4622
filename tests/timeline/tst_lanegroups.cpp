// SPDX-License-Identifier: Apache-2.0
//
// Lanes below groups, folded and searched, against maps made row by row.
#include "timeline/lanes.h"

#include "support/rows.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr Micros kStart = 1'700'000'000 * kMicrosPerSecond;

struct Event {
    std::string actor, key;
    Micros time;
};

// Few actors with few keys each, some keys used by several, some events without a key or a time, services among them.
std::vector<Event> madeEvents(unsigned seed, int count) {
    std::mt19937 random(seed);
    const auto pick = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        const bool isService = pick(6) == 0;
        const std::string actor = isService ? "svc" + std::to_string(pick(4)) + ".amazonaws.com"
                                            : "arn:aws:iam::123456789012:user/u" + std::to_string(pick(7));
        const bool hasKey = !isService && pick(5) != 0;
        const std::string key =
            pick(8) == 0 ? "SHARED" : "KEY-" + actor.substr(actor.size() - 2) + std::to_string(pick(3));
        events.push_back({actor, hasKey ? key : "",
                          pick(40) == 0 ? kNoTime : kStart + static_cast<Micros>(pick(500)) * kMicrosPerSecond});
    }
    return events;
}

std::shared_ptr<const Snapshot> snapshotOf(RowMaker& maker, const std::vector<Event>& events) {
    std::vector<EventRow> rows;
    for (std::size_t i = 0; i < events.size(); ++i) {
        std::map<Column, std::string> values{{Column::ActorKey, events[i].actor}};
        if (!events[i].key.empty())
            values[Column::IdentityAccessKeyId] = events[i].key;
        rows.push_back(maker.row(events[i].time, i * 11, values));
    }
    maker.append(maker.source("f"), rows);
    return maker.publish();
}

std::shared_ptr<const LaneIndex> groupsOf(const std::shared_ptr<const Snapshot>& snapshot,
                                          bool areServicesGrouped = true) {
    Checkpoint checkpoint;
    return LaneIndex::build(
        snapshot, snapshot->sharedTimeOrder(),
        {Column::IdentityAccessKeyId, LaneColumn(Column::ActorKey), LaneOrder::Telling, areServicesGrouped},
        checkpoint);
}

std::vector<std::uint32_t> timedRows(const LaneIndex& lanes, const Lane& lane) {
    std::vector<std::uint32_t> rows;
    for (const RowId row : lanes.events(lane).rows)
        rows.push_back(index(row));
    std::ranges::sort(rows);
    return rows;
}

std::string groupName(const LaneIndex& lanes, const Lane& lane) {
    const Lane* group = lanes.groupOf(lane);
    return group == nullptr                        ? std::string()
           : group->level == Lane::Level::Services ? "services/"
                                                   : std::string(group->key) + "/";
}

} // namespace

class TestLaneGroups : public QObject {
    Q_OBJECT
private slots:
    void standBelowTheirGroup_data();
    void standBelowTheirGroup();
    void eventsAreFoundWhereTheyAreShown_data() { seeds(); }
    void eventsAreFoundWhereTheyAreShown();
    void searchShowsWhatHoldsTheText();
    void foldsAreByValue();
    void fewerServicesStandAlone();
    void lanesAreFoundInAnotherIndex();
    void noRows();

private:
    static void seeds() {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1u, 2u, 3u, 4u, 5u})
            QTest::addRow("%u", seed) << seed;
    }
};

void TestLaneGroups::standBelowTheirGroup_data() {
    seeds();
}

void TestLaneGroups::standBelowTheirGroup() {
    QFETCH(unsigned, seed);
    const std::vector<Event> events = madeEvents(seed, 2'000);
    RowMaker maker;
    const auto snapshot = snapshotOf(maker, events);
    const auto lanes = groupsOf(snapshot)->choose({.areFolded = false, .areServicesFolded = false});
    std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> byHand;
    std::map<std::string, std::uint32_t> all;
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        auto& rows = byHand[events[i].actor][events[i].key];
        ++all[events[i].actor];
        if (events[i].time != kNoTime)
            rows.push_back(i);
    }
    std::size_t seen = 0;
    std::string lastGroup;
    for (const Lane& lane : lanes->lanes()) {
        if (lane.level == Lane::Level::Services) {
            std::uint32_t ofServices = 0;
            for (const auto& [actor, count] : all)
                ofServices += actor.starts_with("svc") ? count : 0;
            QCOMPARE(lane.events(), ofServices);
            QCOMPARE(&lane, &lanes->lanes()[lanes->lanes().size() - 1 - lane.members]); // the last of all
            continue;
        }
        if (lane.level == Lane::Level::Member && lanes->groupOf(lane)->level == Lane::Level::Group) {
            QCOMPARE(groupName(*lanes, lane), lastGroup + "/");
            QCOMPARE(timedRows(*lanes, lane), byHand.at(lastGroup).at(std::string(lane.key)));
            ++seen;
            continue;
        }
        lastGroup = std::string(lane.key);
        const auto& members = byHand.at(lastGroup);
        QCOMPARE(lane.isGroup(), members.size() > 1);
        QCOMPARE(std::size_t{lane.members}, lane.isGroup() ? members.size() : 0);
        QCOMPARE(lane.events(), all.at(lastGroup));
        std::vector<std::uint32_t> rows;
        for (const auto& [key, some] : members)
            rows.insert(rows.end(), some.begin(), some.end());
        std::ranges::sort(rows);
        QCOMPARE(timedRows(*lanes, lane), rows);
        QVERIFY(std::ranges::is_sorted(lanes->events(lane).times));
        seen += lane.isGroup() ? 0 : 1;
    }
    QCOMPARE(seen, lanes->laneCount());
}

void TestLaneGroups::eventsAreFoundWhereTheyAreShown() {
    QFETCH(unsigned, seed);
    RowMaker maker;
    const std::vector<Event> events = madeEvents(seed, 800);
    const auto snapshot = snapshotOf(maker, events);
    const auto whole = groupsOf(snapshot);
    for (const LaneChoice& choice :
         {LaneChoice{.areFolded = true}, LaneChoice{.areFolded = false}, LaneChoice{.search = "u3"}}) {
        const auto lanes = whole->choose(choice);
        for (std::uint32_t i = 0; i < events.size(); ++i) {
            const auto place = lanes->find(RowId{i});
            const bool isSearched = !choice.search.empty();
            if (!place) {
                QVERIFY(isSearched && !events[i].actor.ends_with("u3"));
                continue;
            }
            const Lane& lane = lanes->lanes()[place->lane];
            QCOMPARE(place->event.has_value(), events[i].time != kNoTime);
            if (place->event)
                QCOMPARE(lanes->events(lane).rows[*place->event], RowId{i});
            QVERIFY(!lane.isGroup() || lane.isFolded);
        }
    }
}

void TestLaneGroups::searchShowsWhatHoldsTheText() {
    RowMaker maker;
    const std::vector<Event> events{{"arn:aws:iam::123456789012:user/anna", "AKIAONE", kStart},
                                    {"arn:aws:iam::123456789012:user/anna", "AKIATWO", kStart + 1},
                                    {"arn:aws:iam::123456789012:user/bert", "AKIATHREE", kStart + 2},
                                    {"arn:aws:iam::123456789012:user/bert", "AKIAFOUR", kStart + 3}};
    const auto whole = groupsOf(snapshotOf(maker, events));
    const auto found = [&](const std::string& text) {
        std::string names;
        const auto lanes = whole->choose({.areFolded = true, .search = text});
        for (const Lane& lane : lanes->lanes())
            names += std::string(lane.level == Lane::Level::Member ? "+" : " ") + std::string(shortLaneName(lane.key));
        return QString::fromStdString(names);
    };
    QCOMPARE(found("akiatwo"), QStringLiteral(" anna+AKIATWO"));              // any case; above it its group
    QCOMPARE(found("USER/bert"), QStringLiteral(" bert+AKIAFOUR+AKIATHREE")); // all below a group that is found
    QCOMPARE(found("akiat"), QStringLiteral(" anna+AKIATWO bert+AKIATHREE"));
    QCOMPARE(found("nobody"), QString());
    QCOMPARE(found(""), QStringLiteral(" anna bert")); // folded, as asked
}

void TestLaneGroups::foldsAreByValue() {
    RowMaker maker;
    const std::vector<Event> events = madeEvents(7, 500);
    const auto whole = groupsOf(snapshotOf(maker, events));
    const std::string third = "arn:aws:iam::123456789012:user/u3";
    const auto shown = whole->choose({.areFolded = true, .folds = {{third, false}}});
    const Lane* above = nullptr;
    for (const Lane& lane : shown->lanes()) {
        if (lane.level == Lane::Level::Member)
            QCOMPARE(std::string(shown->groupOf(lane)->key), third);
        else if (lane.key == third)
            above = &lane;
        else if (lane.isGroup())
            QVERIFY(lane.isFolded);
    }
    QVERIFY(above != nullptr && !above->isFolded && above->members > 1);
}

void TestLaneGroups::fewerServicesStandAlone() {
    RowMaker maker;
    const auto snapshot =
        snapshotOf(maker, {{"ec2.amazonaws.com", "", kStart}, {"arn:aws:iam::123456789012:user/a", "K", kStart}});
    const auto lanes = groupsOf(snapshot);
    QCOMPARE(lanes->lanes().size(), std::size_t{2});
    QVERIFY(std::ranges::none_of(lanes->lanes(), &Lane::isGroup));
    RowMaker other;
    const std::vector<Event> services{{"ec2.amazonaws.com", "", kStart}, {"s3.amazonaws.com", "", kStart}};
    QCOMPARE(groupsOf(snapshotOf(other, services), false)->lanes().size(), std::size_t{2});
    RowMaker third;
    const auto grouped = groupsOf(snapshotOf(third, services))->choose({});
    QCOMPARE(grouped->lanes().size(), std::size_t{1});
    QVERIFY(grouped->lanes()[0].isFolded);
    QCOMPARE(grouped->memberKeys(grouped->lanes()[0]),
             std::vector<std::string>({"ec2.amazonaws.com", "s3.amazonaws.com"}));
}

// What stays the current lane while more is loaded, or when it is folded away.
void TestLaneGroups::lanesAreFoundInAnotherIndex() {
    std::vector<Event> events = madeEvents(9, 600);
    RowMaker maker;
    const auto before = groupsOf(snapshotOf(maker, {events.begin(), events.begin() + 300}))
                            ->choose({.areFolded = false, .areServicesFolded = false});
    RowMaker more;
    const auto whole = groupsOf(snapshotOf(more, events));
    const auto after = whole->choose({.areFolded = false, .areServicesFolded = false});
    const auto folded = whole->choose({.areFolded = true, .areServicesFolded = true});
    for (const Lane& lane : before->lanes()) {
        const auto same = after->findLane(*before, lane);
        QVERIFY(same);
        const Lane& found = after->lanes()[*same];
        QCOMPARE(found.key, lane.key);
        if (lane.level == Lane::Level::Member && found.level == Lane::Level::Member)
            QCOMPARE(groupName(*after, found), groupName(*before, lane));
        const auto hidden = folded->findLane(*before, lane);
        QVERIFY(hidden);
        if (found.level == Lane::Level::Member)
            QCOMPARE(folded->lanes()[*hidden].key, after->groupOf(found)->key);
    }
}

void TestLaneGroups::noRows() {
    RowMaker maker;
    const auto lanes = groupsOf(snapshotOf(maker, {}));
    QVERIFY(lanes->isEmpty() && lanes->lanes().empty() && lanes->laneCount() == 0);
    QVERIFY(lanes->choose({.search = "x"})->lanes().empty());
}

QTEST_APPLESS_MAIN(TestLaneGroups)
#include "tst_lanegroups.moc"
