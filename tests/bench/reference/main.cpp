// SPDX-License-Identifier: Apache-2.0
//
// bench_reference DIR: how fast the reference loaders go through a generated trail, as JSON.
#include "bench/reference/reference.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>

using namespace rastro;
using namespace rastro::bench;

namespace {

nlohmann::ordered_json figures(const Result<Measured>& measured) {
    if (!measured)
        return {{"error", measured.error().what}, {"where", measured.error().where}};
    return {{"events", measured->events},
            {"bytes", measured->bytes},
            {"seconds", measured->seconds},
            {"eventsPerSecond", static_cast<double>(measured->events) / measured->seconds}};
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Times the reference loaders over the .json.gz files of a folder", "bench_reference");
    std::string folder;
    unsigned threads = 2;
    bool skipPlain = false;
    app.add_option("folder", folder, "a generated trail, best in memory")->required();
    app.add_option("--threads", threads, "threads of both loaders")->capture_default_str();
    app.add_flag("--no-plain", skipPlain, "leave the slow one out");
    CLI11_PARSE(app, argc, argv);
    const std::vector<std::string> files = logFiles(folder);
    nlohmann::ordered_json result = {{"files", files.size()}, {"threads", threads}};
    result["walk"] = figures(walkReference(files, threads));
    if (!skipPlain)
        result["plain"] = figures(plainReference(files, threads));
    std::cout << result.dump(2) << '\n';
    return 0;
}
