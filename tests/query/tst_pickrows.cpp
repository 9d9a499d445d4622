// SPDX-License-Identifier: Apache-2.0
//
// Rows picked from an order against a walk over it: sets of any density, in any shape, duplicates hidden or shown,
// words that are full and words at the end, one thread and several, while rows are still coming and after.
#include "query/pickrows.h"

#include "base/bitcount.h"
#include "support/rows.h"

#include <QTest>

#include <bit>
#include <random>

using namespace rastro;
using namespace rastro::test;

namespace {

RowVector walked(const RowVector& base, const RowBitmap& set) {
    RowVector rows;
    for (const std::uint32_t row : base) {
        if (set.contains(row))
            rows.push_back(row);
    }
    return rows;
}

// Rows are in the set with a chance of `thousandths`; runs: in stretches of up to that many rows.
RowBitmap someOf(std::uint32_t rows, unsigned thousandths, std::uint32_t runs, std::mt19937_64& random) {
    RowBitmap set(rows);
    for (std::uint32_t row = 0; row < rows;) {
        const auto end = static_cast<std::uint32_t>(std::min<std::uint64_t>(rows, row + 1 + random() % runs));
        if (random() % 1'000 < thousandths)
            set.insertRun(row, end);
        row = end;
    }
    return set;
}

// Rows in files that overlap in time; the last file is there twice.
void fill(RowMaker& maker, std::uint32_t rows, std::mt19937_64& random) {
    std::vector<EventRow> file;
    for (std::uint32_t done = 0; done < rows;) {
        file.clear();
        const auto size = static_cast<std::uint32_t>(std::min<std::uint64_t>(1 + random() % 500, rows - done));
        const std::uint64_t start = random() % (rows + 1);
        for (std::uint32_t i = 0; i < size; ++i, ++done) {
            const auto time = static_cast<Micros>(start + random() % 800) * kMicrosPerSecond;
            file.push_back(maker.row(time, i * 11, {{Column::EventId, "e" + std::to_string(done)}}));
            file.back().recordHash = done;
        }
        maker.append(maker.source("f" + std::to_string(done)), file);
    }
    maker.append(maker.source("copy"), file);
}

} // namespace

class TestPickRows : public QObject {
    Q_OBJECT
private slots:
    void agreesWithAWalk_data();
    void agreesWithAWalk();
    void knowsPlacesOnceAllIsThere();
    void stopsWhenAsked();
    void countsBits();
};

void TestPickRows::agreesWithAWalk_data() {
    QTest::addColumn<std::uint32_t>("rows");
    for (const std::uint32_t rows : {1u, 62u, 63u, 64u, 65u, 127u, 128u, 129u, 300u, 5'000u, 65'500u, 200'001u})
        QTest::addRow("%u", rows) << rows;
}

void TestPickRows::agreesWithAWalk() {
    QFETCH(std::uint32_t, rows);
    std::mt19937_64 random(rows);
    RowMaker maker;
    fill(maker, rows, random);
    Checkpoint checkpoint;
    const auto growing = maker.store().publish(true);
    const auto settled = maker.store().settle(2, checkpoint);
    QVERIFY(settled->timeOrder().size() < settled->rowCount()); // the copy is hidden
    RowVector backward = settled->timeOrder();
    std::ranges::reverse(backward);
    for (const unsigned thousandths : {0u, 2u, 100u, 240u, 260u, 500u, 740u, 760u, 985u, 998u, 1'000u}) {
        for (const std::uint32_t runs : {1u, 5u, 400u}) {
            const RowBitmap set = someOf(settled->rowCount(), thousandths, runs, random);
            for (const unsigned threads : {1u, 2u, 3u}) {
                const auto agrees = [&](const Snapshot& snapshot, const RowVector& base) {
                    const auto picked = pickRows(snapshot, base, set, threads, checkpoint);
                    return picked && *picked == walked(base, set);
                };
                QVERIFY(agrees(*settled, settled->timeOrder()));
                QVERIFY(agrees(*settled, *settled->sharedFullTimeOrder()));
                QVERIFY(agrees(*settled, backward));
                QVERIFY(agrees(*growing, growing->timeOrder()));
            }
        }
    }
}

void TestPickRows::knowsPlacesOnceAllIsThere() {
    std::mt19937_64 random(1);
    RowMaker maker;
    fill(maker, 70'000, random);
    Checkpoint checkpoint;
    QVERIFY(maker.store().publish(true)->placesInTime() == nullptr);
    const auto snapshot = maker.store().settle(2, checkpoint);
    const RowVector& places = *snapshot->placesInTime();
    QCOMPARE(places.size(), std::size_t{snapshot->rowCount()});
    const RowVector& order = snapshot->timeOrder();
    for (std::uint32_t place = 0; place < order.size(); ++place)
        QCOMPARE(places[order[place]], place);
    snapshot->forEachHidden([&](RowId row) { QCOMPARE(places[index(row)], order.size()); });
}

void TestPickRows::stopsWhenAsked() {
    std::mt19937_64 random(2);
    RowMaker maker;
    fill(maker, 70'000, random);
    Checkpoint checkpoint;
    const auto snapshot = maker.store().settle(2, checkpoint);
    checkpoint.requestStop();
    for (const unsigned thousandths : {10u, 500u, 990u}) {
        const RowBitmap set = someOf(snapshot->rowCount(), thousandths, 1, random);
        const auto rows = pickRows(*snapshot, snapshot->timeOrder(), set, 2, checkpoint);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
    }
}

void TestPickRows::countsBits() {
    std::mt19937_64 random(3);
    for (unsigned bit = 0; bit < 64; ++bit) {
        QCOMPARE(bitCount(std::uint64_t{1} << bit), 1u);
        QCOMPARE(bitCount(~std::uint64_t{0} >> bit), 64 - bit);
    }
    for (int i = 0; i < 1'000; ++i) {
        const std::uint64_t word = random() & random();
        QCOMPARE(bitCount(word), static_cast<unsigned>(std::popcount(word)));
    }
    QCOMPARE(bitCount(0), 0u);
}

QTEST_APPLESS_MAIN(TestPickRows)
#include "tst_pickrows.moc"
