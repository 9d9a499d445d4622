// SPDX-License-Identifier: Apache-2.0
//
// The subcommands of rastro-cli and what the command line told them. Plain values; the functions block until their
// command is done and return the exit code of the program.
#pragma once

#include "base/ids.h"
#include "export/rowwriter.h"
#include "ingest/scope.h"
#include "language/expression.h"
#include "query/anycolumn.h"
#include "query/filtercontext.h"
#include "query/ondemand.h"
#include "query/sorter.h"

#include <cstdint>
#include <memory>
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

struct LoadedTrail;

struct Input {
    std::vector<std::string> paths;
    unsigned threads = 0; // 0: as many as the machine has
    std::uint64_t inflateLimitBytes = std::uint64_t{16} << 30;
    Scope scope;
};

// Which of the events read a command is about.
struct Selection {
    Expression filter; // All: every one
    std::shared_ptr<ValueLists> lists = std::make_shared<ValueLists>(); // what @names in the filter stand for
    Micros learning = 0; // see FindingRules
    std::shared_ptr<const NetworkBook> networks;
};

enum class Format : std::uint8_t { Table, Csv, Json, Ndjson };

struct SummaryOptions {
    Input input;
    Format format = Format::Table;
};

struct QueryOptions {
    Input input;
    Format format = Format::Table;
    Selection selection;
    std::vector<AnyColumn> columns; // empty: those of the window
    AnyColumn sortColumn = Column::EventTime;
    SortOrder sortOrder = SortOrder::Ascending;
    std::optional<std::uint64_t> limit;
    std::string output; // empty: stdout
    enum class Duplicates : std::uint8_t { Hidden, Shown } duplicates = Duplicates::Hidden;
};

struct CountOptions {
    Input input;
    Format format = Format::Table;
    Selection selection;
    std::vector<AnyColumn> by;
    std::optional<std::uint64_t> limit;
    // What is told of each group beside its count.
    std::optional<AnyColumn> sum;
    std::optional<AnyColumn> distinct;
    bool tellsFirst = false;
    bool tellsLast = false;
    bool tellsMore() const { return sum || distinct || tellsFirst || tellsLast; }
};

struct HistogramOptions {
    Input input;
    Format format = Format::Csv;
    Selection selection;
    std::uint32_t bins = 100;
};

// The credentials behind the events selected, and where each comes from.
struct SessionsOptions {
    Input input;
    Format format = Format::Table;
    Selection selection;
};

// What is told of the events selected.
struct ReportOptions {
    Input input;
    Format format = Format::Table; // text
    Selection selection;
    std::string of; // of a profile: whom or what it is about
};

int runSessions(const SessionsOptions& options);
int runLedger(const ReportOptions& options);
int runProfile(const ReportOptions& options);
int runBriefing(const ReportOptions& options);
int runSummary(const SummaryOptions& options);
int runQuery(const QueryOptions& options);
int runCount(const CountOptions& options);
// The groups of runCount() with sums, different values and times, as text. Called by it.
Result<std::string> tellGroups(const LoadedTrail& trail, const CountOptions& options, const RowVector& rows,
                               OnDemandCache& columns);
int runHistogram(const HistogramOptions& options);

} // namespace rastro::cli
