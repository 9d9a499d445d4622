// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/selecting.h"
#include "query/grouping.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace rastro::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string oneNumber(std::uint64_t number, Format format) {
    const std::string digits = std::to_string(number);
    switch (format) {
    case Format::Json:
        return "{\"count\":" + digits + "}\n";
    case Format::Csv:
        return "count\r\n" + digits + "\r\n";
    default:
        return digits + "\n";
    }
}

Result<std::vector<Group>> countGroups(const LoadedTrail& trail, const CountOptions& options, const RowVector& rows,
                                       OnDemandCache& made) {
    Checkpoint& checkpoint = interruption();
    std::vector<GroupColumn> columns;
    std::vector<OnDemandPtr> kept; // however small the cache
    for (const AnyColumn& column : options.by) {
        columns.push_back({column});
        if (!column.isMade())
            continue;
        const auto full = made.column(*trail.snapshot, column, trail.threads, checkpoint);
        if (!full)
            return full.error();
        kept.push_back(*full);
        columns.back().made = full->get();
    }
    const std::size_t limit = static_cast<std::size_t>(options.limit.value_or(std::numeric_limits<std::size_t>::max()));
    auto groups = countBy(*trail.snapshot, rows, columns, limit, trail.threads, checkpoint);
    if (!groups)
        return groups;
    for (Group& group : *groups) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].column == AnyColumn(Column::Source) && group.key[c])
                group.key[c] = trail.shownPath(*group.key[c]);
        }
    }
    return groups;
}

void appendJson(std::string& out, const std::vector<Group>& groups) {
    out += "[";
    const char* separator = "\n";
    for (const Group& group : groups) {
        Json key = Json::array();
        for (const auto& value : group.key)
            key.push_back(value ? Json(*value) : Json());
        const Json line{{"key", std::move(key)}, {"count", group.count}};
        out += separator + line.dump(-1, ' ', false, Json::error_handler_t::replace);
        separator = ",\n";
    }
    out += groups.empty() ? "]\n" : "\n]\n";
}

void appendLines(std::string& out, const std::vector<Group>& groups, const CountOptions& options) {
    const auto writer = makeRowWriter(options.format == Format::Csv ? ExportFormat::Csv : ExportFormat::Table);
    std::vector<std::string> names;
    for (const AnyColumn& column : options.by)
        names.push_back(column.name());
    names.emplace_back("count");
    writer->begin(out, names);
    for (const Group& group : groups) {
        Cells cells = group.key;
        cells.emplace_back(std::to_string(group.count));
        writer->cells(out, std::move(cells));
    }
    writer->end(out);
}

} // namespace

int runCount(const CountOptions& options) {
    const LoadOutcome loaded = loadTrail(options.input, Tell::Problems);
    if (!loaded.trail)
        return loaded.exitCode;
    const LoadedTrail& trail = *loaded.trail;
    return produceInto({}, {}, [&](ByteSink& sink) -> Result<int> {
        OnDemandCache columns;
        columns.setRules(rulesOf(options.selection));
        const auto rows = selectedRows(trail, options.selection, trail.snapshot->sharedTimeOrder(), columns);
        if (!rows)
            return rows.error();
        std::string out;
        if (options.by.empty()) {
            out = oneNumber((*rows)->size(), options.format);
        } else if (options.tellsMore()) {
            auto told = tellGroups(trail, options, **rows, columns);
            if (!told)
                return told.error();
            out = *std::move(told);
        } else {
            const auto groups = countGroups(trail, options, **rows, columns);
            if (!groups)
                return groups.error();
            if (options.format == Format::Json)
                appendJson(out, *groups);
            else
                appendLines(out, *groups, options);
        }
        tellAbsent(*trail.snapshot, options.by, columns);
        if (const Status written = sink.write(out); !written)
            return written.error();
        return trail.exitCode();
    });
}

} // namespace rastro::cli
