// SPDX-License-Identifier: Apache-2.0
//
// The coverage at size: bench_coverage [ROWS] [RUNS]. Made-up rows of a month and a few hundred actors, in files with
// trail names; lanes, buckets of a new range, coverage, and beside them one plain pass over all times as a reference in
// the same run. Prints one JSON object, medians in milliseconds.
#include "store/eventstore.h"
#include "timeline/buckets.h"
#include "timeline/coverage.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>

using namespace rastro;

namespace {

constexpr std::uint32_t kRowsOfFile = 400;
constexpr Micros kStart = 1'710'115'200 * kMicrosPerSecond;
constexpr Micros kMonth = 30 * kMicrosPerDay;
constexpr int kPixels = 1'600;

std::string fileName(Micros delivered, std::uint64_t account) {
    const CivilTime c = civilTime(delivered);
    char text[160];
    std::snprintf(text, sizeof text, "%012llu_CloudTrail_us-east-1_%04d%02d%02dT%02d%02dZ_7xgocspSowgK0Gto.json.gz",
                  static_cast<unsigned long long>(account), c.year, c.month, c.day, c.hour, c.minute);
    return text;
}

std::shared_ptr<const Snapshot> makeRows(EventStore& store, std::uint32_t count) {
    std::mt19937_64 random(1);
    std::vector<Code> actors;
    for (int i = 0; i < 300; ++i)
        actors.push_back(store.dictionary(Column::ActorKey).intern("arn:aws:iam::1:user/u" + std::to_string(i)));
    const Code region = store.dictionary(Column::AwsRegion).intern("us-east-1");
    std::vector<EventRow> rows;
    for (std::uint32_t done = 0; done < count; done += kRowsOfFile) {
        const Micros from = kStart + kMonth / count * done;
        const std::uint64_t account = 100'000'000'000 + random() % 20;
        const SourceId source = store.sources().add({.path = fileName(from, account)});
        rows.assign(std::min(kRowsOfFile, count - done), {});
        for (EventRow& row : rows) {
            row.time = from + static_cast<Micros>(random() % 300) * kMicrosPerSecond;
            row.length = 1'000;
            row.codes[codedIndex(Column::ActorKey)] = actors[std::min(random() % 300, random() % 300)];
            row.codes[codedIndex(Column::AwsRegion)] = region;
            row.codes[codedIndex(Column::Account)] = store.dictionary(Column::Account).intern(std::to_string(account));
            row.codes[codedIndex(Column::Kind)] = Code{static_cast<std::uint32_t>(1 + random() % 5)};
            row.codes[codedIndex(Column::Outcome)] =
                Code{static_cast<std::uint32_t>(random() % 10 == 0 ? 1 + random() % 5 : 1)};
        }
        if (!store.append(source, rows))
            std::exit(1);
    }
    return store.publish(false);
}

double median(unsigned runs, const std::function<void()>& work) {
    std::vector<double> wall;
    for (unsigned i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(wall);
    return wall[runs / 2];
}

double bucketMillis(const std::shared_ptr<const LaneIndex>& lanes, unsigned runs, const BucketRequest& request) {
    return median(runs, [&] {
        Checkpoint checkpoint;
        if (!Buckets::compute(lanes, request, checkpoint))
            std::exit(1);
    });
}

// One look at the time of each row.
double referenceMillis(const Snapshot& snapshot, unsigned runs) {
    const PixelColumns columns({kStart, kStart + kMonth}, kPixels);
    std::vector<std::uint32_t> counts(kPixels);
    return median(runs, [&] {
        for (const std::uint32_t row : snapshot.timeOrder())
            ++counts[static_cast<std::size_t>(columns.at(snapshot.time(RowId{row})))];
    });
}

} // namespace

int main(int argc, char** argv) {
    const std::uint32_t count = argc > 1 ? static_cast<std::uint32_t>(std::atol(argv[1])) : 10'000'000;
    const unsigned runs = argc > 2 ? static_cast<unsigned>(std::atol(argv[2])) : 7;
    EventStore store;
    const auto snapshot = makeRows(store, count);
    Checkpoint checkpoint;
    std::shared_ptr<const LaneIndex> lanes;
    nlohmann::ordered_json out{{"rows", count}};
    nlohmann::ordered_json& ms = out["medianMillis"];
    ms["lanes"] = median(runs, [&] {
        lanes = LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint);
    });
    const TimeRange whole{kStart - 1, kStart + kMonth + kMicrosPerDay};
    const TimeRange half{kStart + kMonth / 3, kStart + kMonth / 3 * 2};
    using enum BucketRequest::Rows;
    ms["bucketsWhole"] = bucketMillis(lanes, runs, {.range = whole, .columns = kPixels, .endLane = 15});
    ms["bucketsThird"] = bucketMillis(lanes, runs, {.range = half, .columns = kPixels, .endLane = 15});
    ms["bucketsFolded"] = bucketMillis(lanes, runs, {.range = whole, .columns = kPixels, .rows = AllInOne});
    ms["barsOnly"] = bucketMillis(lanes, runs, {.range = whole, .columns = kPixels});
    ms["coverage"] = median(runs, [&] { (void)CoverageMap::build(snapshot, checkpoint); });
    ms["referencePassOverTimes"] = referenceMillis(*snapshot, runs);
    std::printf("%s\n", out.dump(2).c_str());
    return 0;
}
