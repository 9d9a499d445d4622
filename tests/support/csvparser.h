// SPDX-License-Identifier: Apache-2.0
//
// A strict reader of RFC 4180, the reference for what is written: lines end in CRLF, quotes stand only around or
// doubled inside a quoted cell. Gives nothing for a text that breaks a rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rastro::test {

using CsvTable = std::vector<std::vector<std::string>>;

inline std::optional<CsvTable> parseCsv(std::string_view text) {
    CsvTable table;
    while (!text.empty()) {
        auto& line = table.emplace_back();
        while (true) {
            std::string cell;
            if (text.starts_with('"')) {
                text.remove_prefix(1);
                while (true) {
                    const std::size_t quote = text.find('"');
                    if (quote == std::string_view::npos)
                        return std::nullopt;
                    cell += text.substr(0, quote);
                    text.remove_prefix(quote + 1);
                    if (!text.starts_with('"'))
                        break;
                    cell += '"';
                    text.remove_prefix(1);
                }
            } else {
                const std::size_t end = text.find_first_of(",\r\n\"");
                if (end == std::string_view::npos || text[end] == '"' || text[end] == '\n')
                    return std::nullopt;
                cell = text.substr(0, end);
                text.remove_prefix(end);
            }
            line.push_back(std::move(cell));
            if (text.starts_with(',')) {
                text.remove_prefix(1);
                continue;
            }
            if (!text.starts_with("\r\n"))
                return std::nullopt;
            text.remove_prefix(2);
            break;
        }
    }
    return table;
}

} // namespace rastro::test
