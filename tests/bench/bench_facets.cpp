// SPDX-License-Identifier: Apache-2.0
//
// Facets at size: bench_facets [ROWS] [THREADS] [RUNS]. Made-up rows of eight columns, from few values to very many;
// counts all eight facets without a filter, with one that leaves 5 %, and with values picked; beside them in the same
// run a plain loop over the rows that counts one column after the other. Prints one JSON object.
#include "language/fields.h"
#include "query/facets.h"
#include "store/eventstore.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <random>
#include <span>

using namespace rastro;

namespace {

struct Settings {
    std::uint32_t rows = 10'000'000;
    unsigned threads = 2;
    unsigned runs = 9;
};

struct MadeColumn {
    Column column;
    std::uint32_t values;
};
constexpr MadeColumn kColumns[] = {
    {Column::Kind, 5},           {Column::Outcome, 5},        {Column::EventName, 400},
    {Column::EventSource, 60},   {Column::AwsRegion, 20},     {Column::SourceIPAddress, 20'000},
    {Column::UserAgent, 2'000},  {Column::IdentityAccessKeyId, 50'000}, {Column::IdentityType, 20},
};
constexpr std::size_t kFacets = 8; // the last column is for filtering

std::shared_ptr<const Snapshot> makeRows(EventStore& store, const Settings& settings) {
    std::mt19937_64 random(1);
    std::vector<std::vector<Code>> codes;
    for (const MadeColumn& made : kColumns) {
        auto& mine = codes.emplace_back();
        for (std::uint32_t i = 0; i < made.values; ++i)
            mine.push_back(store.dictionary(made.column).intern("value-" + std::to_string(i)));
    }
    constexpr std::uint32_t kRowsOfSource = 400;
    std::vector<EventRow> rows;
    for (std::uint32_t done = 0; done < settings.rows; done += kRowsOfSource) {
        const SourceId source = store.sources().add({});
        rows.assign(std::min(kRowsOfSource, settings.rows - done), {});
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            rows[i].time = Micros{done + i} * kMicrosPerSecond;
            rows[i].offset = i;
            for (std::size_t c = 0; c < codes.size(); ++c) {
                // The smaller of two draws of a range: frequent and rare values, as in life.
                const std::uint64_t draw = std::min(random() % codes[c].size(), random() % codes[c].size());
                rows[i].codes[codedIndex(kColumns[c].column)] = codes[c][draw];
            }
        }
        if (!store.append(source, rows))
            std::exit(1);
    }
    return store.publish(false);
}

Expression is(Column column, std::uint32_t value) {
    Expression term;
    term.kind = Expression::Kind::Term;
    term.term.field = fieldOf(column);
    term.term.value.kind = Value::Kind::Literal;
    term.term.value.text = "value-" + std::to_string(value);
    return term;
}

Expression combined(Expression::Kind kind, std::vector<Expression> parts) {
    Expression expression;
    expression.kind = kind;
    expression.children = std::move(parts);
    return expression;
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
    std::ranges::sort(wall);
    std::ranges::sort(processor);
    return {{"wall", wall[runs / 2]}, {"processor", processor[runs / 2]}};
}

FacetRequest requestFor(Expression filter) {
    FacetRequest request{std::move(filter), nullptr, {}};
    for (const MadeColumn& made : std::span(kColumns).first(kFacets))
        request.wishes.push_back({made.column, 20, FacetOrder::MostFrequent, {}});
    return request;
}

void measure(nlohmann::ordered_json& out, const char* name, const Snapshot& snapshot, FacetRequest request,
             const Settings& settings, bool givesRows) {
    OnDemandCache cache;
    const FilterTools tools{cache, {}, settings.threads};
    Checkpoint checkpoint;
    if (givesRows) {
        Result<FilteredRows> rows = filterRows(snapshot, request.filter, tools, checkpoint);
        if (!rows)
            std::exit(1);
        request.filtered = std::make_shared<const RowBitmap>(std::move(rows->rows));
    }
    std::uint64_t rows = 0;
    const nlohmann::ordered_json millis = median(settings.runs, [&] {
        const Result<FacetCounts> counts = countFacets(snapshot, request, tools, checkpoint);
        if (!counts)
            std::exit(1);
        rows = counts->facets.back().rows;
    });
    out[name] = {{"millis", millis}, {"rows", rows}};
}

void plainLoop(const Snapshot& snapshot) {
    for (const MadeColumn& made : std::span(kColumns).first(kFacets)) {
        std::vector<std::uint32_t> counts(snapshot.dictionarySize(made.column));
        for (std::uint32_t row = 0; row < snapshot.rowCount(); ++row)
            ++counts[index(snapshot.code(made.column, RowId{row}))];
        if (std::ranges::max(counts) == 0)
            std::exit(1);
    }
}

} // namespace

int main(int argc, char** argv) {
    Settings settings;
    if (argc > 1)
        settings.rows = static_cast<std::uint32_t>(std::atol(argv[1]));
    if (argc > 2)
        settings.threads = static_cast<unsigned>(std::atol(argv[2]));
    if (argc > 3)
        settings.runs = static_cast<unsigned>(std::atol(argv[3]));
    EventStore store;
    const auto snapshot = makeRows(store, settings);
    nlohmann::ordered_json out{{"rows", settings.rows}, {"threads", settings.threads}};

    using enum Expression::Kind;
    const Expression few = is(Column::IdentityType, 9); // 5 % of the rows; no facet
    const Expression picked = combined(
        And, {is(Column::Kind, 1), combined(Or, {is(Column::AwsRegion, 0), is(Column::AwsRegion, 1)})});
    measure(out, "noFilter", *snapshot, requestFor({}), settings, false);
    measure(out, "filterOf5Percent", *snapshot, requestFor(few), settings, false);
    measure(out, "filterOf5PercentKnown", *snapshot, requestFor(few), settings, true);
    measure(out, "valuesPickedInTwoFacets", *snapshot, requestFor(picked), settings, false);
    out["referencePlainLoop"] = median(1, [&] { plainLoop(*snapshot); });
    std::puts(out.dump(2).c_str());
    return 0;
}
