// SPDX-License-Identifier: Apache-2.0
#include "layering/sourcetree.h"

#include <array>
#include <fstream>
#include <iterator>

namespace rastro::layering {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 6> kFolders{"app", "models", "views", "resources", "tests", "packaging"};
constexpr std::string_view kSample = "resources/sample/";

std::string readFile(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void addFile(SourceTree& tree, const fs::path& top, const fs::path& file) {
    std::string path = file.lexically_relative(top).generic_string();
    if (path.starts_with(kSample))
        return;
    std::string text = readFile(file);
    if (text.find('\0') == std::string::npos) // pictures and archives are not ours to judge
        tree.emplace(std::move(path), std::move(text));
}

} // namespace

SourceTree readSourceTree(const fs::path& top) {
    SourceTree tree;
    for (const fs::directory_entry& entry : fs::directory_iterator(top)) {
        if (entry.is_regular_file() && entry.path().filename() != ".git") // a worktree's .git is a file
            addFile(tree, top, entry.path());
    }
    for (const std::string_view folder : kFolders) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(top / folder)) {
            if (entry.is_regular_file())
                addFile(tree, top, entry.path());
        }
    }
    return tree;
}

std::string at(std::string_view path, std::size_t line, std::string_view what) {
    return std::string(path) + ':' + std::to_string(line) + ": " + std::string(what);
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool isCpp(std::string_view path) {
    return path.ends_with(".cpp");
}

bool isHeader(std::string_view path) {
    return path.ends_with(".h");
}

} // namespace rastro::layering
