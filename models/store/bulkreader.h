// SPDX-License-Identifier: Apache-2.0
//
// The records of many rows at once: every file is opened and inflated once, in its own order, on several threads.
// For exports, searches and columns made from records; RecordReader is for the few that are looked at. Blocks its
// caller.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace rastro {

enum class RecordForm : std::uint8_t {
    Original, // the bytes that were loaded
    Json,     // the same, but a summary row (a line of a CSV) as an object
};

// Called once for each place in the rows given, in any order, from several threads at a time. The bytes stand in the
// inflated file and are gone when the call returns. worker: which of the `threads` threads calls, from 0, for what each
// keeps for itself.
using TakeRecordView = std::function<void(unsigned worker, std::size_t place, const Result<std::string_view>& record)>;

// Files are read in the order in which the rows first name them; a worker gets the records of a file one after the
// other by offset. False if a stop was requested: then some rows were not read. Memory: some 4 bytes a row and 1 to 16
// MB a thread.
bool readRecordViews(const Snapshot& snapshot, std::span<const std::uint32_t> rows, RecordForm form, unsigned threads,
                     const Checkpoint& checkpoint, const TakeRecordView& take);

// The same with the records as strings of their own, for those who keep them.
using TakeRecord = std::function<void(std::size_t place, Result<std::string> record)>;
bool readRecords(const Snapshot& snapshot, std::span<const std::uint32_t> rows, RecordForm form, unsigned threads,
                 const Checkpoint& checkpoint, const TakeRecord& take);

} // namespace rastro
