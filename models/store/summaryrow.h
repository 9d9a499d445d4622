// SPDX-License-Identifier: Apache-2.0
//
// Rows of an Event-history CSV (the console's download): they summarise an event and are shown as one, marked "summary
// only". Two headers exist: the 16 columns of today and the 10 of 2020. RFC 4180. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

bool isEventHistoryHeader(std::string_view line); // without its line end

// Where the CSV record that starts at text[0] ends: the index of its line feed, or npos if there is none yet (line feeds
// inside quotes belong to the record).
std::size_t findRecordEnd(std::string_view text);

std::vector<std::string> splitCsvRecord(std::string_view record);

// The columns under CloudTrail's names, as a JSON object; nullopt if the number of cells differs from the header's.
std::optional<std::string> summaryRowToJson(std::string_view header, std::string_view record);

} // namespace rastro
