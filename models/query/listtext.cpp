// SPDX-License-Identifier: Apache-2.0
#include "query/listtext.h"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <unordered_set>

namespace rastro {

namespace {

constexpr std::size_t kMostBytes = 64u << 20;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && isBlank(line.front()))
        line.remove_prefix(1);
    while (!line.empty() && isBlank(line.back()))
        line.remove_suffix(1);
    return line;
}

std::string_view withoutComment(std::string_view line) {
    for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
        if (at == 0 || (isBlank(line[at - 1]) && (at + 1 == line.size() || isBlank(line[at + 1]))))
            return line.substr(0, at);
    }
    return line;
}

} // namespace

std::vector<std::string> valuesOfListText(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    std::vector<std::string> values;
    std::unordered_set<std::string_view> seen;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view value = trimmed(withoutComment(text.substr(0, end)));
        if (!value.empty() && seen.insert(value).second)
            values.emplace_back(value);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return values;
}

Result<std::vector<std::string>> valuesOfListFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        const ErrorCode code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable;
        return Error{code, path, "cannot read the list: " + std::generic_category().message(errno)};
    }
    std::string text;
    for (char block[65536]; file.read(block, sizeof block), file.gcount() > 0;) {
        text.append(block, static_cast<std::size_t>(file.gcount()));
        if (text.size() > kMostBytes)
            return Error{ErrorCode::TooLarge, path, "the list is larger than 64 MB"};
    }
    if (file.bad())
        return Error{ErrorCode::Unreadable, path, "cannot read the list"};
    return valuesOfListText(text);
}

} // namespace rastro
