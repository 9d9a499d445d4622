// SPDX-License-Identifier: Apache-2.0
//
// Writes the sample trail and its STORY.md to a folder: storygen resources/sample
#include "support/story/story.h"
#include "support/trailgen/gzip.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>

using namespace rastro;

namespace {

int write(const std::string& folder) {
    const story::Story told = story::makeStory();
    const story::Delivery delivery = story::deliver(told);
    trailgen::GzipWriter gzip(9);
    std::size_t bytes = 0;
    for (const story::StoryFile& file : delivery.files) {
        const auto seconds = static_cast<std::uint32_t>(file.delivered / kMicrosPerSecond);
        const std::string_view packed = gzip.compress(file.json, seconds);
        bytes += packed.size();
        if (const Status status = trailgen::writeFile(folder + "/" + file.path, packed); !status) {
            std::fprintf(stderr, "%s: %s\n", status.error().where.c_str(), status.error().what.c_str());
            return 1;
        }
    }
    if (!trailgen::writeFile(folder + "/STORY.md", story::storyMarkdown(told, delivery)))
        return 1;
    std::printf("%zu events, %zu duplicates, %zu conflicts in %zu files, %zu bytes\n", delivery.events,
                delivery.duplicates, delivery.conflicts, delivery.files.size(), bytes);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Writes the sample trail of Rastro", "storygen");
    std::string folder;
    app.add_option("folder", folder, "where to write; AWSLogs in it is replaced")->required();
    CLI11_PARSE(app, argc, argv);
    std::error_code error;
    std::filesystem::remove_all(folder + "/AWSLogs", error);
    return write(folder);
}
