// SPDX-License-Identifier: Apache-2.0
//
// bench_memory [EVENTS]: what a loaded trail takes: resident memory once all is in minus that at the start, for each
// event, and the peak on the way as a multiple of it. Prints JSON.
#include "bench/benchtools.h"
#include "ingest/loader.h"

using namespace rastro;
using namespace rastro::bench;

int main(int argc, char** argv) {
    const std::uint64_t events = argument(argc, argv, 1, 5'000'000);
    const MemoryFolder folder;
    trailgen::TrailSpec spec;
    spec.events = events;
    spec.level = 1;
    spec.threads = threadCount();
    if (!generateElsewhere(spec, folder.path("trail")))
        return 1;
    forgetPeak();
    const std::uint64_t start = residentBytes();
    const Clock clock;
    EventStore store;
    Checkpoint checkpoint;
    LoadOptions options;
    options.threads = threadCount();
    const SnapshotPtr snapshot = Loader(store, options).load({folder.path("trail")}, checkpoint, {});
    const double seconds = clock.seconds();
    const std::uint64_t loaded = snapshot->report().events;
    const auto grown = static_cast<double>(residentBytes() - start);
    const auto peak = static_cast<double>(peakBytes() - start);
    const Json result{{"events", loaded},
                      {"threads", options.threads},
                      {"seconds", seconds},
                      {"residentBytes", grown},
                      {"bytesPerEvent", grown / static_cast<double>(std::max<std::uint64_t>(1, loaded))},
                      {"peakToResident", peak / grown}};
    std::cout << result.dump(2) << '\n';
    return loaded == events ? 0 : 1;
}
