// SPDX-License-Identifier: Apache-2.0
#include "textindex/recordscan.h"

#include "store/bulkreader.h"

#include <algorithm>
#include <chrono>
#include <mutex>

namespace rastro {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kBatchTime = 30ms;
constexpr std::uint64_t kRowsPerLook = 256; // at the clock: well under a millisecond of reading
constexpr std::size_t kBatchHits = 4096;

class Scan {
public:
    Scan(std::span<const std::uint32_t> rows, unsigned threads, Checkpoint& checkpoint, const TakeBatch& take)
        : m_rows(rows), m_checkpoint(checkpoint), m_take(take), m_workers(std::max(threads, 1u)) {}

    void add(unsigned number, std::size_t place, const Result<std::string_view>& record, const RecordTest& test) {
        Worker& worker = m_workers[number];
        ++worker.batch.scannedRows;
        if (!record)
            worker.batch.unreadRows.push_back(m_rows[place]);
        else if (test(*record))
            worker.batch.hits.push_back(m_rows[place]);
        if (worker.batch.hits.size() >= kBatchHits ||
            (worker.batch.scannedRows % kRowsPerLook == 0 && Clock::now() - worker.told >= kBatchTime))
            tell(worker);
    }

    ScanOutcome finish(bool isComplete) {
        for (Worker& worker : m_workers)
            tell(worker);
        m_outcome.isComplete = isComplete;
        return m_outcome;
    }

private:
    struct alignas(64) Worker { // no two on one cache line
        ScanBatch batch;
        Clock::time_point told = Clock::now();
    };

    void tell(Worker& worker) {
        ScanBatch& batch = worker.batch;
        if (batch.scannedRows == 0)
            return;
        m_checkpoint.advance(batch.scannedRows);
        {
            const std::lock_guard lock(m_mutex);
            m_outcome.hits += batch.hits.size();
            m_outcome.unreadRows += batch.unreadRows.size();
            m_take(batch);
        }
        batch.hits.clear();
        batch.unreadRows.clear();
        batch.scannedRows = 0;
        worker.told = Clock::now();
    }

    std::span<const std::uint32_t> m_rows;
    Checkpoint& m_checkpoint;
    const TakeBatch& m_take;
    std::vector<Worker> m_workers;
    std::mutex m_mutex; // taking a batch, and the outcome
    ScanOutcome m_outcome;
};

} // namespace

ScanOutcome scanRecords(const Snapshot& snapshot, std::span<const std::uint32_t> rows, unsigned threads,
                        Checkpoint& checkpoint, const RecordTest& test, const TakeBatch& take) {
    Scan scan(rows, threads, checkpoint, take);
    const bool isDone =
        readRecordViews(snapshot, rows, RecordForm::Json, threads, checkpoint,
                        [&](unsigned worker, std::size_t place, const Result<std::string_view>& record) {
                            scan.add(worker, place, record, test);
                        });
    return scan.finish(isDone);
}

} // namespace rastro
