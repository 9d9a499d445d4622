// SPDX-License-Identifier: Apache-2.0
//
// The records of many rows at once: every file is opened and inflated once, in its own order, on several threads.
// For exports and columns made from records; RecordReader is for the few that are looked at. Blocks its caller.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace rastro {

enum class RecordForm : std::uint8_t {
    Original, // the bytes that were loaded
    Json,     // the same, but a summary row (a line of a CSV) as an object
};

// Called once for each place in the rows given, in any order, from several threads at a time.
using TakeRecord = std::function<void(std::size_t place, Result<std::string> record)>;

// False if a stop was requested: then some rows were not read. Memory: some 40 bytes a row, give parts of large sets.
bool readRecords(const Snapshot& snapshot, std::span<const std::uint32_t> rows, RecordForm form, unsigned threads,
                 const Checkpoint& checkpoint, const TakeRecord& take);

} // namespace rastro
