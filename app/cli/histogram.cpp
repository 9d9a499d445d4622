// SPDX-License-Identifier: Apache-2.0
#include "query/histogram.h"

#include "base/plaintext.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/selecting.h"

namespace rastro::cli {

namespace {

std::string asCsv(const std::vector<TimeBin>& bins) {
    std::string out = "from,to,count\r\n";
    for (const TimeBin& bin : bins)
        out += formatTime(bin.from) + ',' + formatTime(bin.to) + ',' + std::to_string(bin.count) + "\r\n";
    return out;
}

std::string asJson(const std::vector<TimeBin>& bins) {
    std::string out = "[";
    const char* separator = "\n";
    for (const TimeBin& bin : bins) {
        out += separator;
        out += R"({"from":")" + formatTime(bin.from) + R"(","to":")" + formatTime(bin.to) + R"(","count":)" +
               std::to_string(bin.count) + '}';
        separator = ",\n";
    }
    return out + (bins.empty() ? "]\n" : "\n]\n");
}

} // namespace

int runHistogram(const HistogramOptions& options) {
    const LoadOutcome loaded = loadTrail(options.input, Tell::Problems);
    if (!loaded.trail)
        return loaded.exitCode;
    const LoadedTrail& trail = *loaded.trail;
    return produceInto({}, {}, [&](ByteSink& sink) -> Result<int> {
        OnDemandCache columns;
        columns.setRules(rulesOf(options.selection));
        const auto rows = selectedRows(trail, options.selection, trail.snapshot->sharedTimeOrder(), columns);
        if (!rows)
            return rows.error();
        const auto histogram = makeHistogram(*trail.snapshot, **rows, options.bins, trail.threads, interruption());
        if (!histogram)
            return histogram.error();
        if (histogram->withoutTime > 0)
            tellProblem(grouped(histogram->withoutTime) + " events without a time are in no bin");
        const bool isJson = options.format == Format::Json;
        if (const Status written = sink.write(isJson ? asJson(histogram->bins) : asCsv(histogram->bins)); !written)
            return written.error();
        return trail.exitCode();
    });
}

} // namespace rastro::cli
