// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/loading.h"
#include "query/aggregate.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace rastro::cli {

namespace {

using Json = nlohmann::ordered_json;

// As short as it can be told: a sum of whole numbers has no fraction.
Json numberOf(double total) {
    constexpr double kExact = 9'007'199'254'740'992; // 2^53
    if (std::floor(total) == total && std::abs(total) < kExact)
        return static_cast<std::int64_t>(total);
    return total;
}

std::optional<std::string> timeText(Micros time) {
    return time == kNoTime ? std::nullopt : std::optional(formatTime(time));
}

Json orNull(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

std::string asJson(const std::vector<AggregateGroup>& groups, const CountOptions& options) {
    std::string out = "[";
    const char* separator = "\n";
    for (const AggregateGroup& group : groups) {
        Json line{{"key", Json::array()}, {"count", group.count}};
        for (const auto& value : group.key)
            line["key"].push_back(orNull(value));
        if (options.sum)
            line["sum"] = numberOf(group.sums.front().total);
        if (options.distinct)
            line["distinct"] = group.distinct.front();
        if (options.tellsFirst)
            line["first"] = orNull(timeText(group.first));
        if (options.tellsLast)
            line["last"] = orNull(timeText(group.last));
        out += separator + line.dump(-1, ' ', false, Json::error_handler_t::replace);
        separator = ",\n";
    }
    return out + (groups.empty() ? "]\n" : "\n]\n");
}

std::string asLines(const std::vector<AggregateGroup>& groups, const CountOptions& options) {
    const auto writer = makeRowWriter(options.format == Format::Csv ? ExportFormat::Csv : ExportFormat::Table);
    std::vector<std::string> names;
    for (const AnyColumn& column : options.by)
        names.push_back(column.name());
    names.emplace_back("count");
    if (options.sum)
        names.emplace_back("sum");
    if (options.distinct)
        names.emplace_back("distinct");
    if (options.tellsFirst)
        names.emplace_back("first");
    if (options.tellsLast)
        names.emplace_back("last");
    std::string out;
    writer->begin(out, names);
    for (const AggregateGroup& group : groups) {
        Cells cells = group.key;
        cells.emplace_back(std::to_string(group.count));
        if (options.sum)
            cells.emplace_back(numberOf(group.sums.front().total).dump());
        if (options.distinct)
            cells.emplace_back(std::to_string(group.distinct.front()));
        if (options.tellsFirst)
            cells.push_back(timeText(group.first));
        if (options.tellsLast)
            cells.push_back(timeText(group.last));
        writer->cells(out, std::move(cells));
    }
    writer->end(out);
    return out;
}

} // namespace

Result<std::string> tellGroups(const LoadedTrail& trail, const CountOptions& options, const RowVector& rows,
                               OnDemandCache& columns) {
    AggregateWish wish;
    wish.by = options.by;
    if (options.distinct)
        wish.distinct.push_back(*options.distinct);
    if (options.sum)
        wish.sums.push_back(*options.sum);
    wish.limit = static_cast<std::size_t>(options.limit.value_or(std::numeric_limits<std::size_t>::max()));
    auto made = aggregate(*trail.snapshot, rows, wish, columns, trail.threads, interruption());
    if (!made)
        return made.error();
    for (AggregateGroup& group : made->groups) {
        for (std::size_t c = 0; c < options.by.size(); ++c) {
            if (options.by[c] == AnyColumn(Column::Source) && group.key[c])
                group.key[c] = trail.shownPath(*group.key[c]);
        }
    }
    return options.format == Format::Json ? asJson(made->groups, options) : asLines(made->groups, options);
}

} // namespace rastro::cli
