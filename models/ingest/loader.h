// SPDX-License-Identifier: Apache-2.0
//
// Loader: reads files and folders into an EventStore on all cores. load() blocks its caller (a worker) and hands out a
// Snapshot whenever enough is new; the last one is settled (duplicates judged). Content decides what a file is.
#pragma once

#include "base/checkpoint.h"
#include "base/timestamp.h"
#include "ingest/scope.h"
#include "store/eventstore.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace rastro {

struct LoadOptions {
    unsigned threads = 0; // 0: as many as the machine has
    std::uint64_t inflateLimitBytes = std::uint64_t{16} << 30; // per file
    std::uint64_t memoryBudgetBytes = 0; // 0: three quarters of what is free when the load starts
    Scope scope;
};

enum class LoadPhase : std::uint8_t { Finding, Reading, Settling, Done };

// How far a load is; read from any thread while it runs.
struct LoadProgress {
    std::atomic<LoadPhase> phase{LoadPhase::Finding};
    std::atomic<std::uint64_t> filesFound{0};
    std::atomic<std::uint64_t> filesDone{0};
    std::atomic<std::uint64_t> bytesFound{0}; // on disk
    std::atomic<std::uint64_t> bytesDone{0};
    std::atomic<std::uint64_t> events{0};
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

class Loader {
public:
    Loader(EventStore& store, LoadOptions options);

    // Paths are files or folders, in any mix. publish is called on the calling thread, at most every 100 ms and at most
    // a tenth of the time. A stop leaves what is loaded usable: the returned snapshot holds it and says so in its report.
    SnapshotPtr load(const std::vector<std::string>& paths, Checkpoint& checkpoint,
                     const std::function<void(SnapshotPtr)>& publish);

    const LoadProgress& progress() const { return *m_progress; }
    // Shared, so that a view may outlive the loader.
    std::shared_ptr<const LoadProgress> sharedProgress() const { return m_progress; }

private:
    EventStore& m_store;
    LoadOptions m_options;
    std::shared_ptr<LoadProgress> m_progress;
};

} // namespace rastro
