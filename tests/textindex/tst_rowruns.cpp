// SPDX-License-Identifier: Apache-2.0
//
// Sets of rows as runs, against std::set.
#include "textindex/rowruns.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace rastro;

namespace {

using Set = std::set<std::uint32_t>;

std::vector<std::uint32_t> asVector(const Set& set) {
    return {set.begin(), set.end()};
}

bool isCanonical(const RowRuns& runs) {
    for (std::size_t i = 0; i < runs.runs().size(); ++i) {
        if (runs.runs()[i].begin >= runs.runs()[i].end || (i != 0 && runs.runs()[i - 1].end >= runs.runs()[i].begin))
            return false;
    }
    return true;
}

RowRuns randomRuns(std::mt19937& random, Set& set) {
    std::vector<RowRun> runs;
    for (unsigned i = random() % 6; i > 0; --i) {
        const std::uint32_t begin = random() % 40;
        const std::uint32_t end = begin + random() % 6; // empty ones too
        runs.push_back({begin, end});
        for (std::uint32_t row = begin; row < end; ++row)
            set.insert(row);
    }
    return RowRuns(std::move(runs));
}

} // namespace

class TestRowRuns : public QObject {
    Q_OBJECT
private slots:
    void isTheSet();
    void appendsRows();
};

void TestRowRuns::isTheSet() {
    std::mt19937 random(7);
    for (int round = 0; round < 3'000; ++round) {
        Set a, b, both, neither;
        const RowRuns runsA = randomRuns(random, a);
        const RowRuns runsB = randomRuns(random, b);
        Set either = a;
        either.insert(b.begin(), b.end());
        std::ranges::set_intersection(a, b, std::inserter(both, both.end()));
        const std::uint32_t count = random() % 50;
        for (std::uint32_t row = 0; row < count; ++row) {
            if (!a.contains(row))
                neither.insert(row);
        }
        QVERIFY(isCanonical(runsA) && isCanonical(runsA.united(runsB)));
        QVERIFY(isCanonical(runsA.intersected(runsB)) && isCanonical(runsA.complement(count)));
        QCOMPARE(runsA.rows(), asVector(a));
        QCOMPARE(runsA.rowCount(), std::uint64_t{a.size()});
        QCOMPARE(runsA.united(runsB).rows(), asVector(either));
        QCOMPARE(runsA.intersected(runsB).rows(), asVector(both));
        QCOMPARE(runsA.complement(count).rows(), asVector(neither));
        for (std::uint32_t row = 0; row < 50; ++row)
            QCOMPARE(runsA.contains(row), a.contains(row));
    }
}

void TestRowRuns::appendsRows() {
    std::vector<RowRun> runs;
    for (const std::uint32_t row : {5u, 6u, 7u, 2u, 3u, 9u})
        appendRow(runs, row);
    QCOMPARE(runs, (std::vector<RowRun>{{5, 8}, {2, 4}, {9, 10}}));
    QCOMPARE(RowRuns(runs).rows(), (std::vector<std::uint32_t>{2, 3, 5, 6, 7, 9}));
    QVERIFY(RowRuns::all(0).isEmpty());
    QVERIFY(RowRuns::all(3).complement(3).isEmpty());
}

QTEST_GUILESS_MAIN(TestRowRuns)
#include "tst_rowruns.moc"
