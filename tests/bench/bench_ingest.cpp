// SPDX-License-Identifier: Apache-2.0
//
// bench_ingest [EVENTS [RUNS]]: loading generated events from memory-backed files, against the limit of the libraries
// and against a plain loader, alternating in one run. Prints JSON: medians, ratios (of wall time and, which means more
// on a busy machine, of processor time), bytes of memory per event, and what making a path a column costs beside it.
// Each run finds memory at hand; one more of the loader, after a pause, has to get it from the host of a virtual
// machine.
#include "bench/benchtools.h"
#include "bench/reference/reference.h"
#include "ingest/loader.h"
#include "language/unparser.h"
#include "query/filter.h"
#include "query/ondemand.h"

#include <malloc.h>

using namespace rastro;
using rastro::bench::median;
using rastro::bench::residentBytes;

namespace {

struct Run {
    double seconds = 0;
    double processor = 0;
    std::uint64_t events = 0;
    double bytesPerEvent = 0;
    double pathSeconds = 0;    // the pass that makes a path a column
    double secondUseMillis = 0; // a filter by it after that
};

const AnyColumn& path() {
    static const AnyColumn column(FieldPath{{"requestParameters", "bucketName"}});
    return column;
}

void usePath(const SnapshotPtr& snapshot, unsigned threads, Run& run) {
    OnDemandCache columns;
    Checkpoint checkpoint;
    const bench::Clock pass;
    if (!columns.column(*snapshot, path(), threads, checkpoint))
        std::exit(1);
    run.pathSeconds = pass.seconds();
    const Expression filter = equalsTerm(path().path(), "no-such-bucket");
    const bench::Clock again;
    if (!filterRows(*snapshot, filter, {columns, {}, threads}, checkpoint))
        std::exit(1);
    run.secondUseMillis = again.milliseconds();
}

Run loadOnce(const std::string& folder, unsigned threads) {
    ::malloc_trim(0);
    const std::uint64_t before = residentBytes();
    const bench::Clock clock;
    const bench::ProcessorClock processor;
    EventStore store;
    Checkpoint checkpoint;
    LoadOptions options;
    options.threads = threads;
    const SnapshotPtr snapshot = Loader(store, options).load({folder}, checkpoint, {});
    Run run;
    run.seconds = clock.seconds();
    run.processor = processor.seconds();
    run.events = snapshot->report().events;
    run.bytesPerEvent =
        static_cast<double>(residentBytes() - before) / static_cast<double>(std::max<std::uint64_t>(1, run.events));
    usePath(snapshot, threads, run);
    return run;
}

std::string generate(const bench::MemoryFolder& base, std::uint64_t events, int days) {
    trailgen::TrailSpec spec;
    spec.events = events;
    spec.days = days; // half the events in half the time: files of the same size
    spec.threads = bench::threadCount();
    const std::string folder = base.path(std::to_string(events));
    if (!bench::generateElsewhere(spec, folder))
        std::exit(1);
    return folder;
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t events = bench::argument(argc, argv, 1, 1'000'000);
    const int runs = static_cast<int>(bench::argument(argc, argv, 2, 5));
    const unsigned threads = bench::threadCount();
    const bench::MemoryFolder base;
    const std::string half = generate(base, events / 2, 15);
    const std::string whole = generate(base, events, 30);
    const std::vector<std::string> files = bench::logFiles(whole);
    const std::vector<std::string> few(
        files.begin(), files.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, files.size() / 10)));
    bench::takeLoaderPriority();
    const std::size_t memoryNeeded = events * 300 + (std::size_t{64} << 20);
    std::vector<double> seconds, ratios, freshRatios, processorRatios, plainRatios, doublings, memory, passRatios, uses;
    std::uint64_t loaded = 0;
    for (int i = 0; i < runs; ++i) {
        bench::takeMemoryFromHost(memoryNeeded);
        const bench::ProcessorClock processor;
        const auto walk = bench::walkReference(files, threads);
        const double walkProcessor = processor.seconds();
        bench::takeMemoryFromHost(memoryNeeded);
        const Run run = loadOnce(whole, threads);
        bench::takeMemoryFromHost(memoryNeeded);
        const Run halfRun = loadOnce(half, threads);
        bench::takeMemoryFromHost(memoryNeeded);
        const auto plain = bench::plainReference(few, threads);
        std::this_thread::sleep_for(std::chrono::seconds(4));
        const Run freshRun = loadOnce(whole, threads);
        if (!walk || !plain)
            return 1;
        loaded = run.events;
        seconds.push_back(run.seconds);
        memory.push_back(run.bytesPerEvent);
        ratios.push_back(walk->seconds / run.seconds);
        freshRatios.push_back(walk->seconds / freshRun.seconds);
        processorRatios.push_back(walkProcessor / run.processor);
        plainRatios.push_back((static_cast<double>(run.events) / run.seconds) /
                              (static_cast<double>(plain->events) / plain->seconds));
        passRatios.push_back(run.seconds / run.pathSeconds);
        uses.push_back(run.secondUseMillis);
        doublings.push_back(run.seconds / halfRun.seconds);
    }
    const bench::Json result{{"events", loaded},
                             {"threads", threads},
                             {"runs", runs},
                             {"seconds", median(seconds)},
                             {"eventsPerSecond", static_cast<double>(loaded) / median(seconds)},
                             {"ratioToLibraryLimit", median(ratios)},
                             {"ratioWithMemoryFromHost", median(freshRatios)},
                             {"processorRatioToLibraryLimit", median(processorRatios)},
                             {"timesPlainLoader", median(plainRatios)},
                             {"timeOfTwiceTheEvents", median(doublings)},
                             {"speedOfNewPathToIngest", median(passRatios)},
                             {"secondUseOfPathMs", median(uses)},
                             {"bytesPerEvent", memory.front()}};
    std::cout << result.dump(2) << '\n';
    return loaded == events ? 0 : 1;
}
