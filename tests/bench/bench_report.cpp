// SPDX-License-Identifier: Apache-2.0
//
// bench_report [EVENTS [RUNS]]: the reports of the window over generated events: profiles of the most frequent values of
// several columns (also the largest of all, and one that is only mentioned), the ledger of everything and of the origin
// that made most, and the briefing; the first time, when columns have to be made, and again. Prints JSON: milliseconds.
#include "bench/benchtools.h"
#include "ingest/loader.h"
#include "language/fields.h"
#include "language/unparser.h"
#include "query/aggregate.h"
#include "query/pickrows.h"
#include "report/briefing.h"
#include "report/ledger.h"
#include "report/profile.h"

using namespace rastro;
using namespace rastro::bench;

namespace {

struct Bench {
    SnapshotPtr snapshot;
    OnDemandCache columns;
    unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    std::uint64_t runs = 5;

    RowVector rows(const Expression& filter) {
        Checkpoint checkpoint;
        const auto found = filterRows(*snapshot, filter, {columns, {}, threads}, checkpoint);
        return *pickRows(*snapshot, snapshot->timeOrder(), *found, threads, checkpoint);
    }

    std::string largest(const AnyColumn& column, std::size_t place) {
        Checkpoint checkpoint;
        const auto groups =
            aggregate(*snapshot, snapshot->timeOrder(), {.by = {column}, .limit = place + 1}, columns, threads, checkpoint);
        return groups->groups[std::min(place, groups->groups.size() - 1)].key[0].value_or("");
    }

    Json profile(const std::string& of) {
        std::vector<double> times;
        std::uint64_t events = 0;
        for (std::uint64_t run = 0; run < runs; ++run) {
            const Clock clock;
            Checkpoint checkpoint;
            const auto subject = subjectNamed(*snapshot, of, columns, threads, checkpoint);
            const RowVector mine = rows(subject->filter);
            if (!profileOf(*snapshot, *subject, mine, {}, columns, threads, checkpoint))
                std::exit(1);
            times.push_back(clock.milliseconds());
            events = mine.size();
        }
        return {{"of", of}, {"events", events}, {"first", times.front()}, {"median", median(times)}};
    }

    Json ledger(const RowVector& of) {
        std::vector<double> times;
        std::size_t things = 0;
        for (std::uint64_t run = 0; run < runs; ++run) {
            const Clock clock;
            Checkpoint checkpoint;
            const auto made = ledgerOf(*snapshot, of, threads, checkpoint);
            times.push_back(clock.milliseconds());
            things = made->things.size();
        }
        return {{"events", of.size()}, {"things", things}, {"first", times.front()}, {"median", median(times)}};
    }

    Json briefing() {
        std::vector<double> times;
        for (std::uint64_t run = 0; run < runs; ++run) {
            const Clock clock;
            Checkpoint checkpoint;
            const auto coverage = CoverageMap::build(snapshot, checkpoint);
            if (!briefingOf(*snapshot, *coverage, {}, columns, threads, checkpoint))
                std::exit(1);
            times.push_back(clock.milliseconds());
        }
        return {{"first", times.front()}, {"median", median(times)}};
    }
};

} // namespace

int main(int argc, char** argv) {
    trailgen::TrailSpec spec;
    spec.events = argument(argc, argv, 1, 5'000'000);
    const MemoryFolder folder;
    if (!generateElsewhere(spec, folder.path()))
        return 1;
    Bench bench;
    bench.runs = argument(argc, argv, 2, 5);
    EventStore store;
    Checkpoint checkpoint;
    bench.snapshot = Loader(store, {.threads = bench.threads}).load({folder.path()}, checkpoint, {});
    Json out{{"events", bench.snapshot->timeOrder().size()}};
    out["briefing"] = bench.briefing();
    const std::string origin = bench.largest(AnyColumn(Finding::Origin), 40);
    const std::string role = bench.largest(Column::IssuerUserName, 1);
    Json& profiles = out["profiles"] = Json::array();
    for (const std::string& of : {bench.largest(Column::Actor, 0), bench.largest(Column::Actor, 20),
                                  bench.largest(Column::SourceIPAddress, 20), bench.largest(Column::IdentityAccessKeyId, 1),
                                  bench.largest(Column::Account, 0), bench.largest(Column::UserAgent, 1), role,
                                  bench.largest(AnyColumn(Finding::Person), 1)})
        profiles.push_back(bench.profile(of));
    const AnyColumn origins(Finding::Origin);
    out["ledgerOfOrigin"] = bench.ledger(bench.rows(equalsTerm(origins.path(), origin)));
    out["ledgerOfAll"] = bench.ledger(bench.snapshot->timeOrder());
    std::cout << out.dump(2) << '\n';
    return 0;
}
