// SPDX-License-Identifier: Apache-2.0
#include "layering/filerules.h"

#include <algorithm>
#include <regex>
#include <span>

namespace rastro::layering {

namespace {

constexpr std::size_t kCppLines = 600;
constexpr std::size_t kHeaderLines = 250;
constexpr std::size_t kFunctionLines = 60;
constexpr std::size_t kHeadLines = 15; // more than any signature with its initializers takes
constexpr std::string_view kLicence = "SPDX-License-Identifier: Apache-2.0";

std::size_t lineLimit(std::string_view path) {
    if (path == "app/gui/main.cpp")
        return 60;
    if (path == "app/gui/mainwindow.cpp")
        return 400;
    return isCpp(path) ? kCppLines : kHeaderLines;
}

bool isProgramText(std::string_view path) {
    return path.starts_with("app/") || path.starts_with("models/") || path.starts_with("views/");
}

bool isCMake(std::string_view path) {
    return path.ends_with(".cmake") || path.ends_with("CMakeLists.txt");
}

std::size_t indentOf(std::string_view line) {
    const std::size_t first = line.find_first_not_of(' ');
    return first == std::string_view::npos ? line.size() : first;
}

// In clang-format's layout: the lines of a head "… name(…) … {" that starts at the indentation of a function or a
// member; 0 if none starts here.
std::size_t headLines(std::span<const std::string_view> lines, std::size_t indent) {
    static const std::regex start(
        R"(^ *(?!(namespace|struct|class|enum|union|if|for|while|switch|else|do|try|return)\b)[A-Za-z~_][^"{]*\()");
    static const std::regex brace(R"re(\)[^"()]*\{$)re"); // ") {", ") const {", ") -> T {"
    const std::string_view first = lines[0];
    if (indentOf(first) != indent || !std::regex_search(first.begin(), first.end(), start))
        return 0;
    for (std::size_t i = 0; i < std::min(lines.size(), kHeadLines); ++i) {
        const std::string_view line = lines[i];
        if (std::regex_search(line.begin(), line.end(), brace))
            return line.ends_with("_data() {") || line.ends_with("= {") ? 0 : i + 1; // tables are not judged
        if (line.ends_with(';') || line.ends_with('}') || line.ends_with('{'))
            return 0;
    }
    return 0;
}

bool closesFunction(std::string_view line, std::size_t indent) {
    return indentOf(line) == indent && line.substr(indent).starts_with('}');
}

bool isMostlyCases(std::span<const std::string_view> body) {
    const auto cases = std::ranges::count_if(
        body, [](std::string_view line) { return line.substr(indentOf(line)).starts_with("case "); });
    return static_cast<std::size_t>(cases) * 3 >= body.size();
}

// A function that is one table: "return {" … "};".
bool isTable(std::span<const std::string_view> body) {
    return body.size() > 2 && body.front().ends_with("return {") && body.back().ends_with("};");
}

void checkFunctions(Findings& findings, const std::string& path, std::span<const std::string_view> lines,
                    std::size_t indent) {
    for (std::size_t begin = 0; begin < lines.size(); ++begin) {
        const std::size_t head = headLines(lines.subspan(begin), indent);
        if (head == 0)
            continue;
        std::size_t end = begin + head;
        while (end < lines.size() && !closesFunction(lines[end], indent))
            ++end;
        const std::size_t length = end - begin + 1;
        const auto body = lines.subspan(begin + head, end - begin - head);
        if (length > kFunctionLines && !isMostlyCases(body) && !isTable(body))
            findings.push_back(
                at(path, begin + 1, "a function of " + std::to_string(length) + " lines; the limit is 60"));
        begin = end;
    }
}

std::string wrongFirstLines(std::string_view path, const std::vector<std::string_view>& lines) {
    const std::size_t first = !lines.empty() && lines[0].starts_with("#!") ? 1 : 0;
    const bool hash = first == 1 || isCMake(path);
    const std::string expected = (hash ? "# " : "// ") + std::string(kLicence);
    if (lines.size() <= first || lines[first] != expected)
        return "the file does not start with \"" + expected + '"';
    if (!isHeader(path) || !isProgramText(path))
        return {};
    if (lines.size() < 3 || lines[1] != "//" || !lines[2].starts_with("// "))
        return "the header does not say what it is: \"//\" and 2 to 6 lines of comment follow the licence line";
    if (std::ranges::find(lines, "#pragma once") == lines.end())
        return "the header has no \"#pragma once\"";
    return {};
}

bool needsLicence(std::string_view path, std::string_view text) {
    return isCpp(path) || isHeader(path) || isCMake(path) || text.starts_with("#!");
}

} // namespace

Findings checkFileSizes(const SourceTree& tree) {
    Findings findings;
    for (const auto& [path, text] : tree) {
        const std::size_t lines = linesOf(text).size();
        if ((isCpp(path) || isHeader(path)) && lines > lineLimit(path))
            findings.push_back(at(path, lines, "the limit is " + std::to_string(lineLimit(path)) + " lines"));
    }
    return findings;
}

Findings checkFunctionSizes(const SourceTree& tree) {
    Findings findings;
    for (const auto& [path, text] : tree) {
        if (!isCpp(path) && !isHeader(path))
            continue;
        const std::vector<std::string_view> lines = linesOf(text);
        checkFunctions(findings, path, lines, 0);
        checkFunctions(findings, path, lines, 4); // members written inside their class
    }
    return findings;
}

Findings checkFirstLines(const SourceTree& tree) {
    Findings findings;
    for (const auto& [path, text] : tree) {
        if (!needsLicence(path, text))
            continue;
        if (std::string wrong = wrongFirstLines(path, linesOf(text)); !wrong.empty())
            findings.push_back(at(path, 1, wrong));
    }
    return findings;
}

Findings checkLeftOvers(const SourceTree& tree) {
    static const std::regex machinePath(R"((^|[^A-Za-z0-9_.*/-])/(home|root|work|Users)/[A-Za-z0-9_.])");
    static const std::regex mergeMark(R"(^(<{7}|>{7}|={7}$))");
    Findings findings;
    for (const auto& [path, text] : tree) {
        std::size_t number = 0;
        for (const std::string_view line : linesOf(text)) {
            ++number;
            if (std::regex_search(line.begin(), line.end(), machinePath))
                findings.push_back(at(path, number, "a path of somebody's machine"));
            if (std::regex_search(line.begin(), line.end(), mergeMark))
                findings.push_back(at(path, number, "a mark of an unfinished merge"));
        }
    }
    return findings;
}

} // namespace rastro::layering
