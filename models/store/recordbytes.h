// SPDX-License-Identifier: Apache-2.0
//
// From the bytes of a row's span in its inflated source to the record: what every way of reading records back shares.
// Pure functions over a snapshot, any thread.
#pragma once

#include "base/result.h"
#include "store/snapshot.h"

#include <string>

namespace rastro {

Error sourceChanged(const SourceInfo& source);

// One unescape for an event inside a string; Error Changed if these are not the bytes that were loaded.
Result<std::string> recordFromSpan(const Snapshot& snapshot, RowId row, const SourceInfo& source, std::string span);

// A record as JSON in any case: a summary row as an object of its columns, everything else as it is.
Result<std::string> recordAsJson(const Snapshot& snapshot, RowId row, const SourceInfo& source, std::string record);

} // namespace rastro
