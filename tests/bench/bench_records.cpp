// SPDX-License-Identifier: Apache-2.0
//
// bench_records [EVENTS [RUNS]]: reading all records of a loaded trail back, as views and as strings, against loading
// the same files in the same run. Prints JSON: ratios of speed; over 1 is faster than loading.
#include "bench/reference/reference.h"
#include "ingest/loader.h"
#include "store/bulkreader.h"
#include "support/trailgen/trailgen.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <thread>

#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace rastro;
namespace fs = std::filesystem;

namespace {

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

template <typename F> double secondsOf(F&& f) {
    const auto start = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int main(int argc, char** argv) {
    trailgen::TrailSpec spec;
    spec.events = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 500'000;
    const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    const fs::path folder = fs::path("/dev/shm") / ("rastro-bench-" + std::to_string(::getpid()));
    if (!trailgen::generateTrail(spec, folder.string()))
        return 1;
    std::vector<double> views, strings, gigabytes;
    std::atomic<std::uint64_t> bytes{0}, failed{0};
    for (int i = 0; i < runs; ++i) {
        SnapshotPtr snapshot;
        EventStore store;
        Checkpoint checkpoint;
        const double load =
            secondsOf([&] { snapshot = Loader(store, {.threads = threads}).load({folder.string()}, checkpoint, {}); });
        RowVector rows(snapshot->rowCount());
        std::iota(rows.begin(), rows.end(), 0u);
        bytes = 0;
        const auto take = [&](const auto& record) {
            if (record)
                bytes.fetch_add(record->size(), std::memory_order_relaxed);
            else
                ++failed;
        };
        const double viewing = secondsOf([&] {
            (void)readRecordViews(*snapshot, rows, RecordForm::Json, threads, checkpoint,
                                  [&](unsigned, std::size_t, const Result<std::string_view>& record) { take(record); });
        });
        const double copying = secondsOf([&] {
            (void)readRecords(*snapshot, rows, RecordForm::Json, threads, checkpoint,
                              [&](std::size_t, Result<std::string> record) { take(record); });
        });
        views.push_back(load / viewing);
        strings.push_back(load / copying);
        gigabytes.push_back(static_cast<double>(bytes) / (1e9 * threads) / viewing);
    }
    fs::remove_all(folder);
    const nlohmann::ordered_json result{{"events", spec.events},
                                        {"threads", threads},
                                        {"runs", runs},
                                        {"viewsToLoad", median(views)},
                                        {"stringsToLoad", median(strings)},
                                        {"viewGigabytesPerSecondAndCore", median(gigabytes)}};
    std::cout << result.dump(2) << '\n';
    return failed == 0 ? 0 : 1;
}
