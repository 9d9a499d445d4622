// SPDX-License-Identifier: Apache-2.0
#include "query/histogram.h"

#include "support/rows.h"

#include <QTest>

#include <random>

using namespace rastro;
using rastro::test::RowMaker;

namespace {

std::shared_ptr<const Snapshot> rowsAt(const std::vector<Micros>& times) {
    RowMaker maker;
    const SourceId source = maker.source("/a");
    std::vector<EventRow> rows;
    for (std::uint64_t i = 0; i < times.size(); ++i)
        rows.push_back(maker.row(times[i], i));
    maker.append(source, rows);
    return maker.publish();
}

std::vector<std::uint64_t> countsOf(const Histogram& histogram) {
    std::vector<std::uint64_t> counts;
    for (const TimeBin& bin : histogram.bins)
        counts.push_back(bin.count);
    return counts;
}

} // namespace

class TestHistogram : public QObject {
    Q_OBJECT
private slots:
    void halfOpenButTheLast();
    void everyRowIsInOneBin();
    void extremes();
    void nothing();
    void stops();
};

void TestHistogram::halfOpenButTheLast() {
    const auto s = rowsAt({0, 9, 10, 19, 20, 29, 30, kNoTime});
    const auto histogram = makeHistogram(*s, s->timeOrder(), 3, 1, {});
    QVERIFY(histogram);
    QCOMPARE(countsOf(*histogram), (std::vector<std::uint64_t>{2, 2, 3}));
    QCOMPARE(histogram->withoutTime, std::uint64_t{1});
    QCOMPARE(histogram->bins.front().from, Micros{0});
    QCOMPARE(histogram->bins.back().to, Micros{30});
}

void TestHistogram::everyRowIsInOneBin() {
    std::mt19937_64 random(4);
    std::vector<Micros> times;
    for (int i = 0; i < 140'000; ++i)
        times.push_back(i % 17 == 0 ? kNoTime : 1'700'000'000'000'000 + static_cast<Micros>(random() % 86'400'000'007));
    const auto s = rowsAt(times);
    for (const std::uint32_t bins : {1u, 7u, 100u, 1'001u}) {
        const auto histogram = makeHistogram(*s, s->timeOrder(), bins, 2, {});
        QVERIFY(histogram);
        QCOMPARE(histogram->bins.size(), std::size_t{bins});
        std::uint64_t sum = histogram->withoutTime;
        for (std::size_t b = 0; b < bins; ++b) {
            const TimeBin& bin = histogram->bins[b];
            QVERIFY(b == 0 || bin.from == histogram->bins[b - 1].to);
            const bool isLast = b + 1 == bins;
            std::uint64_t slow = 0;
            for (const Micros t : times)
                slow += t != kNoTime && t >= bin.from && (t < bin.to || (isLast && t == bin.to));
            if (b % 97 == 0 || isLast)
                QCOMPARE(bin.count, slow);
            sum += bin.count;
        }
        QCOMPARE(sum, std::uint64_t{times.size()});
    }
}

void TestHistogram::extremes() {
    const Micros least = kNoTime + 1;
    const Micros most = std::numeric_limits<Micros>::max();
    // The edges are least, half of least, 0, half of most, most.
    const auto wide = rowsAt({least, 0, most});
    const auto histogram = makeHistogram(*wide, wide->timeOrder(), 4, 1, {});
    QVERIFY(histogram);
    QCOMPARE(countsOf(*histogram), (std::vector<std::uint64_t>{1, 0, 1, 1}));
    QCOMPARE(histogram->bins.back().to, most);

    const auto same = rowsAt({5, 5, 5});
    const auto one = makeHistogram(*same, same->timeOrder(), 100, 1, {});
    QVERIFY(one);
    QCOMPARE(countsOf(*one), (std::vector<std::uint64_t>{3}));
    const auto few = rowsAt({5, 6, 7});
    const auto two = makeHistogram(*few, few->timeOrder(), 100, 1, {});
    QVERIFY(two);
    QCOMPARE(countsOf(*two), (std::vector<std::uint64_t>{1, 2}));
}

void TestHistogram::nothing() {
    const auto s = rowsAt({kNoTime, kNoTime});
    const auto histogram = makeHistogram(*s, s->timeOrder(), 10, 1, {});
    QVERIFY(histogram && histogram->bins.empty());
    QCOMPARE(histogram->withoutTime, std::uint64_t{2});
    const auto empty = makeHistogram(*s, {}, 0, 1, {});
    QVERIFY(empty && empty->bins.empty());
}

void TestHistogram::stops() {
    const auto s = rowsAt({1, 2, 3});
    Checkpoint stopped;
    stopped.requestStop();
    QVERIFY(!makeHistogram(*s, s->timeOrder(), 10, 1, stopped));
}

QTEST_GUILESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
