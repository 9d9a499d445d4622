// SPDX-License-Identifier: Apache-2.0
#include "store/eventstore.h"
#include "store/timeorder.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <random>
#include <thread>

using namespace rastro;

class TestStore : public QObject {
    Q_OBJECT
private slots:
    void dictionaryKeepsValues();
    void dictionaryFromManyThreads();
    void guids_data();
    void guids();
    void columnNames();
    void rowsComeBack();
    void readingWhileAppending();
    void timeOrderIsThatOfASlowSort();
};

namespace {

EventRow makeRow(EventStore& store, std::uint32_t n) {
    EventRow row;
    row.time = n % 11 == 0 ? kNoTime : static_cast<Micros>(n * 2654435761u % 1000) * kMicrosPerSecond;
    row.offset = std::uint64_t{n} * 100 + (n > 70'000 ? std::uint64_t{1} << 33 : 0);
    row.length = n % 7 == 0 ? 70'000 : n % 500;
    row.recordHash = n;
    row.codes[codedIndex(Column::EventName)] = store.dictionary(Column::EventName).intern("name" + std::to_string(n % 300));
    row.codes[codedIndex(Column::UserAgent)] = store.dictionary(Column::UserAgent).intern("agent" + std::to_string(n));
    return row;
}

} // namespace

void TestStore::dictionaryKeepsValues() {
    Dictionary d;
    QCOMPARE(d.intern(""), Code{1});
    QCOMPARE(d.find("absent"), kMissing);
    std::vector<std::string_view> views;
    for (std::uint32_t i = 0; i < 200'000; ++i) {
        const std::string value = i % 1000 == 0 ? std::string(20'000 + i % 3, 'x') + std::to_string(i) : "v" + std::to_string(i);
        QCOMPARE(d.intern(value), Code{i + 2});
        views.push_back(d.value(Code{i + 2}));
    }
    for (std::uint32_t i = 0; i < 200'000; i += 7) {
        QVERIFY(views[i].data() == d.value(Code{i + 2}).data());
        QCOMPARE(d.find(views[i]), Code{i + 2});
    }
    QCOMPARE(d.size(), std::size_t{200'002});
}

void TestStore::dictionaryFromManyThreads() {
    Dictionary d;
    std::atomic<bool> wrong{false};
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            std::mt19937 random(static_cast<unsigned>(t));
            for (int i = 0; i < 20'000; ++i) {
                const std::string value = std::to_string(random() % 5000);
                if (d.value(d.intern(value)) != value)
                    wrong = true;
            }
        });
    }
    threads.clear();
    QVERIFY(!wrong);
    QVERIFY(d.size() <= 5001);
}

void TestStore::guids_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGuid");
    QTest::newRow("guid") << "b9d1f76b-e3f8-4ca6-99d0-ce6c73145069" << true;
    QTest::newRow("zero") << "00000000-0000-0000-0000-000000000000" << true;
    QTest::newRow("upper case") << "B9D1F76B-e3f8-4ca6-99d0-ce6c73145069" << false;
    QTest::newRow("short") << "b9d1f76b-e3f8-4ca6-99d0-ce6c7314506" << false;
    QTest::newRow("dash moved") << "b9d1f76be-3f8-4ca6-99d0-ce6c73145069" << false;
    for (const char c : {'/', ':', '`', 'g', '@', ' ', '\x7f', '\x01'}) {
        for (const int place : {0, 7, 9, 35}) {
            QString text = QStringLiteral("b9d1f76b-e3f8-4ca6-99d0-ce6c73145069");
            text[place] = QLatin1Char(c);
            QTest::addRow("%02x at %d", static_cast<unsigned char>(c), place) << text << false;
        }
    }
    QTest::newRow("not ASCII") << QStringLiteral("b9d1f76b-e3f8-4ca6-99d0-ce6c731450\u00e9") << false;
}

void TestStore::guids() {
    QFETCH(QString, text);
    QFETCH(bool, isGuid);
    Identifier id;
    QCOMPARE(parseGuid(text.toStdString(), id), isGuid);
    if (isGuid)
        QCOMPARE(QString::fromStdString(formatGuid(id)), text);
}

void TestStore::columnNames() {
    for (const ColumnInfo& c : allColumns()) {
        QVERIFY(findColumn(c.name) == c.column);
        if (!c.alias.empty())
            QVERIFY(findColumn(c.alias) == c.column);
    }
    QVERIFY(findColumn("EVENTNAME") == Column::EventName);
    QVERIFY(findColumn("acct") == Column::Account);
    QVERIFY(!findColumn(""));
    QVERIFY(!findColumn("eventNam"));
}

void TestStore::rowsComeBack() {
    EventStore store;
    constexpr std::uint32_t kRows = 150'000;
    std::vector<EventRow> rows;
    const SourceId source = store.sources().add({.path = "a"});
    for (std::uint32_t n = 0; n < kRows; ++n) {
        rows.push_back(makeRow(store, n));
        if (rows.size() == 777 || n + 1 == kRows) {
            QVERIFY(bool(store.append(source, rows)));
            rows.clear();
        }
    }
    const auto s = store.publish(false);
    QCOMPARE(s->rowCount(), kRows);
    for (std::uint32_t n = 0; n < kRows; ++n) {
        const RowId row{n};
        const EventRow expected = makeRow(store, n);
        QVERIFY(s->time(row) == expected.time && s->offset(row) == expected.offset && s->length(row) == expected.length);
        QVERIFY(s->recordHash(row) == n && s->code(Column::UserAgent, row) == expected.codes[codedIndex(Column::UserAgent)]);
        QVERIFY(s->codedText(Column::EventName, row) == "name" + std::to_string(n % 300));
    }
    QVERIFY(s->isMissing(Column::AwsRegion, RowId{5}));
}

void TestStore::readingWhileAppending() {
    EventStore store;
    std::atomic<bool> isDone{false};
    std::vector<std::jthread> writers;
    for (int t = 0; t < 2; ++t) {
        writers.emplace_back([&store, t] {
            const SourceId source = store.sources().add({.path = std::to_string(t)});
            std::vector<EventRow> rows;
            for (std::uint32_t n = 0; n < 100'000; ++n) {
                rows.push_back(makeRow(store, n));
                if (rows.size() == 500) {
                    if (!store.append(source, rows))
                        return;
                    rows.clear();
                }
            }
        });
    }
    std::uint32_t last = 0;
    for (int turn = 0; turn < 20 || last < 200'000; ++turn) {
        const auto s = store.publish(true);
        QVERIFY(s->rowCount() >= last);
        last = s->rowCount();
        QCOMPARE(s->timeOrder().size(), std::size_t{last});
        for (std::uint32_t r = 0; r < last; r += 997)
            QVERIFY(s->codedText(Column::UserAgent, RowId{r}) == "agent" + std::to_string(s->recordHash(RowId{r})));
    }
}

void TestStore::timeOrderIsThatOfASlowSort() {
    EventStore store;
    std::mt19937 random(7);
    std::vector<EventRow> rows(1);
    std::vector<SourceId> sources;
    for (const char* path : {"b", "c", "a"})
        sources.push_back(store.sources().add({.path = path}));
    const auto add = [&](std::uint32_t count) {
        for (std::uint32_t n = 0; n < count; ++n) {
            rows[0] = EventRow{};
            rows[0].time = random() % 9 == 0 ? kNoTime : static_cast<Micros>(random() % 50) * (random() % 5 == 0 ? 1 : kMicrosPerSecond) - 20;
            rows[0].offset = random() % 1000;
            QVERIFY(bool(store.append(sources[random() % 3], rows)));
        }
    };
    RowVector expected;
    for (const std::uint32_t more : {0u, 1u, 3000u, 5000u, 100u}) {
        add(more);
        const auto s = store.publish(true);
        expected.resize(s->rowCount());
        std::iota(expected.begin(), expected.end(), 0u);
        const auto key = [&](std::uint32_t r) {
            const RowId row{r};
            return std::tuple(s->time(row) == kNoTime, s->time(row), s->sources().path(s->source(row)), s->offset(row), r);
        };
        std::ranges::sort(expected, {}, key);
        QVERIFY(s->timeOrder() == expected);
    }
}

QTEST_APPLESS_MAIN(TestStore)
#include "tst_store.moc"
