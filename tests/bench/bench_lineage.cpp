// SPDX-License-Identifier: Apache-2.0
//
// bench_lineage [EVENTS [RUNS]]: joining the credentials of generated events to chains, as a share of loading the same
// files, and the column of origins. Prints JSON: medians.
#include "bench/benchtools.h"
#include "ingest/loader.h"
#include "lineage/lineage.h"
#include "query/ondemand.h"
#include "support/trailgen/trailgen.h"

#include <filesystem>
#include <thread>

#include <unistd.h>

using namespace rastro;
using namespace rastro::bench;

int main(int argc, char** argv) {
    trailgen::TrailSpec spec;
    spec.events = argument(argc, argv, 1, 1'000'000);
    const auto runs = argument(argc, argv, 2, 5);
    const std::filesystem::path folder = "/dev/shm/rastro-bench-" + std::to_string(::getpid());
    if (!trailgen::generateTrail(spec, folder.string()))
        return 1;
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    std::vector<double> loads, builds, origins, shares;
    std::size_t sessions = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        EventStore store;
        Checkpoint checkpoint;
        const Clock loading;
        const auto snapshot = Loader(store, {.threads = threads}).load({folder.string()}, checkpoint, {});
        loads.push_back(loading.milliseconds());
        const Clock building;
        const auto lineage = Lineage::build(*snapshot, checkpoint);
        builds.push_back(building.milliseconds());
        shares.push_back(builds.back() / loads.back());
        sessions = lineage ? (*lineage)->sessions().size() : 0;
        OnDemandCache columns;
        const Clock making;
        if (!columns.column(*snapshot, AnyColumn(Finding::Origin), threads, checkpoint))
            return 1;
        origins.push_back(making.milliseconds());
    }
    std::filesystem::remove_all(folder);
    const Json out{{"events", spec.events},           {"sessions", sessions},
                   {"loadMs", median(loads)},         {"lineageMs", median(builds)},
                   {"shareOfLoad", median(shares)},   {"originColumnMs", median(origins)}};
    std::cout << out.dump(2) << '\n';
    return 0;
}
