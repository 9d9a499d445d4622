// SPDX-License-Identifier: Apache-2.0
#include "base/plaintext.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/selecting.h"
#include "export/exporter.h"

#include <algorithm>
#include <array>

namespace rastro::cli {

namespace {

ExportFormat exportFormat(Format format) {
    switch (format) {
    case Format::Csv:
        return ExportFormat::Csv;
    case Format::Json:
        return ExportFormat::Json;
    case Format::Ndjson:
        return ExportFormat::Ndjson;
    case Format::Table:
        break;
    }
    return ExportFormat::Table;
}

Result<RowVector> sortedRows(const LoadedTrail& trail, const QueryOptions& options, OnDemandCache& columns) {
    const SnapshotPtr& snapshot = trail.snapshot;
    const auto base = selectedRows(trail, options.selection,
                                   options.duplicates == QueryOptions::Duplicates::Shown
                                       ? snapshot->sharedFullTimeOrder()
                                       : snapshot->sharedTimeOrder(),
                                   columns);
    if (!base)
        return base.error();
    Checkpoint& checkpoint = interruption();
    OnDemandPtr made;
    if (options.sortColumn.isMade()) {
        const auto column = columns.column(*snapshot, options.sortColumn, trail.threads, checkpoint);
        if (!column)
            return column.error();
        made = *column;
        tellAbsent(*snapshot, std::array{options.sortColumn}, columns);
    }
    auto rows =
        sortRows(*snapshot, **base, options.sortColumn, options.sortOrder, checkpoint, trail.threads, made.get());
    if (rows && options.limit && *options.limit < rows->size())
        rows->resize(*options.limit);
    return rows;
}

void tellUnread(const LoadedTrail& trail, const ExportOutcome& outcome) {
    constexpr std::size_t kTold = 20;
    for (std::size_t i = 0; i < std::min(outcome.problems.size(), kTold); ++i)
        tellProblem(trail.shownPath(outcome.problems[i].where) + ": " + outcome.problems[i].what);
    if (outcome.unreadRows > 0)
        tellProblem(grouped(outcome.unreadRows) + " records could not be read back");
    for (const AnyColumn& column : outcome.absent)
        tellProblem("no event written has a field " + escapeControls(column.name()));
}

Result<int> writeRows(const LoadedTrail& trail, const QueryOptions& options, ByteSink& sink) {
    OnDemandCache columns;
    columns.setRules(rulesOf(options.selection));
    const Result<RowVector> rows = sortedRows(trail, options, columns);
    if (!rows)
        return rows.error();
    const bool usesDefaults = options.columns.empty();
    ExportRequest request{.snapshot = *trail.snapshot, .rows = *rows};
    request.columns =
        usesDefaults ? std::vector<AnyColumn>(defaultColumns().begin(), defaultColumns().end()) : options.columns;
    request.format = exportFormat(options.format);
    request.eventNames = usesDefaults && options.format == Format::Table ? EventNames::Label : EventNames::Exact;
    request.threads = trail.threads;
    request.made = &columns;
    request.shownPath = [&trail](const std::string& path) { return trail.shownPath(path); };
    const Result<ExportOutcome> outcome = exportRows(request, sink, interruption());
    if (!outcome)
        return outcome.error();
    tellUnread(trail, *outcome);
    const int loaded = trail.exitCode();
    return loaded == kDone && outcome->unreadRows > 0 ? int{kSomethingFailed} : loaded;
}

// The paths given, before a long load: what the load finds is looked at again afterwards.
bool isGivenAsInput(const QueryOptions& options) {
    InputFiles given;
    for (const std::string& path : options.input.paths)
        given.add(path);
    return !options.output.empty() && given.contains(options.output);
}

} // namespace

int runQuery(const QueryOptions& options) {
    if (isGivenAsInput(options)) {
        tellProblem(Error{ErrorCode::InvalidArgument, options.output, "this is an input and will not be replaced"});
        return kWrongUsage;
    }
    const LoadOutcome loaded = loadTrail(options.input, Tell::Problems);
    if (!loaded.trail)
        return loaded.exitCode;
    return produceInto(options.output, loaded.trail->inputFiles(),
                       [&](ByteSink& sink) { return writeRows(*loaded.trail, options, sink); });
}

} // namespace rastro::cli
