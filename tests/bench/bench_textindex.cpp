// SPDX-License-Identifier: Apache-2.0
//
// bench_textindex [EVENTS [RUNS]]: building the text index over generated events, looking needles up in it, and the
// whole answer of the filter, against inflating the same files and memmem in the same run. Prints JSON: medians and ratios of speed.
#include "bench/reference/reference.h"
#include "ingest/loader.h"
#include "language/parser.h"
#include "query/filter.h"
#include "query/pickrows.h"
#include "support/trailgen/trailgen.h"
#include "textindex/textindex.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <iostream>
#include <set>
#include <thread>

#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace rastro;
using nlohmann::ordered_json;
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

// Of all threads: what the machine does beside this does not count.
double cpuSecondsOf(const std::function<void()>& f) {
    const std::clock_t start = std::clock();
    f();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

struct Bench {
    SnapshotPtr snapshot;
    std::vector<std::string> files;
    unsigned threads = 1;
    int runs = 5;

    // As the filter bar does: hits, and the seconds until the first screen of them is told.
    struct Answer {
        std::uint64_t hits = 0;
        double firstScreen = 0;
    };
    Answer ask(const std::string& needle, const TextIndex* index) const {
        Answer answer;
        Checkpoint checkpoint;
        OnDemandCache columns;
        const auto start = std::chrono::steady_clock::now();
        const auto sinceStart = [&] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        };
        const RowVector& order = snapshot->timeOrder();
        const FilterStream stream{order, order.size() / 2, [&](const RowBitmap& soFar) {
                                      if (answer.firstScreen == 0 && pickRows(*snapshot, order, soFar, threads, checkpoint))
                                          answer.firstScreen = sinceStart();
                                  }};
        const auto rows = filterRows(*snapshot, std::get<Expression>(parseFilter('"' + needle + '"')),
                                     {columns, {}, threads, index, &stream}, checkpoint);
        answer.hits = rows ? rows->rows.count() : 0;
        answer.firstScreen = answer.firstScreen == 0 ? sinceStart() : answer.firstScreen;
        return answer;
    }
};

ordered_json build(const Bench& bench, TextIndex& kept) {
    std::vector<double> speeds, ratios;
    for (int i = 0; i < bench.runs; ++i) {
        TextIndex fresh;
        TextIndex& index = i + 1 == bench.runs ? kept : fresh;
        Checkpoint checkpoint;
        const double inflate =
            cpuSecondsOf([&] { (void)bench::searchReference(bench.files, "no such text", bench.threads); });
        const double seconds = cpuSecondsOf([&] { (void)index.build(*bench.snapshot, bench.threads, checkpoint); });
        speeds.push_back(static_cast<double>(index.bytesIndexed()) / 1e9 / seconds);
        ratios.push_back(inflate / seconds);
    }
    return {{"gigabytesPerCpuSecond", median(speeds)}, {"speedToInflateAndMemmem", median(ratios)}};
}

// The files in which candidates stand.
std::vector<std::string> filesOf(const Snapshot& snapshot, const Candidates& candidates) {
    std::set<std::uint32_t> sources;
    for (const RowRun& run : candidates.rows.runs()) {
        for (std::uint32_t row = run.begin; row < std::min(run.end, snapshot.rowCount()); ++row)
            sources.insert(index(snapshot.source(RowId{row})));
    }
    std::vector<std::string> files;
    for (const std::uint32_t source : sources)
        files.push_back(snapshot.sources().path(SourceId{source}));
    return files;
}

// Looking one needle up, and all of the answer: reading the candidates back and testing them, against inflating and
// searching the files they stand in.
ordered_json lookUp(const Bench& bench, const TextIndex& index, const std::string& needle) {
    Candidates found;
    std::vector<double> micros;
    for (int i = 0; i < 101; ++i)
        micros.push_back(
            1e6 * secondsOf([&] { found = index.candidates(*bench.snapshot, std::array{std::string_view(needle)}); }));
    Bench::Answer answer;
    const std::vector<std::string> files = filesOf(*bench.snapshot, found);
    std::vector<double> screens, seconds, ratios;
    std::uint64_t inflated = 0;
    for (int i = 0; i < bench.runs; ++i) {
        const double plain = cpuSecondsOf([&] {
            const auto measured = bench::searchReference(files, needle, bench.threads);
            inflated = measured ? measured->bytes : 0;
        });
        const double own =
            cpuSecondsOf([&] { seconds.push_back(secondsOf([&] { answer = bench.ask(needle, &index); })); });
        ratios.push_back(plain / own);
        screens.push_back(answer.firstScreen);
    }
    return {{"needle", needle},
            {"lookupMicroseconds", median(micros)},
            {"candidateBlocks", found.blocks},
            {"candidateRows", found.rows.rowCount()},
            {"hits", answer.hits},
            {"firstScreenSeconds", median(screens)},
            {"answerSeconds", median(seconds)},
            {"filesMegabytes", static_cast<double>(inflated) / 1e6}, // of their text
            {"speedToInflateAndMemmem", median(ratios)}};
}

// All records, whatever the index says.
ordered_json scanAll(const Bench& bench, const std::string& needle) {
    std::vector<double> ratios, screens;
    Bench::Answer answer;
    for (int i = 0; i < bench.runs; ++i) {
        const double plain = cpuSecondsOf([&] { (void)bench::searchReference(bench.files, needle, bench.threads); });
        ratios.push_back(plain / cpuSecondsOf([&] { answer = bench.ask(needle, nullptr); }));
        screens.push_back(answer.firstScreen);
    }
    return {{"needle", needle}, {"hits", answer.hits}, {"firstScreenSeconds", median(screens)}, {"speedToInflateAndMemmem", median(ratios)}};
}

// From the wish to stop until the filter has returned, at many moments of a search through all records and of a new
// path: milliseconds.
ordered_json cancel(const Bench& bench) {
    std::vector<double> millis;
    for (const char* filter : {"\"wholly-unheard-of\"", "requestParameters.durationSeconds:3600", "external:*"}) {
        for (int i = 0; i < 10; ++i) {
            Checkpoint checkpoint;
            std::chrono::steady_clock::time_point end;
            std::jthread asking([&] {
                OnDemandCache columns;
                (void)filterRows(*bench.snapshot, std::get<Expression>(parseFilter(filter)),
                                 {columns, {}, bench.threads}, checkpoint);
                end = std::chrono::steady_clock::now();
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(20 + 17 * i));
            const auto start = std::chrono::steady_clock::now();
            checkpoint.requestStop();
            asking.join();
            millis.push_back(std::max(std::chrono::duration<double, std::milli>(end - start).count(), 0.0));
        }
    }
    return {{"median", median(millis)}, {"longest", *std::ranges::max_element(millis)}};
}

std::string anyAccessKey(const Snapshot& snapshot) {
    for (std::uint32_t row = snapshot.rowCount() / 2; row < snapshot.rowCount(); ++row) {
        if (const auto key = snapshot.codedText(Column::IdentityAccessKeyId, RowId{row}); !key.empty())
            return std::string(key);
    }
    return "ASIA";
}

// Keys by how many events they made: the one that made the most stands in many files, the others in fewer.
std::vector<std::string> usedAccessKeys(const Snapshot& snapshot) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> uses(snapshot.dictionarySize(Column::IdentityAccessKeyId));
    for (std::uint32_t code = 0; code < uses.size(); ++code)
        uses[code].second = code;
    for (const std::uint32_t row : snapshot.timeOrder())
        ++uses[index(snapshot.code(Column::IdentityAccessKeyId, RowId{row}))].first;
    uses[0].first = 0; // events without one
    std::ranges::sort(uses, std::greater());
    std::vector<std::string> keys;
    for (const std::size_t place : {std::size_t{0}, uses.size() / 1'000, uses.size() / 100})
        keys.emplace_back(snapshot.value(Column::IdentityAccessKeyId, Code{uses[place].second}));
    return keys;
}

} // namespace

int main(int argc, char** argv) {
    trailgen::TrailSpec spec;
    spec.events = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 500'000;
    const fs::path folder = fs::path("/dev/shm") / ("rastro-bench-" + std::to_string(::getpid()));
    if (!trailgen::generateTrail(spec, folder.string()))
        return 1;
    Bench bench;
    bench.runs = argc > 2 ? std::atoi(argv[2]) : 5;
    bench.threads = std::max(1u, std::thread::hardware_concurrency());
    bench.files = bench::logFiles(folder.string());
    EventStore store;
    Checkpoint checkpoint;
    bench.snapshot = Loader(store, {.threads = bench.threads}).load({folder.string()}, checkpoint, {});
    const RowId middle{bench.snapshot->rowCount() / 2};
    TextIndex index;
    ordered_json result{{"events", bench.snapshot->rowCount()}, {"threads", bench.threads}, {"runs", bench.runs}};
    result["build"] = build(bench, index);
    result["jsonBytes"] = index.bytesIndexed();
    result["blocks"] = index.blockCount();
    result["bytesPerEvent"] = static_cast<double>(index.memoryBytes()) / bench.snapshot->rowCount();
    result["absent"] = lookUp(bench, index, "wholly-unheard-of");
    result["accessKey"] = lookUp(bench, index, anyAccessKey(*bench.snapshot));
    for (const std::string& key : usedAccessKeys(*bench.snapshot))
        result["usedAccessKeys"].push_back(lookUp(bench, index, key));
    result["requestId"] = lookUp(bench, index, bench.snapshot->identifierText(Column::RequestId, middle));
    result["commonWord"] = lookUp(bench, index, "GetObject");
    result["shortWord"] = lookUp(bench, index, "sso");
    result["scanAbsent"] = scanAll(bench, "wholly-unheard-of");
    result["scanCommon"] = scanAll(bench, "GetObject");
    result["scanEverywhere"] = scanAll(bench, "amazonaws.com");
    result["cancelMilliseconds"] = cancel(bench);
    fs::remove_all(folder);
    std::cout << result.dump(2) << '\n';
    return index.isComplete(*bench.snapshot) ? 0 : 1;
}
