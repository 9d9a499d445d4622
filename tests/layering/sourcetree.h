// SPDX-License-Identifier: Apache-2.0
//
// The project's own files as the layering test sees them: paths below the top folder and their text. Read once from
// disk, or made up by a test. Immutable afterwards.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rastro::layering {

using SourceTree = std::map<std::string, std::string, std::less<>>; // path with '/', text

// Every text file of the fixed top-level folders and beside them; not build output, not the sample trail.
SourceTree readSourceTree(const std::filesystem::path& top);

// What a rule found: one sentence that starts with "path:line: ".
using Findings = std::vector<std::string>;

std::string at(std::string_view path, std::size_t line, std::string_view what);

// Lines without their ends; a last line without an end counts.
std::vector<std::string_view> linesOf(std::string_view text);

bool isCpp(std::string_view path);    // .cpp
bool isHeader(std::string_view path); // .h

} // namespace rastro::layering
