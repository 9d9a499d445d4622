// SPDX-License-Identifier: Apache-2.0
//
// bench_ingest [EVENTS [RUNS]]: loading generated events from memory-backed files, against the limit of the libraries
// and against a plain loader, alternating in one run. Prints JSON: medians, ratios, and bytes of memory per event.
#include "bench/reference/reference.h"
#include "ingest/loader.h"
#include "support/trailgen/trailgen.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

#include <malloc.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

using namespace rastro;
namespace fs = std::filesystem;

namespace {

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

std::uint64_t residentBytes() {
    unsigned long long total = 0;
    unsigned long long resident = 0;
    if (FILE* statm = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(statm, "%llu %llu", &total, &resident) != 2)
            resident = 0;
        std::fclose(statm);
    }
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

struct Run {
    double seconds = 0;
    std::uint64_t events = 0;
    double bytesPerEvent = 0;
};

Run loadOnce(const std::string& folder, unsigned threads) {
    ::malloc_trim(0);
    const std::uint64_t before = residentBytes();
    const auto start = std::chrono::steady_clock::now();
    EventStore store;
    Checkpoint checkpoint;
    LoadOptions options;
    options.threads = threads;
    const SnapshotPtr snapshot = Loader(store, options).load({folder}, checkpoint, {});
    Run run;
    run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    run.events = snapshot->report().events;
    run.bytesPerEvent = static_cast<double>(residentBytes() - before) / static_cast<double>(std::max<std::uint64_t>(1, run.events));
    return run;
}

std::string generate(const fs::path& base, std::uint64_t events) {
    const fs::path folder = base / std::to_string(events);
    trailgen::TrailSpec spec;
    spec.events = events;
    if (const auto made = trailgen::generateTrail(spec, folder.string()); !made) {
        std::cerr << made.error().what << '\n';
        std::exit(1);
    }
    return folder.string();
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t events = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    const fs::path base = fs::path("/dev/shm") / ("rastro-bench-" + std::to_string(::getpid()));
    const std::string half = generate(base, events / 2);
    const std::string whole = generate(base, events);
    const std::vector<std::string> files = bench::logFiles(whole);
    const std::vector<std::string> few(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, files.size() / 10)));
    std::vector<double> seconds, ratios, plainRatios, doublings, memory;
    std::uint64_t loaded = 0;
    for (int i = 0; i < runs; ++i) {
        const auto walk = bench::walkReference(files, threads);
        const Run run = loadOnce(whole, threads);
        const Run halfRun = loadOnce(half, threads);
        const auto plain = bench::plainReference(few, threads);
        if (!walk || !plain)
            return 1;
        loaded = run.events;
        seconds.push_back(run.seconds);
        memory.push_back(run.bytesPerEvent);
        ratios.push_back(walk->seconds / run.seconds);
        plainRatios.push_back((static_cast<double>(run.events) / run.seconds) / (static_cast<double>(plain->events) / plain->seconds));
        doublings.push_back(run.seconds / halfRun.seconds);
    }
    fs::remove_all(base);
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const nlohmann::ordered_json result{{"events", loaded},
                                        {"threads", threads},
                                        {"runs", runs},
                                        {"seconds", median(seconds)},
                                        {"eventsPerSecond", static_cast<double>(loaded) / median(seconds)},
                                        {"ratioToLibraryLimit", median(ratios)},
                                        {"timesPlainLoader", median(plainRatios)},
                                        {"timeOfTwiceTheEvents", median(doublings)},
                                        {"bytesPerEvent", memory.front()}};
    std::cout << result.dump(2) << '\n';
    return loaded == events ? 0 : 1;
}
