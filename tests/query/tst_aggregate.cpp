// SPDX-License-Identifier: Apache-2.0
#include "query/aggregate.h"

#include "support/loading.h"
#include "support/rows.h"

#include <QTest>

#include <limits>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace rastro;
using namespace rastro::test;

namespace {

// An event as it was written, by column name; numbers below requestParameters are as they stand in the record.
struct Made {
    std::map<std::string, std::vector<std::string>> values;
    std::string sharedId;
    bool isError = false;
    Micros time = kNoTime;
};

const std::string kTags = "requestParameters.tags";
const std::string kBytes = "additionalEventData.bytesTransferredOut";

class MadeTrail {
public:
    MadeTrail() {
        std::string text;
        for (unsigned i = 0; i < 4'000; ++i) {
            if (i > 0 && pick(6) == 0)
                text += write(i, copyOf(m_events.back())) + "\n";
            else
                text += write(i, make(i)) + "\n";
        }
        m_folder.write("log.json", text);
        m_snapshot = load(m_folder.path());
    }
    const Snapshot& snapshot() const { return *m_snapshot; }
    const std::vector<Made>& events() const { return m_events; }

private:
    unsigned pick(unsigned n) { return static_cast<unsigned>(m_random() % n); }

    Made make(unsigned i) {
        Made event;
        event.values["eventName"] = {"Call" + std::to_string(pick(4))};
        if (pick(4) != 0)
            event.values["awsRegion"] = {"region-" + std::to_string(pick(3))};
        event.values["recipientAccountId"] = {"11111111111" + std::to_string(pick(2))};
        if (pick(5) != 0)
            event.values["sourceIPAddress"] = {"10.0.0." + std::to_string(pick(30))};
        for (unsigned n = pick(4); n > 0; --n)
            addTag(event, "tag" + std::to_string(pick(5)));
        if (pick(3) != 0)
            event.values[kBytes] = {pick(9) == 0 ? "many" : std::to_string(pick(1'000)) + ".5"};
        if (pick(3) == 0) {
            char id[40];
            std::snprintf(id, sizeof id, "00000000-1111-4000-8000-%012x", i);
            event.sharedId = id;
        }
        event.isError = pick(7) == 0;
        event.time = Micros{1'700'000'000 + pick(5'000)} * kMicrosPerSecond;
        return event;
    }
    Made copyOf(const Made& event) { // of the same action, in the other account
        Made copy = event;
        copy.values["recipientAccountId"] = {"22222222222" + std::to_string(pick(2))};
        if (pick(5) == 0)
            copy.values.erase(kBytes);
        return copy;
    }
    static void addTag(Made& event, const std::string& tag) {
        auto& list = event.values[kTags];
        if (std::ranges::find(list, tag) == list.end())
            list.push_back(tag);
    }

    std::string write(unsigned i, Made event) {
        char id[40];
        std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012x", i);
        std::string text = R"({"eventVersion":"1.08","userIdentity":{"type":"IAMUser"},"eventSource":"s3.amazonaws.com","eventID":")" +
                           std::string(id) + R"(","eventTime":")" + formatTime(event.time) + '"';
        for (const char* field : {"eventName", "awsRegion", "recipientAccountId", "sourceIPAddress"}) {
            if (event.values.contains(field))
                text += std::string(",\"") + field + "\":\"" + event.values[field][0] + '"';
        }
        if (event.values.contains(kTags)) {
            std::string list;
            for (const std::string& tag : event.values[kTags])
                list += (list.empty() ? "\"" : ",\"") + tag + '"';
            text += R"(,"requestParameters":{"tags":[)" + list + "]}";
        }
        if (event.values.contains(kBytes)) {
            const bool isNumber = event.values[kBytes][0] != "many";
            text += R"(,"additionalEventData":{"bytesTransferredOut":)" +
                    (isNumber ? event.values[kBytes][0] : "\"many\"") + "}";
        }
        if (!event.sharedId.empty())
            text += R"(,"sharedEventID":")" + event.sharedId + '"';
        if (event.isError)
            text += R"(,"errorCode":"AccessDenied")";
        m_events.push_back(std::move(event));
        return text + "}";
    }

    Folder m_folder;
    std::mt19937 m_random{3};
    std::vector<Made> m_events;
    SnapshotPtr m_snapshot;
};

std::vector<AnyColumn> columnsOf(const std::vector<std::string>& names) {
    std::vector<AnyColumn> out;
    for (const std::string& name : names)
        out.push_back(*AnyColumn::named(name));
    return out;
}

struct SlowGroup {
    std::uint64_t count = 0, errors = 0;
    Micros first = std::numeric_limits<Micros>::max(), last = 0;
    std::set<std::string> ips, tags, actions;
    double bytes = 0;
    std::uint64_t summed = 0;
};

void addTo(SlowGroup& group, const Made& event) {
    ++group.count;
    group.errors += event.isError ? 1 : 0;
    group.first = std::min(group.first, event.time);
    group.last = std::max(group.last, event.time);
    const auto valuesOf = [&](const std::string& field) {
        const auto found = event.values.find(field);
        return found == event.values.end() ? std::vector<std::string>() : found->second;
    };
    for (const std::string& ip : valuesOf("sourceIPAddress"))
        group.ips.insert(ip);
    for (const std::string& tag : valuesOf(kTags))
        group.tags.insert(tag);
    for (const std::string& bytes : valuesOf(kBytes)) {
        if (bytes == "many" || (!event.sharedId.empty() && !group.actions.insert(event.sharedId).second))
            continue;
        group.bytes += std::stod(bytes);
        ++group.summed;
    }
}

// Every combination of the event's values, a missing one as nothing.
void forKeys(const Made& event, const std::vector<std::string>& by, GroupKey key, const auto& f) {
    if (key.size() == by.size()) {
        f(key);
        return;
    }
    key.emplace_back();
    const auto values = event.values.find(by[key.size() - 1]);
    if (values == event.values.end()) {
        forKeys(event, by, key, f);
        return;
    }
    for (const std::string& value : values->second) {
        key.back() = value;
        forKeys(event, by, key, f);
    }
}

} // namespace

class TestAggregate : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheSlowWay_data();
    void agreesWithTheSlowWay();
    void copiesAreSummedOnce();
    void storedColumns();
    void limits();
    void refusesAndStops();
    void manyRowsOnSeveralThreads();

private:
    std::unique_ptr<MadeTrail> m_trail = std::make_unique<MadeTrail>();
};

void TestAggregate::agreesWithTheSlowWay_data() {
    QTest::addColumn<std::vector<std::string>>("by");
    using By = std::vector<std::string>;
    QTest::newRow("one") << By{"eventName"};
    QTest::newRow("two") << By{"awsRegion", "recipientAccountId"};
    QTest::newRow("a path") << By{kTags};
    QTest::newRow("three") << By{"eventName", kTags, "awsRegion"};
}

void TestAggregate::agreesWithTheSlowWay() {
    QFETCH(std::vector<std::string>, by);
    std::map<GroupKey, SlowGroup> slow;
    for (const Made& event : m_trail->events())
        forKeys(event, by, {}, [&](const GroupKey& key) { addTo(slow[key], event); });
    RowVector rows(m_trail->snapshot().rowCount()); // in the order they were written
    std::iota(rows.begin(), rows.end(), 0u);
    QCOMPARE(rows.size(), m_trail->events().size());
    OnDemandCache cache;
    Checkpoint checkpoint;
    const AggregateWish wish{columnsOf(by), columnsOf({"sourceIPAddress", kTags}), columnsOf({kBytes}), 100'000};
    const auto fast = aggregate(m_trail->snapshot(), rows, wish, cache, 2, checkpoint);
    QVERIFY(fast);
    QCOMPARE(fast->groups.size(), slow.size());
    QCOMPARE(fast->groupCount, std::uint64_t{slow.size()});
    QCOMPARE(fast->unreadRows, 0u);
    const AggregateGroup* before = nullptr;
    for (const AggregateGroup& group : fast->groups) {
        QVERIFY(slow.contains(group.key));
        const SlowGroup& expected = slow[group.key];
        QCOMPARE(group.count, expected.count);
        QCOMPARE(group.errors, expected.errors);
        QCOMPARE(group.first, expected.first);
        QCOMPARE(group.last, expected.last);
        QCOMPARE(group.distinct, (std::vector<std::uint64_t>{expected.ips.size(), expected.tags.size()}));
        QCOMPARE(group.sums[0].total, expected.bytes);
        QCOMPARE(group.sums[0].rows, expected.summed);
        QVERIFY(before == nullptr || before->count > group.count ||
                (before->count == group.count && isKeyBefore(before->key, group.key)));
        before = &group;
    }
}

void TestAggregate::copiesAreSummedOnce() {
    const auto event = [](unsigned n, const char* account, const char* shared, const char* bytes) {
        return makeEvent(n, std::string(R"(,"recipientAccountId":")") + account + R"(","sharedEventID":")" + shared +
                                R"(","requestParameters":{"size":)" + bytes + "}") +
               "\n";
    };
    const Folder folder;
    folder.write("log.json", event(1, "1", "X", "null") + event(2, "2", "X", "7") + event(3, "1", "X", "7") +
                                 event(4, "1", "Y", "\"8\"") + event(5, "1", "Z", "\"8 \"") + event(6, "1", "W", "[1,2,2]"));
    const auto s = load(folder.path());
    OnDemandCache cache;
    Checkpoint checkpoint;
    const auto sumsBy = [&](const char* by) {
        const AggregateWish wish{columnsOf({by}), {}, columnsOf({"requestParameters.size"}), 10};
        const auto groups = aggregate(*s, s->timeOrder(), wish, cache, 1, checkpoint);
        std::map<std::string, Sum> sums;
        for (const AggregateGroup& group : groups->groups)
            sums[*group.key[0]] = group.sums[0];
        return sums;
    };
    QVERIFY((sumsBy("awsRegion") == std::map<std::string, Sum>{{"us-east-1", {7 + 8 + 3, 3}}}));
    QVERIFY((sumsBy("recipientAccountId") == std::map<std::string, Sum>{{"1", {7 + 8 + 3, 3}}, {"2", {7, 1}}}));
}

void TestAggregate::storedColumns() {
    RowMaker maker;
    std::vector<EventRow> rows;
    for (unsigned i = 0; i < 6; ++i)
        rows.push_back(maker.row(i < 2 ? kNoTime : Micros{i} * kMicrosPerSecond, i,
                                 {{Column::Outcome, i == 5 ? "denied" : "ok"}, {Column::ErrorCode, i < 3 ? "12" : "x"}}));
    maker.append(maker.source("/a"), rows);
    const auto s = maker.publish();
    OnDemandCache cache;
    Checkpoint checkpoint;
    const AggregateWish wish{{Column::Source}, {Column::EventTime, Column::RequestId, Column::Offset},
                             {Column::Offset, Column::ErrorCode, Column::EventTime}, 10};
    const auto groups = aggregate(*s, s->timeOrder(), wish, cache, 1, checkpoint);
    QVERIFY(groups);
    QCOMPARE(groups->groups.size(), std::size_t{1});
    const AggregateGroup& group = groups->groups[0];
    QCOMPARE(group.errorShare(), 1.0 / 6);
    QCOMPARE(group.first, Micros{2} * kMicrosPerSecond);
    QCOMPARE(group.last, Micros{5} * kMicrosPerSecond);
    QCOMPARE(group.distinct, (std::vector<std::uint64_t>{4, 0, 6})); // no time and no identifier are no value
    QVERIFY((group.sums == std::vector<Sum>{{15, 6}, {36, 3}, {0, 0}}));
}

void TestAggregate::limits() {
    OnDemandCache cache;
    Checkpoint checkpoint;
    AggregateWish wish{columnsOf({"eventName", "sourceIPAddress"}), {}, {}, 100'000};
    const RowVector& rows = m_trail->snapshot().timeOrder();
    const auto all = aggregate(m_trail->snapshot(), rows, wish, cache, 2, checkpoint);
    QVERIFY(all);
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{10}, all->groups.size()}) {
        wish.limit = limit;
        const auto some = aggregate(m_trail->snapshot(), rows, wish, cache, 2, checkpoint);
        QVERIFY(some);
        QCOMPARE(some->groups.size(), limit);
        QCOMPARE(some->groupCount, all->groupCount);
        for (std::size_t i = 0; i < limit; ++i)
            QVERIFY(some->groups[i].key == all->groups[i].key);
    }
    const auto none = aggregate(m_trail->snapshot(), {}, wish, cache, 2, checkpoint);
    QVERIFY(none && none->groups.empty());
}

void TestAggregate::refusesAndStops() {
    OnDemandCache cache;
    Checkpoint checkpoint;
    const Snapshot& s = m_trail->snapshot();
    QVERIFY(!aggregate(s, s.timeOrder(), {}, cache, 1, checkpoint));
    const AggregateWish four{columnsOf({"kind", "kind", "kind", "kind"}), {}, {}, 1};
    QVERIFY(!aggregate(s, s.timeOrder(), four, cache, 1, checkpoint));
    Checkpoint stopped;
    stopped.requestStop();
    const auto cancelled = aggregate(s, s.timeOrder(), {columnsOf({"kind"}), {}, {}, 1}, cache, 1, stopped);
    QVERIFY(!cancelled);
    QVERIFY(cancelled.error().code == ErrorCode::Cancelled);
}

// Enough rows that each thread counts a part of them.
void TestAggregate::manyRowsOnSeveralThreads() {
    constexpr std::uint32_t kRows = 260'000;
    struct Hand {
        std::uint64_t count = 0, errors = 0;
        Micros first = kNoTime, last = kNoTime;
    };
    std::map<std::string, Hand> byHand;
    std::mt19937 random(5);
    RowMaker maker;
    std::vector<EventRow> rows;
    for (std::uint32_t i = 0; i < kRows; ++i) {
        const std::string name = "Call" + std::to_string(random() % 12);
        const bool isOk = random() % 3 != 0;
        const Micros time = random() % 50 == 0 ? kNoTime : static_cast<Micros>(1'000'000 + random() % 1'000'000);
        rows.push_back(maker.row(time, i * 11, {{Column::EventName, name}, {Column::Outcome, isOk ? "ok" : "denied"}}));
        Hand& hand = byHand[name];
        ++hand.count;
        hand.errors += isOk ? 0 : 1;
        if (time != kNoTime) {
            hand.first = hand.first == kNoTime ? time : std::min(hand.first, time);
            hand.last = std::max(hand.last, time);
        }
    }
    maker.append(maker.source("f"), rows);
    const auto snapshot = maker.publish();
    for (const unsigned threads : {1u, 2u, 3u}) {
        OnDemandCache cache;
        Checkpoint checkpoint;
        const auto groups = aggregate(*snapshot, snapshot->timeOrder(), {.by = {Column::EventName}}, cache, threads, checkpoint);
        QVERIFY(groups);
        QCOMPARE(groups->groups.size(), byHand.size());
        for (const AggregateGroup& group : groups->groups) {
            const Hand& hand = byHand.at(*group.key.front());
            QCOMPARE(group.count, hand.count);
            QCOMPARE(group.errors, hand.errors);
            QCOMPARE(group.first, hand.first);
            QCOMPARE(group.last, hand.last);
        }
        checkpoint.requestStop();
        QVERIFY(!aggregate(*snapshot, snapshot->timeOrder(), {.by = {Column::EventName}}, cache, threads, checkpoint));
    }
}

QTEST_GUILESS_MAIN(TestAggregate)
#include "tst_aggregate.moc"
