// SPDX-License-Identifier: Apache-2.0
//
// Bit-sliced signatures against one bitmap for each block, alone and joined.
#include "textindex/strip.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace rastro;

namespace {

// A record of letters, a little different each time.
std::string recordOf(std::mt19937& random, std::size_t size) {
    std::string text;
    while (text.size() < size)
        text += static_cast<char>('a' + random() % 26);
    return text;
}

// What was put in: the bitmap of each row.
struct Rows {
    std::map<std::uint32_t, std::vector<std::uint64_t>> bitmaps;
    std::uint32_t next = 0;

    void addTo(StripBuilder& builder, const std::string& record) {
        std::vector<std::uint64_t>& bitmap = bitmaps[next];
        bitmap.assign(kGramWords, 0);
        GramMarker().mark(record, std::span<std::uint64_t, kGramWords>(bitmap.data(), kGramWords));
        builder.add(next++, record);
    }
};

bool has(const std::vector<std::uint64_t>& bitmap, std::uint32_t bucket) {
    return (bitmap[bucket / 64] >> (bucket % 64)) & 1;
}

// Each row is in one block, and the strip says of each block what the bitmaps of its rows say.
void check(const std::vector<StripPtr>& strips, const Rows& rows) {
    std::vector<int> seen(rows.next, 0);
    std::mt19937 random(9);
    for (const StripPtr& strip : strips) {
        QVERIFY(strip->blocks().size() <= kStripBlocks);
        for (std::size_t b = 0; b < strip->blocks().size(); ++b) {
            std::vector<std::uint32_t> members = RowRuns(strip->blocks()[b].runs).rows();
            for (const std::uint32_t row : members)
                ++seen[row];
            for (int i = 0; i < 200; ++i) {
                const std::uint32_t bucket = random() % kGramBuckets;
                const bool expected =
                    std::ranges::any_of(members, [&](std::uint32_t row) { return has(rows.bitmaps.at(row), bucket); });
                QCOMPARE(((strip->blocksWith(std::array{bucket}) >> b) & 1) != 0, expected);
            }
        }
    }
    QVERIFY(std::ranges::all_of(seen, [](int times) { return times == 1; }));
}

} // namespace

class TestStrip : public QObject {
    Q_OBJECT
private slots:
    void saysWhatBlocksHold();
    void asksForAllBuckets();
    void joins();
};

void TestStrip::saysWhatBlocksHold() {
    std::mt19937 random(1);
    Rows rows;
    StripBuilder builder;
    std::vector<StripPtr> strips;
    while (rows.next < 1'400) {
        rows.addTo(builder, recordOf(random, rows.next % 100 == 50 ? 300'000 : 20'000));
        if (builder.isFull())
            strips.push_back(builder.take());
    }
    strips.push_back(builder.take());
    QVERIFY(builder.isEmpty());
    QVERIFY(strips.size() >= 2);
    QVERIFY(strips.front()->isFull() && !strips.back()->isFull());
    check(strips, rows);
}

void TestStrip::asksForAllBuckets() {
    StripBuilder builder;
    builder.add(0, R"({"a":"needle"})");
    const StripPtr strip = builder.take();
    std::vector<std::uint32_t> buckets;
    addBuckets("need", buckets);
    addBuckets("edle", buckets);
    QCOMPARE(buckets.size(), std::size_t{2});
    QCOMPARE(strip->blocksWith(buckets), std::uint64_t{1});
    addBuckets("zzzz", buckets);
    QCOMPARE(strip->blocksWith(buckets), std::uint64_t{0});
    QCOMPARE(strip->blocksWith({}), std::uint64_t{1});
    addBuckets("abc", buckets);
    QCOMPARE(buckets.size(), std::size_t{3});
}

void TestStrip::joins() {
    std::mt19937 random(2);
    Rows rows;
    std::vector<StripPtr> strips;
    for (const unsigned records : {1u, 3u, 40u, 2u, 1u, 100u, 500u, 1u, 700u, 5u}) {
        StripBuilder builder;
        for (unsigned i = 0; i < records; ++i)
            rows.addTo(builder, recordOf(random, 15'000));
        strips.push_back(builder.take());
    }
    const std::vector<StripPtr> joined = Strip::joined(strips);
    check(joined, rows);
    for (std::size_t i = 0; i + 1 < joined.size(); ++i)
        QVERIFY(joined[i]->isFull());
    QVERIFY(joined.size() < strips.size());

    // Many small additions, as those of a folder that is followed, do not take a block each.
    std::vector<StripPtr> open;
    Rows small;
    for (unsigned i = 0; i < 60; ++i) {
        StripBuilder builder;
        small.addTo(builder, recordOf(random, 10'000));
        open.push_back(builder.take());
        open = Strip::joined(open);
    }
    QCOMPARE(open.size(), std::size_t{1});
    QVERIFY(open.front()->blocks().size() <= 4);
    check(open, small);
}

QTEST_GUILESS_MAIN(TestStrip)
#include "tst_strip.moc"
