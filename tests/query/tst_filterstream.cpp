// SPDX-License-Identifier: Apache-2.0
#include "language/parser.h"
#include "query/filter.h"
#include "query/outwards.h"

#include "support/loading.h"

#include <QTest>

#include <filesystem>
#include <random>

using namespace rastro;
using namespace rastro::test;

class TestFilterStream : public QObject {
    Q_OBJECT
private slots:
    void everyRowOnceNearestFirst_data();
    void everyRowOnceNearestFirst();
    void tellsWhatIsNearFirst();
    void tellsNothingOfWhatColumnsKnow();
    void stops();
    void unreadRowsAreTold();
};

void TestFilterStream::everyRowOnceNearestFirst_data() {
    QTest::addColumn<int>("near");
    QTest::addColumn<int>("most");
    for (const int near : {0, 1, 500, 699, 700, 5'000}) {
        for (const int most : {1, 2, 7, 64, 10'000})
            QTest::addRow("%d by %d", near, most) << near << most;
    }
}

void TestFilterStream::everyRowOnceNearestFirst() {
    QFETCH(int, near);
    QFETCH(int, most);
    std::mt19937 random(11);
    RowVector order(700); // of 1,000 rows: 300 are in no place
    RowVector all(1'000);
    std::iota(all.begin(), all.end(), 0u);
    std::ranges::shuffle(all, random);
    std::copy_n(all.begin(), order.size(), order.begin());
    RowBitmap wanted(1'000);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t row = 0; row < 1'000; ++row) {
        if (random() % 3 != 0) {
            wanted.insert(row);
            expected.push_back(row);
        }
    }
    Outwards outwards(order, static_cast<std::size_t>(near), wanted);
    std::vector<std::uint32_t> given;
    long farthest = -1; // above the place, of the calls before
    for (RowVector rows = outwards.next(static_cast<std::size_t>(most)); !rows.empty(); rows = outwards.next(static_cast<std::size_t>(most))) {
        QVERIFY(rows.size() <= static_cast<std::size_t>(std::max(most, 2)));
        QVERIFY(std::ranges::is_sorted(rows));
        long above = farthest;
        for (const std::uint32_t row : rows) {
            const auto place = std::ranges::find(order, row) - order.begin();
            if (place < static_cast<long>(order.size()) && place >= near) {
                QVERIFY(place > farthest); // nearer ones came before
                above = std::max<long>(above, place);
            }
        }
        farthest = above;
        given.insert(given.end(), rows.begin(), rows.end());
    }
    std::ranges::sort(given);
    QCOMPARE(given, expected);
}

void TestFilterStream::tellsWhatIsNearFirst() {
    Folder folder;
    std::string text;
    for (unsigned n = 0; n < 6'000; ++n)
        text += makeEvent(n, n % 2 == 0 ? R"(,"requestParameters":{"a":"needle"})" : "") + "\n";
    folder.write("a.json", text);
    const auto snapshot = load(folder.path());
    constexpr std::size_t kNear = 3'000;
    std::vector<RowBitmap> told;
    const FilterStream stream{snapshot->timeOrder(), kNear, [&](const RowBitmap& soFar) { told.push_back(soFar); }};
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto whole = filterRows(*snapshot, std::get<Expression>(parseFilter("needle")), {columns, {}, 2, nullptr, &stream}, checkpoint);
    QVERIFY(whole);
    QCOMPARE(whole->rows.count(), 3'000u);
    QVERIFY(!told.empty());
    const RowBitmap& first = told.front();
    QVERIFY(first.count() >= 40 && first.count() < 3'000);
    for (std::size_t place = kNear - 100; place < kNear + 100; ++place) { // nothing near is left out
        const std::uint32_t row = snapshot->timeOrder()[place];
        QCOMPARE(first.contains(row), whole->rows.contains(row));
    }
    for (std::size_t i = 0; i < told.size(); ++i) { // only more, and nothing but what the answer has
        told[i].forEach([&](std::uint32_t row) {
            QVERIFY(whole->rows.contains(row));
            QVERIFY(i + 1 == told.size() || told[i + 1].contains(row));
        });
    }
}

void TestFilterStream::tellsNothingOfWhatColumnsKnow() {
    Folder folder;
    folder.write("a.json", makeEvent(1) + makeEvent(2));
    const auto snapshot = load(folder.path());
    const FilterStream stream{snapshot->timeOrder(), 0, [](const RowBitmap&) { QFAIL("the answer is there at once"); }};
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto rows = filterRows(*snapshot, std::get<Expression>(parseFilter("api:Call1")), {columns, {}, 2, nullptr, &stream}, checkpoint);
    QVERIFY(rows);
    QCOMPARE(rows->rows.count(), 1u);
}

void TestFilterStream::stops() {
    Folder folder;
    std::string text;
    for (unsigned n = 0; n < 6'000; ++n)
        text += makeEvent(n) + "\n";
    folder.write("a.json", text);
    const auto snapshot = load(folder.path());
    Checkpoint checkpoint;
    const FilterStream stream{snapshot->timeOrder(), 0, [&](const RowBitmap&) { checkpoint.requestStop(); }};
    OnDemandCache columns;
    const auto rows = filterRows(*snapshot, std::get<Expression>(parseFilter("Call")), {columns, {}, 2, nullptr, &stream}, checkpoint);
    QVERIFY(!rows);
    QVERIFY(rows.error().code == ErrorCode::Cancelled);
}

// A path whose records are gone finds nothing, and says for how many rows.
void TestFilterStream::unreadRowsAreTold() {
    Folder folder;
    const std::string file = folder.write("a.json", makeEvent(1, R"(,"requestParameters":{"a":"b"})") + makeEvent(2));
    const auto snapshot = load(folder.path());
    std::filesystem::remove(file);
    OnDemandCache columns;
    Checkpoint checkpoint;
    for (const char* filter : {"requestParameters.a:b", "needle", "not requestParameters.a:b needle"}) {
        const auto rows = filterRows(*snapshot, std::get<Expression>(parseFilter(filter)), {columns, {}, 2, nullptr, nullptr}, checkpoint);
        QVERIFY(rows);
        QCOMPARE(rows->unreadRows, std::uint64_t{2});
        QCOMPARE(rows->rows.count(), 0u);
    }
}

QTEST_GUILESS_MAIN(TestFilterStream)
#include "tst_filterstream.moc"
