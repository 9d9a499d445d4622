// SPDX-License-Identifier: Apache-2.0
//
// trailgen --out DIR --events N --seed S ...: writes a generated trail and says how large it came out.
#include "support/trailgen/trailgen.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <map>

using namespace rastro;
using trailgen::Format;

namespace {

void addOptions(CLI::App& app, trailgen::TrailSpec& spec, std::string& folder) {
    const std::map<std::string, Format> formats = {
        {"s3", Format::S3}, {"ndjson", Format::Ndjson}, {"json", Format::Json}, {"single-gz", Format::SingleGzip}};
    app.add_option("--out", folder, "folder to write to")->required();
    app.add_option("--events", spec.events, "number of distinct events")->required()->check(CLI::PositiveNumber);
    app.add_option("--seed", spec.seed, "the same seed gives the same bytes")->capture_default_str();
    app.add_option("--days", spec.days, "days the trail spans; by default 7, or 30 from a million events on");
    app.add_option("--accounts", spec.accounts, "accounts; by default by the number of events, at most 12");
    app.add_option("--regions", spec.regions, "regions; by default by the number of events, at most 17");
    app.add_option("--format", spec.format, "s3 (a tree), or one file: ndjson, json, single-gz")
        ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case));
    app.add_option("--threads", spec.threads, "threads to work on")->capture_default_str();
    app.add_option("--level", spec.level, "of compression")->capture_default_str()->check(CLI::Range(1, 9));
    app.add_option("--duplicates", spec.duplicatePercent, "so many per cent more records are copies (s3 only)")
        ->check(CLI::Range(0.0, 100.0));
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Generates CloudTrail logs for tests and benchmarks", "trailgen");
    trailgen::TrailSpec spec;
    std::string folder;
    addOptions(app, spec, folder);
    CLI11_PARSE(app, argc, argv);
    const auto start = std::chrono::steady_clock::now();
    const Result<trailgen::TrailSummary> made = trailgen::generateTrail(spec, folder);
    if (!made) {
        std::fprintf(stderr, "%s: %s\n", made.error().where.c_str(), made.error().what.c_str());
        return 1;
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto events = static_cast<double>(made->events);
    std::printf("%llu events, %llu copies, %llu files, %.1f MB JSON (%.0f B/event), %.1f MB written (ratio %.2f), "
                "%.1f s, %.0f events/s\n",
                static_cast<unsigned long long>(made->events), static_cast<unsigned long long>(made->duplicates),
                static_cast<unsigned long long>(made->files), static_cast<double>(made->jsonBytes) / 1e6,
                static_cast<double>(made->jsonBytes) / events, static_cast<double>(made->fileBytes) / 1e6,
                static_cast<double>(made->jsonBytes) / static_cast<double>(made->fileBytes), seconds, events / seconds);
    return 0;
}
