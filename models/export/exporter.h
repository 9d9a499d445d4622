// SPDX-License-Identifier: Apache-2.0
//
// Export of rows in any order: streamed in batches, records read back file by file on several threads, memory bounded
// whatever the number of rows. Blocks its caller (a worker); can be stopped. Progress: rows.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "export/bytesink.h"
#include "export/rowwriter.h"
#include "query/anycolumn.h"
#include "query/ondemand.h"
#include "store/snapshot.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace rastro {

// How an eventName cell reads: as it is, or "iam:AttachUserPolicy" as in the window.
enum class EventNames : std::uint8_t { Exact, Label };

struct ExportRequest {
    const Snapshot& snapshot;
    const RowVector& rows;
    std::vector<AnyColumn> columns; // of the formats made of cells; several values of a path stand after commas
    ExportFormat format = ExportFormat::Csv;
    EventNames eventNames = EventNames::Exact;
    unsigned threads = 1;
    OnDemandCache* made = nullptr; // for findings; without one they are left empty
    std::function<std::string(std::string)> shownPath; // what a path of the source column is shown as; empty: as it is
};

struct ExportOutcome {
    std::uint64_t rows = 0;       // written
    std::uint64_t unreadRows = 0; // whose record could not be read: left out of JSON, without target in tables
    std::vector<Error> problems;  // the first of them
    std::vector<AnyColumn> absent; // the paths among the columns that no record read had; none if none was read
};

// Errors: Cancelled, or that of the sink. What is written by then is worth nothing: use an AtomicFile.
Result<ExportOutcome> exportRows(const ExportRequest& request, ByteSink& sink, Checkpoint& checkpoint);

} // namespace rastro
