// SPDX-License-Identifier: Apache-2.0
//
// The verified scan: reads the records of rows back and keeps the rows whose record passes a test. Files are read in
// the order in which the rows first name them, on several threads; results come in batches while it runs. Blocks its
// caller, a stop is answered within 50 ms.
#pragma once

#include "base/checkpoint.h"
#include "store/snapshot.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

// The record as JSON (a summary row as an object); called from several threads at a time.
using RecordTest = std::function<bool(std::string_view record)>;

struct ScanBatch {
    std::vector<std::uint32_t> hits;       // rows that passed since the last batch of the same thread
    std::vector<std::uint32_t> unreadRows; // whose record could not be read again
    std::uint64_t scannedRows = 0;         // looked at since then
};

// Called by one thread at a time, each 30 ms or so.
using TakeBatch = std::function<void(const ScanBatch& batch)>;

struct ScanOutcome {
    std::uint64_t hits = 0;
    std::uint64_t unreadRows = 0;
    bool isComplete = false; // no stop was requested
};

// Progress: rows; the total is the caller's to set.
ScanOutcome scanRecords(const Snapshot& snapshot, std::span<const std::uint32_t> rows, unsigned threads,
                        Checkpoint& checkpoint, const RecordTest& test, const TakeBatch& take);

} // namespace rastro
