// SPDX-License-Identifier: Apache-2.0
//
// Ranges of times against a walk over all rows: files that begin anywhere, times that are equal, missing or out of
// order, duplicates, whole chunks and one that still grows.
#include "language/parser.h"
#include "query/filter.h"
#include "query/pickrows.h"
#include "query/timevalue.h"

#include "support/loading.h"
#include "support/rows.h"

#include <QTest>

#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

constexpr unsigned kThreads = 3;
constexpr Micros kStart = 1'700'000'000 * kMicrosPerSecond;
constexpr std::uint64_t kSeconds = 100'000;

RowVector asked(const Snapshot& snapshot, const std::string& filter) {
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto found =
        filterRows(snapshot, std::get<Expression>(parseFilter(filter)), {columns, {}, kThreads}, checkpoint);
    const auto rows = pickRows(snapshot, snapshot.timeOrder(), *found, kThreads, checkpoint);
    const auto slow = pickRows(snapshot, snapshot.timeOrder(), found->rows, kThreads, checkpoint);
    return *rows == *slow ? *rows : RowVector{index(kNoRow)};
}

template <typename IsIn> RowVector walked(const Snapshot& snapshot, const IsIn& isIn) {
    RowVector rows;
    for (const std::uint32_t row : snapshot.timeOrder()) {
        const Micros time = snapshot.time(RowId{row});
        if (time != kNoTime && isIn(time))
            rows.push_back(row);
    }
    return rows;
}

} // namespace

class TestTimeRange : public QObject {
    Q_OBJECT
private slots:
    void agreesWithAWalk_data();
    void agreesWithAWalk();
    void partsOfATime();
    void partsOfATimeAtAPath();
    void stopsWhenAsked();

private:
    // rows in files of a few minutes each, every twentieth file without times; the last file is copied.
    static std::shared_ptr<const Snapshot> trailOf(std::uint32_t rows, unsigned seed, RowMaker& maker) {
        std::mt19937_64 random(seed);
        std::vector<EventRow> file;
        for (std::uint32_t done = 0, n = 0; done < rows; done += static_cast<std::uint32_t>(file.size()), ++n) {
            file.clear();
            const std::uint64_t size = std::min<std::uint64_t>(1 + random() % 700, rows - done);
            const std::uint64_t start = random() % kSeconds;
            for (std::uint64_t i = 0; i < size; ++i) {
                const Micros time = kStart + static_cast<Micros>(start + random() % 300) * kMicrosPerSecond;
                const bool isTimed = n % 20 != 0 && random() % 500 != 0;
                file.push_back(
                    maker.row(isTimed ? time : kNoTime, i * 11, {{Column::EventId, "e" + std::to_string(done + i)}}));
                file.back().recordHash = done + i;
            }
            maker.append(maker.source("f" + std::to_string(n)), file);
        }
        maker.append(maker.source("copy"), file);
        Checkpoint checkpoint;
        return maker.store().settle(kThreads, checkpoint);
    }
};

void TestTimeRange::agreesWithAWalk_data() {
    QTest::addColumn<std::uint32_t>("rows");
    for (const std::uint32_t rows : {1u, 63u, 64u, 65u, 127u, 129u, 5'000u, 65'536u - 300, 65'536u, 140'001u})
        QTest::addRow("%u", rows) << rows;
}

void TestTimeRange::agreesWithAWalk() {
    QFETCH(std::uint32_t, rows);
    RowMaker maker;
    const auto snapshot = trailOf(rows, rows, maker);
    QVERIFY(rows < 64 || snapshot->timeOrder().size() < snapshot->rowCount()); // the copy is hidden
    std::mt19937_64 random(rows + 1);
    for (int i = 0; i < 60; ++i) {
        const std::uint64_t span = i % 3 == 0 ? kSeconds / 50 : kSeconds * 2;
        const Micros from = kStart + static_cast<Micros>(random() % (kSeconds + 300)) * kMicrosPerSecond;
        const Micros to = from + static_cast<Micros>(random() % span) * kMicrosPerSecond;
        const std::string after = "eventTime >= " + formatTime(from);
        const std::string before = "eventTime < " + formatTime(to);
        QCOMPARE(asked(*snapshot, after), walked(*snapshot, [&](Micros t) { return t >= from; }));
        QCOMPARE(asked(*snapshot, before), walked(*snapshot, [&](Micros t) { return t < to; }));
        QCOMPARE(asked(*snapshot, after + " " + before),
                 walked(*snapshot, [&](Micros t) { return t >= from && t < to; }));
        QCOMPARE(asked(*snapshot, "eventTime >= " + formatTime(to) + " eventTime < " + formatTime(from)), RowVector{});
        // Not a range alone: what is out of it includes rows without a time.
        QCOMPARE(asked(*snapshot, "not (" + after + ")").size(),
                 snapshot->timeOrder().size() - walked(*snapshot, [&](Micros t) { return t >= from; }).size());
    }
}

// A month and an hour stand for all of it.
void TestTimeRange::partsOfATime() {
    RowMaker maker;
    const auto snapshot = trailOf(30'000, 11, maker);
    const auto between = [&](const char* from, const char* to) {
        const Micros first = *parseTime(from), end = *parseTime(to);
        return walked(*snapshot, [&](Micros t) { return t >= first && t < end; });
    };
    QCOMPARE(asked(*snapshot, "time:2023-11"), between("2023-11-01T00:00:00Z", "2023-12-01T00:00:00Z"));
    QCOMPARE(asked(*snapshot, "time:2023-11-15T03"), between("2023-11-15T03:00:00Z", "2023-11-15T04:00:00Z"));
    QVERIFY(!asked(*snapshot, "time:2023-11-15T03").empty());
    QCOMPARE(asked(*snapshot, "time > 2023-11-15T03"), between("2023-11-15T04:00:00Z", "2033-01-01T00:00:00Z"));
    QCOMPARE(asked(*snapshot, "time <= 2023-11-15T03"), between("2003-01-01T00:00:00Z", "2023-11-15T04:00:00Z"));
    for (const char* quoted : {"time:\"2023-11\"", "time:\"2023-11-15\"", "time:\"2023-11-15T03\""})
        QVERIFY(asked(*snapshot, quoted).empty()); // that text and nothing else
}

// So they do at any path.
void TestTimeRange::partsOfATimeAtAPath() {
    const Folder folder;
    std::string text;
    unsigned number = 0;
    for (const char* time : {"2023-11-15T03:59:59Z", "2023-11-15T04:00:00+01:00", "2023-11-30 12:00:00", "2023-12-01T00:00:00Z", "2023-11"})
        text += makeEvent(++number, R"(,"requestParameters":{"at":")" + std::string(time) + "\"}") + "\n";
    folder.write("a.json", text);
    const auto snapshot = load(folder.path());
    QCOMPARE(asked(*snapshot, "requestParameters.at:2023-11"), (RowVector{0, 1, 2, 4}));
    QCOMPARE(asked(*snapshot, "requestParameters.at:2023-11-15T03"), (RowVector{0, 1}));
    QCOMPARE(asked(*snapshot, "requestParameters.at > 2023-11-15T03"), (RowVector{2, 3}));
    QCOMPARE(asked(*snapshot, "requestParameters.at < 2023-12"), (RowVector{0, 1, 2}));
    QCOMPARE(asked(*snapshot, "requestParameters.at:\"2023-11\""), (RowVector{4}));
}

void TestTimeRange::stopsWhenAsked() {
    RowMaker maker;
    const auto snapshot = trailOf(5'000, 1, maker);
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto found = filterRows(*snapshot, std::get<Expression>(parseFilter("eventTime >= 2000-01-01")),
                                  {columns, {}, kThreads}, checkpoint);
    QVERIFY(found && found->times);
    checkpoint.requestStop();
    const auto rows = pickRows(*snapshot, snapshot->timeOrder(), *found, kThreads, checkpoint);
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestTimeRange)
#include "tst_timerange.moc"
