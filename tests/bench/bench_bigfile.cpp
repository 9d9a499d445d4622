// SPDX-License-Identifier: Apache-2.0
//
// bench_bigfile [EVENTS [READS]]: one huge file, in turn as {"Records":[…]}, as a record a line, and as one gzip
// member: seconds, memory on the way beyond the index, processor time over wall time (2 means two cores at work), for
// the gzip member the speed as a share of zlib's alone, and how long it takes to read back any record. Prints JSON.
#include "bench/benchtools.h"
#include "bench/reference/reference.h"
#include "ingest/loader.h"
#include "store/recordreader.h"

#include <random>

#include <malloc.h>

using namespace rastro;
using namespace rastro::bench;
using trailgen::Format;

namespace {

struct Options {
    std::uint64_t events = 2'000'000; // about 3.1 GB
    int reads = 200;
};

// Milliseconds for each of so many records anywhere in the file, nothing of it inflated yet. Empty if one is not read.
std::vector<double> readBack(const Snapshot& snapshot, int reads) {
    std::mt19937_64 random(7);
    std::vector<double> millis;
    for (int i = 0; i < reads; ++i) {
        RecordReader reader; // knows nothing of the read before
        const RowId row{static_cast<std::uint32_t>(random() % snapshot.rowCount())};
        const Clock clock;
        const auto record = reader.read(snapshot, row);
        millis.push_back(clock.milliseconds());
        if (!record || record->size() != snapshot.length(row))
            return {};
    }
    return millis;
}

Json measure(const std::string& path, const Options& options) {
    ::malloc_trim(0);
    forgetPeak();
    const std::uint64_t start = residentBytes();
    const ProcessorClock used;
    const Clock clock;
    EventStore store;
    Checkpoint checkpoint;
    LoadOptions loading;
    loading.threads = threadCount();
    const SnapshotPtr snapshot = Loader(store, loading).load({path}, checkpoint, {});
    const double seconds = clock.seconds();
    const double processor = used.seconds();
    const auto peak = static_cast<double>(peakBytes() - start);
    ::malloc_trim(0);
    const auto index = static_cast<double>(residentBytes() - start);
    const std::vector<double> millis = readBack(*snapshot, options.reads);
    Json out{{"fileBytes", std::filesystem::file_size(path)},
             {"jsonBytes", snapshot->report().jsonBytes},
             {"events", snapshot->report().events},
             {"seconds", seconds},
             {"processorSeconds", processor},
             {"processorToWall", processor / seconds},
             {"indexMegabytes", index / 1e6},
             {"megabytesBeyondIndex", (peak - index) / 1e6},
             {"isComplete", snapshot->report().events == options.events && !millis.empty()}};
    if (!millis.empty()) {
        out["readBackMedianMs"] = median(millis);
        out["readBackLongestMs"] = *std::ranges::max_element(millis);
    }
    return out;
}

Json measureFormat(const MemoryFolder& folder, Format format, const char* name, const Options& options) {
    trailgen::TrailSpec spec;
    spec.events = options.events;
    spec.format = format;
    spec.threads = threadCount();
    if (!generateElsewhere(spec, folder.path()))
        return {{"isComplete", false}};
    const std::string path = folder.path(name);
    Json out;
    if (format == Format::SingleGzip) {
        const ProcessorClock used;
        const auto alone = zlibReference(path);
        const double zlibProcessor = used.seconds();
        out = measure(path, options);
        out["zlibProcessorSeconds"] = zlibProcessor;
        if (alone)
            out["shareOfZlibSpeed"] = alone->seconds / out["seconds"].get<double>();
    } else {
        out = measure(path, options);
    }
    std::filesystem::remove(path);
    return out;
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    options.events = argument(argc, argv, 1, options.events);
    options.reads = static_cast<int>(argument(argc, argv, 2, static_cast<std::uint64_t>(options.reads)));
    takeLoaderPriority();
    const MemoryFolder folder;
    Json out{{"threads", threadCount()}};
    out["list"] = measureFormat(folder, Format::Json, "trail.json", options);
    out["lines"] = measureFormat(folder, Format::Ndjson, "trail.ndjson", options);
    out["gzipMember"] = measureFormat(folder, Format::SingleGzip, "trail.json.gz", options);
    std::cout << out.dump(2) << '\n';
    return out["list"]["isComplete"] && out["lines"]["isComplete"] && out["gzipMember"]["isComplete"] ? 0 : 1;
}
