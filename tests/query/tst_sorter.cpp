// SPDX-License-Identifier: Apache-2.0
#include "query/sorter.h"

#include "query/jsonnumber.h"
#include "query/valueranks.h"
#include "store/timeorder.h"
#include "support/rows.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <random>

using namespace rastro;
using rastro::test::RowMaker;

Q_DECLARE_METATYPE(rastro::Column)

namespace {

constexpr std::uint32_t kRows = 140'000; // three chunks, so that threads have more than one slice

// Rows of several sources with few distinct times, so that most of them tie.
std::shared_ptr<const Snapshot> makeRows() {
    RowMaker maker;
    std::mt19937 random(7);
    const auto pick = [&random](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    const std::vector<std::string> names{"Zeta",
                                         "alpha",
                                         "Alpha",
                                         "beta",
                                         "",
                                         "a",
                                         "AB",
                                         "ab",
                                         "[x]",
                                         "a-long-name-1",
                                         "a-long-NAME-2",
                                         "a-long-name-10",
                                         "a-long-name-1\xC3\xA9",
                                         "\xF0\x9F\x98\x80"};
    const std::vector<std::string> numbers{"10", "9", "1e1", "-4", "0.5", "-0", "0", "123456789012"};
    std::vector<SourceId> sources;
    for (const char* path : {"/b/2", "/a/1", "/c/3", "/B/0"})
        sources.push_back(maker.source(path));
    std::vector<std::uint64_t> offsets(sources.size());
    for (std::uint32_t done = 0; done < kRows;) {
        const std::uint32_t s = pick(4);
        std::vector<EventRow> rows;
        for (std::uint32_t i = 0; i < 1'000 && done < kRows; ++i, ++done) {
            std::map<Column, std::string> values;
            if (pick(5) != 0)
                values[Column::EventName] = names[pick(static_cast<std::uint32_t>(names.size()))];
            if (pick(5) != 0)
                values[Column::RecipientAccountId] = numbers[pick(static_cast<std::uint32_t>(numbers.size()))];
            if (pick(3) != 0)
                values[Column::UserAgent] = "agent/" + std::to_string(pick(40'000));
            if (pick(4) == 0)
                values[Column::RequestId] = "REQ" + std::to_string(pick(3'000));
            else if (pick(2) == 0)
                values[Column::RequestId] = formatGuid({pick(9) * 0x1111111111111111u, pick(50)});
            if (pick(2) == 0)
                values[Column::SharedEventId] = std::to_string(pick(2'000));
            const Micros time = pick(20) == 0 ? kNoTime : Micros{pick(300)} * kMicrosPerSecond;
            rows.push_back(maker.row(time, offsets[s] += 1 + pick(50), values));
        }
        maker.append(sources[s], rows);
    }
    return maker.publish();
}

const Snapshot& snapshot() {
    static const std::shared_ptr<const Snapshot> made = makeRows();
    return *made;
}

// The slow reference: one comparator over texts, with nothing shared with the code under test but the folding.
RowVector reference(const Snapshot& s, RowVector rows, Column column, SortOrder order) {
    std::vector<std::optional<std::string>> texts(s.rowCount());
    bool areNumbers = column != Column::EventTime;
    for (const std::uint32_t row : rows) {
        if (!s.isMissing(column, RowId{row})) {
            texts[row] = s.text(column, RowId{row});
            areNumbers = areNumbers && jsonNumber(*texts[row]);
        }
    }
    const auto compare = [&](const std::string& a, const std::string& b) {
        if (!areNumbers)
            return compareFolded(a, b);
        const double x = *jsonNumber(a);
        const double y = *jsonNumber(b);
        return x < y ? -1 : x > y ? 1 : 0;
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return isBefore(s, RowId{a}, RowId{b}); });
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (!texts[a] || !texts[b])
            return texts[a].has_value() && !texts[b];
        const int c = compare(*texts[a], *texts[b]);
        return order == SortOrder::Ascending ? c < 0 : c > 0;
    });
    return rows;
}

} // namespace

class TestSorter : public QObject {
    Q_OBJECT
private slots:
    void agreesWithReference_data();
    void agreesWithReference();
    void remembersRanks();
    void sortsAnySubset();
    void sortsNothing();
    void stops();
    void wantsItsColumn();
};

void TestSorter::agreesWithReference_data() {
    QTest::addColumn<Column>("column");
    QTest::addColumn<bool>("descending");
    for (const Column column :
         {Column::EventTime, Column::EventName, Column::RecipientAccountId, Column::UserAgent, Column::RequestId,
          Column::SharedEventId, Column::EventId, Column::Source, Column::Offset, Column::Length, Column::AwsRegion}) {
        const std::string name(info(column).name);
        QTest::newRow((name + " ascending").c_str()) << column << false;
        QTest::newRow((name + " descending").c_str()) << column << true;
    }
}

void TestSorter::agreesWithReference() {
    QFETCH(Column, column);
    QFETCH(bool, descending);
    const SortOrder order = descending ? SortOrder::Descending : SortOrder::Ascending;
    Checkpoint checkpoint;
    const RowVector& all = snapshot().timeOrder();
    const RowVector expected = reference(snapshot(), all, column, order);
    for (const unsigned threads : {1u, 3u}) {
        const Result<RowVector> sorted = sortRows(snapshot(), all, column, order, checkpoint, threads);
        QVERIFY(sorted);
        QVERIFY(*sorted == expected);
    }
    RankCache cache;
    for (int round = 0; round < 2; ++round) { // to be filled, filled
        const Result<RowVector> sorted = sortRows(snapshot(), all, column, order, checkpoint, 2, nullptr, &cache);
        QVERIFY(sorted);
        QVERIFY(*sorted == expected);
    }
}

// The values of all rows in order give the order of those of some rows too, of those that came later as well.
void TestSorter::remembersRanks() {
    Checkpoint checkpoint;
    RankCache cache;
    cache.prepare(snapshot(), 2, checkpoint);
    QVERIFY(snapshot().dictionarySize(Column::UserAgent) > 4 * RankCache::kFewValues);
    RowVector some = snapshot().timeOrder();
    std::shuffle(some.begin(), some.end(), std::mt19937(4));
    some.resize(20'000);
    for (const Column column : {Column::UserAgent, Column::RecipientAccountId, Column::EventName}) {
        const auto sorted = sortRows(snapshot(), some, column, SortOrder::Descending, checkpoint, 2, nullptr, &cache);
        QVERIFY(sorted && *sorted == reference(snapshot(), some, column, SortOrder::Descending));
    }
    const auto other = makeRows(); // another store: its codes are others
    const RowVector& all = other->timeOrder();
    const auto sorted = sortRows(*other, all, Column::UserAgent, SortOrder::Ascending, checkpoint, 2, nullptr, &cache);
    QVERIFY(sorted && *sorted == reference(*other, all, Column::UserAgent, SortOrder::Ascending));
}

void TestSorter::sortsAnySubset() {
    Checkpoint checkpoint;
    std::mt19937 random(11);
    for (const std::size_t size : {std::size_t{1}, std::size_t{3}, std::size_t{1'000}, std::size_t{40'000}}) {
        RowVector some = snapshot().timeOrder();
        std::shuffle(some.begin(), some.end(), random);
        some.resize(size);
        for (const Column column : {Column::EventTime, Column::UserAgent, Column::RequestId, Column::Offset}) {
            const auto sorted = sortRows(snapshot(), some, column, SortOrder::Ascending, checkpoint, 2);
            QVERIFY(sorted);
            QVERIFY(*sorted == reference(snapshot(), some, column, SortOrder::Ascending));
        }
    }
}

void TestSorter::sortsNothing() {
    Checkpoint checkpoint;
    const Snapshot empty;
    for (const Column column :
         {Column::EventTime, Column::UserAgent, Column::RequestId, Column::Offset, Column::Source}) {
        const auto ofEmpty = sortRows(empty, {}, column, SortOrder::Descending, checkpoint, 2);
        QVERIFY(ofEmpty && ofEmpty->empty());
        const auto ofNone = sortRows(snapshot(), {}, column, SortOrder::Ascending, checkpoint, 2);
        QVERIFY(ofNone && ofNone->empty());
    }
}

void TestSorter::stops() {
    Checkpoint stopped;
    stopped.requestStop();
    for (const Column column : {Column::UserAgent, Column::RequestId, Column::Offset, Column::Source}) {
        const auto sorted = sortRows(snapshot(), snapshot().timeOrder(), column, SortOrder::Ascending, stopped, 2);
        QVERIFY(!sorted);
        QCOMPARE(sorted.error().code, ErrorCode::Cancelled);
    }
}

void TestSorter::wantsItsColumn() {
    Checkpoint checkpoint;
    const auto sorted = sortRows(snapshot(), {}, Column::Target, SortOrder::Ascending, checkpoint, 1);
    QVERIFY(!sorted);
    QCOMPARE(sorted.error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestSorter)
#include "tst_sorter.moc"
