// SPDX-License-Identifier: Apache-2.0
//
// Index, scan and leaf search together give exactly what searching all records gives.
#include "textindex/leafsearch.h"
#include "textindex/recordscan.h"
#include "textindex/requiredpieces.h"
#include "textindex/textdata.h"
#include "textindex/textindex.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <numeric>

using namespace rastro;
using namespace rastro::test;

namespace {

struct Collected {
    RowVector hits;
    RowVector unread;
    std::uint64_t scanned = 0;
    int batches = 0;
    std::atomic<int> inside{0};
    bool overlapped = false;

    TakeBatch taker() {
        return [this](const ScanBatch& batch) {
            overlapped |= inside.fetch_add(1) != 0;
            hits.insert(hits.end(), batch.hits.begin(), batch.hits.end());
            unread.insert(unread.end(), batch.unreadRows.begin(), batch.unreadRows.end());
            scanned += batch.scannedRows;
            ++batches;
            --inside;
        };
    }
};

} // namespace

class TestRecordScan : public QObject {
    Q_OBJECT
private slots:
    void findsWhatAPlainScanFinds();
    void tellsUnreadRows();
    void stops();
};

void TestRecordScan::findsWhatAPlainScanFinds() {
    const Folder folder;
    writeMix(folder);
    const SnapshotPtr s = load(folder.path());
    const PlainTexts texts(*s);
    TextIndex index;
    Checkpoint checkpoint;
    QVERIFY(index.build(*s, 2, checkpoint));
    std::mt19937 random(21);
    std::size_t found = 0;
    for (int i = 0; i < 60; ++i) {
        const std::string needle = i == 0 ? "AccessDenied" : texts.randomNeedle(random);
        const LeafSearch search(needle);
        const RowVector rows = index.candidates(*s, std::array{std::string_view(needle)}).rows.rows();
        Checkpoint scanning;
        Collected collected;
        const ScanOutcome outcome = scanRecords(
            *s, rows, 3, scanning, [&](std::string_view record) { return search.occursIn(record); }, collected.taker());
        std::ranges::sort(collected.hits);
        QCOMPARE(collected.hits, texts.rowsWith({needle}));
        QCOMPARE(outcome.hits, std::uint64_t{collected.hits.size()});
        QCOMPARE(collected.scanned, std::uint64_t{rows.size()});
        QCOMPARE(scanning.done(), std::uint64_t{rows.size()});
        QVERIFY(outcome.isComplete && outcome.unreadRows == 0 && !collected.overlapped);
        found += collected.hits.size();
    }
    QVERIFY(found > 100);
}

void TestRecordScan::tellsUnreadRows() {
    const Folder folder;
    folder.write("a.json", listOf(generated(0, 30)));
    folder.write("b.json", listOf(generated(100, 20)));
    const SnapshotPtr s = load(folder.path());
    std::filesystem::remove(folder.path("b.json"));
    RowVector rows(s->rowCount());
    std::iota(rows.begin(), rows.end(), 0u);
    Checkpoint checkpoint;
    Collected collected;
    const ScanOutcome outcome = scanRecords(
        *s, rows, 2, checkpoint, [](std::string_view) { return true; }, collected.taker());
    QCOMPARE(outcome.hits, std::uint64_t{30});
    QCOMPARE(outcome.unreadRows, std::uint64_t{20});
    QCOMPARE(collected.unread.size(), std::size_t{20});
    QVERIFY(outcome.isComplete);
}

void TestRecordScan::stops() {
    const Folder folder;
    writeMix(folder);
    const SnapshotPtr s = load(folder.path());
    RowVector rows(s->rowCount());
    std::iota(rows.begin(), rows.end(), 0u);
    Checkpoint checkpoint;
    Collected collected;
    std::atomic<int> tested{0};
    const ScanOutcome outcome = scanRecords(
        *s, rows, 2, checkpoint,
        [&](std::string_view) {
            if (++tested == 10)
                checkpoint.requestStop();
            return true;
        },
        collected.taker());
    QVERIFY(!outcome.isComplete);
    QVERIFY(tested < 20);
    QCOMPARE(outcome.hits, std::uint64_t(tested.load())); // what was found until then is told
    QCOMPARE(collected.hits.size(), static_cast<std::size_t>(tested.load()));
}

QTEST_GUILESS_MAIN(TestRecordScan)
#include "tst_recordscan.moc"
