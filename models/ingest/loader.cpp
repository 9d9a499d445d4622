// SPDX-License-Identifier: Apache-2.0
#include "ingest/loader.h"

#include "base/bigmemory.h"
#include "ingest/filereader.h"
#include "ingest/segmentqueue.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <tuple>

namespace rastro {

namespace {

using Clock = std::chrono::steady_clock;

// Files are taken by workers one after the other; while a big one is read in segments, the others help.
class Workers {
public:
    Workers(EventStore& store, const LoadOptions& options, LoadProgress& progress, const Checkpoint& checkpoint,
            std::vector<FoundFile> files)
        : m_store(store), m_options(options), m_progress(progress), m_checkpoint(checkpoint), m_files(std::move(files)) {
    }

    void start(unsigned count) {
        m_running = count;
        for (unsigned i = 0; i < count; ++i)
            m_threads.emplace_back([this] { run(); });
    }

    // True when all are done; false after `patience`.
    bool waitFor(std::chrono::milliseconds patience) {
        std::unique_lock lock(m_mutex);
        return m_done.wait_for(lock, patience, [this] { return m_running == 0; });
    }

private:
    void run() {
        {
            FileReader reader(m_store, m_options, m_progress, m_checkpoint, m_segments);
            while (!m_checkpoint.isStopRequested()) {
                if (reader.help())
                    continue;
                const std::size_t next = m_next.fetch_add(1, std::memory_order_relaxed);
                if (next >= m_files.size())
                    break;
                reader.read(m_files[next]);
                m_progress.filesDone.fetch_add(1, std::memory_order_relaxed);
                m_finished.fetch_add(1, std::memory_order_release);
            }
            // The last files may be big: help until they are done.
            while (!m_checkpoint.isStopRequested() && m_finished.load(std::memory_order_acquire) < m_files.size()) {
                if (!reader.help())
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        }
        const std::lock_guard lock(m_mutex);
        --m_running;
        m_done.notify_all();
    }

    EventStore& m_store;
    const LoadOptions& m_options;
    LoadProgress& m_progress;
    const Checkpoint& m_checkpoint;
    std::vector<FoundFile> m_files;
    SegmentQueue m_segments;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_finished{0};
    std::mutex m_mutex;
    std::condition_variable m_done;
    unsigned m_running = 0;
    std::vector<std::jthread> m_threads; // last: joined first
};

std::uint64_t freeMemoryBytes() {
    return static_cast<std::uint64_t>(::sysconf(_SC_AVPHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t residentBytes() {
    std::uint64_t pages = 0;
    if (FILE* statm = std::fopen("/proc/self/statm", "r")) {
        unsigned long long total = 0;
        unsigned long long resident = 0;
        if (std::fscanf(statm, "%llu %llu", &total, &resident) == 2)
            pages = resident;
        std::fclose(statm);
    }
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// What was found but will not be read, into the report.
void reportFound(EventStore& store, FoundFiles& found, const Scope& scope) {
    store.updateReport([&](LoadReport& report) {
        report.wasCancelled = false;
        for (FoundFiles::Problem& problem : found.failures)
            report.failures.push_back({std::move(problem.path), -1, std::move(problem.reason)});
        for (FoundFiles::Problem& problem : found.ignored)
            report.ignored.push_back({std::move(problem.path), std::move(problem.reason)});
        report.filesFailed += found.failures.size();
        report.filesIgnored += found.ignored.size();
        const auto outside = std::stable_partition(found.files.begin(), found.files.end(), [&](FoundFile& file) {
            const bool isIn = scope.includes(file.path);
            file.onlyIfArchive = !isIn && !file.givenByName;
            return isIn || !parseTrailName(file.path); // what does not tell may be an archive
        });
        report.filesOutOfScope += static_cast<std::uint64_t>(found.files.end() - outside);
        found.files.erase(outside, found.files.end());
    });
}

} // namespace

Loader::Loader(EventStore& store, LoadOptions options)
    : m_store(store), m_options(std::move(options)), m_progress(std::make_shared<LoadProgress>()) {}

SnapshotPtr Loader::load(const std::vector<std::string>& paths, Checkpoint& checkpoint,
                         const std::function<void(SnapshotPtr)>& publish) {
    const unsigned threads =
        m_options.threads != 0 ? m_options.threads : std::max(1u, std::thread::hardware_concurrency());
    FoundFiles found = findFiles(paths, threads, checkpoint);
    reportFound(m_store, found, m_options.scope);
    std::uint64_t bytes = 0;
    for (const FoundFile& file : found.files)
        bytes += file.bytes;
    m_progress->filesFound = found.files.size();
    m_progress->bytesFound = bytes;
    m_progress->phase = LoadPhase::Reading;

    const std::uint64_t budget =
        m_options.memoryBudgetBytes != 0 ? m_options.memoryBudgetBytes : freeMemoryBytes() / 4 * 3;
    const std::uint64_t residentAtStart = residentBytes();
    {
        Checkpoint workersStop;
        Workers workers(m_store, m_options, *m_progress, workersStop, std::move(found.files));
        workers.start(threads);
        auto last = Clock::now();
        auto pause = std::chrono::milliseconds(100);
        std::uint32_t shown = m_store.rowCount();
        while (!workers.waitFor(std::chrono::milliseconds(20))) {
            if (checkpoint.isStopRequested())
                workersStop.requestStop();
            if (residentBytes() > residentAtStart + budget) {
                m_store.updateReport([](LoadReport& report) { report.ranOutOfMemoryBudget = true; });
                workersStop.requestStop();
            }
            const auto now = Clock::now();
            if (!publish || now - last < pause || m_store.rowCount() == shown)
                continue;
            SnapshotPtr snapshot = m_store.publish(true);
            shown = snapshot->rowCount();
            publish(std::move(snapshot));
            last = Clock::now();
            pause = std::max(std::chrono::milliseconds(100),
                             std::chrono::duration_cast<std::chrono::milliseconds>((last - now) * 10));
        }
    }
    m_store.updateReport([&](LoadReport& report) {
        report.wasCancelled = checkpoint.isStopRequested();
        std::ranges::stable_sort(report.failures, {}, [](const LoadFailure& f) { return std::tie(f.path, f.offset); });
        std::ranges::stable_sort(report.ignored, {}, [](const IgnoredFile& f) { return std::tie(f.path, f.reason); });
    });
    m_progress->phase = LoadPhase::Settling;
    Checkpoint settleAlways; // a cancelled load is settled too: what is in must be usable
    SnapshotPtr last = m_store.settle(threads, settleAlways);
    dropSpares(); // what sorting needed
    m_progress->phase = LoadPhase::Done;
    return last;
}

} // namespace rastro
