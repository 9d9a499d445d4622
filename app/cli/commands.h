// SPDX-License-Identifier: Apache-2.0
//
// The subcommands of rastro-cli and what the command line told them. Plain values; the functions block until their
// command is done and return the exit code of the program.
#pragma once

#include "base/ids.h"
#include "export/rowwriter.h"
#include "ingest/scope.h"
#include "query/sorter.h"
#include "store/columns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rastro::cli {

enum ExitCode : int {
    kDone = 0, // also when nothing matched
    kSomethingFailed = 1,
    kWrongUsage = 2,
    kNothingRead = 3,   // no event could be read
    kInterrupted = 130, // 128 + SIGINT
};

struct Input {
    std::vector<std::string> paths;
    unsigned threads = 0; // 0: as many as the machine has
    std::uint64_t inflateLimitBytes = std::uint64_t{16} << 30;
    Scope scope;
};

enum class Format : std::uint8_t { Table, Csv, Json, Ndjson };

struct SummaryOptions {
    Input input;
    Format format = Format::Table;
};

struct QueryOptions {
    Input input;
    Format format = Format::Table;
    std::vector<Column> columns; // empty: those of the window
    Column sortColumn = Column::EventTime;
    SortOrder sortOrder = SortOrder::Ascending;
    std::optional<std::uint64_t> limit;
    std::string output; // empty: stdout
    enum class Duplicates : std::uint8_t { Hidden, Shown } duplicates = Duplicates::Hidden;
};

struct CountOptions {
    Input input;
    Format format = Format::Table;
    std::vector<Column> by;
    std::optional<std::uint64_t> limit;
};

struct HistogramOptions {
    Input input;
    Format format = Format::Csv;
    std::uint32_t bins = 100;
};

int runSummary(const SummaryOptions& options);
int runQuery(const QueryOptions& options);
int runCount(const CountOptions& options);
int runHistogram(const HistogramOptions& options);

} // namespace rastro::cli
