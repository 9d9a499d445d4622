// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/summarytable.h"
#include "query/histogram.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <string>

namespace rastro::cli {

namespace {

using Json = nlohmann::ordered_json;

std::uint64_t peakMemoryBytes() {
    // Not getrusage(): its value is inherited from whatever started this program.
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::strtoull(line.c_str() + 6, nullptr, 10) * 1024;
    }
    return 0;
}

Json timeRange(const LoadedTrail& trail) {
    const TimeSpan span = timeSpanOf(*trail.snapshot, trail.snapshot->timeOrder(), trail.threads, interruption());
    if (span.last == kNoTime)
        return nullptr;
    return Json::array({formatTime(span.first), formatTime(span.last)});
}

std::string summaryJson(const LoadedTrail& trail) {
    const LoadReport& report = trail.snapshot->report();
    const std::uint64_t events = trail.snapshot->timeOrder().size();
    Json failures = Json::array();
    for (const LoadFailure& failure : report.failures)
        failures.push_back(
            {{"path", trail.shownPath(failure.path)}, {"offset", failure.offset}, {"reason", failure.reason}});
    Json ignored = Json::array();
    for (const IgnoredFile& file : report.ignored)
        ignored.push_back({{"path", trail.shownPath(file.path)}, {"reason", file.reason}});
    const Json summary{
        {"events", events},
        {"duplicates", report.duplicates},
        {"conflicts", report.conflicts},
        {"files", {{"read", report.filesRead}, {"failed", report.filesFailed}, {"ignored", report.filesIgnored}}},
        {"bytes", {{"compressed", report.compressedBytes}, {"json", report.jsonBytes}}},
        {"timeRange", timeRange(trail)},
        {"seconds", trail.seconds},
        {"eventsPerSecond", trail.seconds > 0 ? static_cast<double>(events) / trail.seconds : 0.0},
        {"peakMemoryBytes", peakMemoryBytes()},
        {"failures", std::move(failures)},
        {"ignored", std::move(ignored)},
    };
    return summary.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

int runSummary(const SummaryOptions& options) {
    const LoadOutcome loaded = loadTrail(options.input, Tell::Nothing);
    if (!loaded.trail)
        return loaded.exitCode;
    const LoadedTrail& trail = *loaded.trail;
    const std::uint64_t peak = peakMemoryBytes(); // before the summary's own work
    return produceInto({}, {}, [&](ByteSink& sink) -> Result<int> {
        const bool isJson = options.format == Format::Json;
        if (const Status written = sink.write(isJson ? summaryJson(trail) : summaryTable(trail, peak)); !written)
            return written.error();
        return trail.exitCode();
    });
}

} // namespace rastro::cli
