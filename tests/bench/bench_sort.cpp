// SPDX-License-Identifier: Apache-2.0
//
// Sorting at size: bench_sort [ROWS] [VALUES] [THREADS] [RUNS]. Made-up rows of many sources with random times; sorts
// them by time and by a coded column, and a reference beside each in the same run. Prints one JSON object.
#include "query/sorter.h"
#include "store/eventstore.h"
#include "store/timeorder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <numeric>
#include <random>

using namespace rastro;

namespace {

struct Settings {
    std::uint32_t rows = 10'000'000;
    std::uint32_t values = 1'000'000;
    unsigned threads = 2;
    unsigned runs = 5;
};

std::string arnOf(std::uint32_t i) {
    return "arn:aws:sts::" + std::to_string(100'000'000'000 + i % 12) + ":assumed-role/Role" + std::to_string(i % 977) +
           "/i-" + std::to_string(i * 2654435761u);
}

std::shared_ptr<const Snapshot> makeRows(EventStore& store, const Settings& settings) {
    std::mt19937_64 random(1);
    std::vector<Code> codes;
    for (std::uint32_t i = 0; i < settings.values; ++i)
        codes.push_back(store.dictionary(Column::IdentityArn).intern(arnOf(i)));
    std::vector<Code> names;
    for (std::uint32_t i = 0; i < 400; ++i)
        names.push_back(store.dictionary(Column::EventName).intern("Describe" + std::to_string(i * 7919)));
    constexpr std::uint32_t kRowsOfSource = 400;
    std::vector<EventRow> rows;
    for (std::uint32_t done = 0; done < settings.rows; done += kRowsOfSource) {
        SourceInfo info;
        info.path = "/trail/" + std::to_string(random());
        const SourceId source = store.sources().add(std::move(info));
        rows.assign(std::min(kRowsOfSource, settings.rows - done), {});
        // A file covers five minutes of a month.
        const auto start = static_cast<Micros>(random() % (30 * 86'400));
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            rows[i].time = (start + static_cast<Micros>(random() % 300)) * kMicrosPerSecond;
            rows[i].offset = std::uint64_t{i} * 1'500;
            rows[i].length = 1'499;
            rows[i].codes[codedIndex(Column::IdentityArn)] = codes[random() % codes.size()];
            rows[i].codes[codedIndex(Column::EventName)] = names[random() % names.size()];
        }
        if (!store.append(source, rows))
            std::exit(1);
    }
    return store.publish(false);
}

// Medians of wall time and of processor time over all threads: on a busy machine only the latter means much.
nlohmann::ordered_json median(unsigned runs, const std::function<void()>& work) {
    std::vector<double> wall;
    std::vector<double> processor;
    for (unsigned i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t used = std::clock();
        work();
        processor.push_back(1000.0 * static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC);
        wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(wall.begin(), wall.end());
    std::sort(processor.begin(), processor.end());
    return {{"wall", wall[runs / 2]}, {"processor", processor[runs / 2]}};
}

nlohmann::ordered_json sortMillis(const Snapshot& snapshot, const RowVector& base, Column column, SortOrder order,
                                  const Settings& settings, RankCache* cache = nullptr) {
    return median(settings.runs, [&] {
        Checkpoint checkpoint;
        if (!sortRows(snapshot, base, column, order, checkpoint, settings.threads, nullptr, cache))
            std::exit(1);
    });
}

} // namespace

int main(int argc, char** argv) {
    Settings settings;
    if (argc > 1)
        settings.rows = static_cast<std::uint32_t>(std::atol(argv[1]));
    if (argc > 2)
        settings.values = static_cast<std::uint32_t>(std::atol(argv[2]));
    if (argc > 3)
        settings.threads = static_cast<unsigned>(std::atol(argv[3]));
    if (argc > 4)
        settings.runs = static_cast<unsigned>(std::atol(argv[4]));
    EventStore store;
    nlohmann::ordered_json out{{"rows", settings.rows}, {"values", settings.values}, {"threads", settings.threads}};
    const auto snapshot = makeRows(store, settings);
    const RowVector& all = snapshot->timeOrder();
    RowVector shuffled = all;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(2));

    nlohmann::ordered_json& ms = out["medianMillis"];
    using enum SortOrder;
    ms["timeAscending"] = sortMillis(*snapshot, shuffled, Column::EventTime, Ascending, settings);
    ms["timeDescending"] = sortMillis(*snapshot, all, Column::EventTime, Descending, settings);
    ms["timeOrderFromNothing"] = median(1, [&] { timeSorted(*snapshot, 0, settings.rows); });
    ms["codedManyValues"] = sortMillis(*snapshot, all, Column::IdentityArn, Ascending, settings);
    ms["codedManyValuesDescending"] = sortMillis(*snapshot, all, Column::IdentityArn, Descending, settings);
    // As in the window, where the values of large columns are put in order once a load ends.
    RankCache ranks;
    ms["preparing"] = median(1, [&] { ranks.prepare(*snapshot, 1, Checkpoint()); });
    ms["codedManyValuesPrepared"] = sortMillis(*snapshot, all, Column::IdentityArn, Ascending, settings, &ranks);
    ms["codedFewValues"] = sortMillis(*snapshot, all, Column::EventName, Ascending, settings);
    ms["offset"] = sortMillis(*snapshot, all, Column::Offset, Ascending, settings);
    // What a sort by comparing the codes' texts costs.
    ms["referenceStableSortByCode"] = median(1, [&] {
        RowVector rows = all;
        std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return snapshot->codedText(Column::EventName, RowId{a}) < snapshot->codedText(Column::EventName, RowId{b});
        });
    });
    std::puts(out.dump(2).c_str());
    return 0;
}
