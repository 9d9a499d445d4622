// SPDX-License-Identifier: Apache-2.0
//
// What the reports of the command line share: an event as JSON, times, lists in a line, and a command's life from the
// load to the answer.
#pragma once

#include "cli/loading.h"
#include "query/ondemand.h"
#include "report/reportlines.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rastro::cli {

using Json = nlohmann::ordered_json;

Json timeOrNull(Micros time);
Json textOrNull(std::string_view text);
// id, time, actor, account, region, sourceIP and event of a row; null for kNoRow.
Json eventJson(const Snapshot& snapshot, RowId row);
// Valid UTF-8 whatever was in the log, with a line end.
std::string dumped(const Json& json);

std::string inOneLine(const std::vector<std::string>& texts, std::size_t most = 8); // "a, b and 3 more"
std::string timeText(Micros time);                                                  // "-" without one

// Text in lines; what a log wrote cannot break one or hide in it.
class Lines {
public:
    void add(std::string_view line);
    void addLines(std::string_view safe) { m_text += safe; } // whole lines that are safe already
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

// A report as JSON (keys: of, filter, events, errors, first, last, sections, unread) and as text.
std::string reportJson(const Snapshot& snapshot, const Report& report);
std::string reportText(const Report& report);

// Loads, then writes what `tell` makes of the events selected; gives the exit code of the program.
using TellReport = std::function<Result<std::string>(const LoadedTrail&, const RowVector&, OnDemandCache&)>;
int report(const Input& input, const Selection& selection, const TellReport& tell);

} // namespace rastro::cli
