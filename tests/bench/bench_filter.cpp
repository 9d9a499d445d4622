// SPDX-License-Identifier: Apache-2.0
//
// bench_filter [ROWS [RUNS [FILTER...]]]: filters over made-up rows on two threads: one term on a core column as bitmap and as rows
// in time order, three with `and`, text and regular expression over a large dictionary; and beside them a plain loop that
// compares the codes of one column, as a reference in the same run. Medians in milliseconds. Prints JSON.
#include "bench/benchtools.h"
#include "language/parser.h"
#include "query/filter.h"
#include "query/pickrows.h"
#include "store/eventstore.h"

#include <random>

using namespace rastro;
using namespace rastro::bench;

namespace {

constexpr unsigned kThreads = 2;
constexpr std::uint32_t kRowsOfFile = 400;

// Codes of made-up values; the first ones are drawn more often, as in logs.
class Values {
public:
    Values(EventStore& store, Column column, std::string_view prefix, std::uint32_t count) : m_column(column) {
        for (std::uint32_t i = 0; i < count; ++i) {
            std::string value(prefix);
            value += std::to_string(i * 2'654'435'761u);
            m_bytes += value.size();
            m_codes.push_back(store.dictionary(column).intern(value));
        }
    }
    void fill(EventRow& row, std::mt19937_64& random) const {
        const std::uint64_t most = m_codes.size();
        row.codes[codedIndex(m_column)] = m_codes[random() % (1 + random() % most)];
    }
    std::size_t bytes() const { return m_bytes; }

private:
    Column m_column;
    std::vector<Code> m_codes;
    std::size_t m_bytes = 0;
};

struct Trail {
    EventStore store;
    std::shared_ptr<const Snapshot> snapshot;
    std::size_t messageBytes = 0;

    explicit Trail(std::uint32_t rows) {
        std::mt19937_64 random(1);
        const Values names(store, Column::EventName, "Describe", 400);
        const Values services(store, Column::EventSource, "svc", 44);
        const Values arns(store, Column::IdentityArn, "arn:aws:sts::123456789012:assumed-role/Role/i-", 28'000);
        const Values messages(store, Column::ErrorMessage, std::string(300, 'm') + " is not authorized to perform: ", 54'000);
        messageBytes = messages.bytes();
        std::vector<EventRow> file;
        for (std::uint32_t done = 0; done < rows; done += kRowsOfFile) {
            SourceInfo info;
            info.path = "/trail/" + std::to_string(random());
            const SourceId source = store.sources().add(std::move(info));
            file.assign(std::min(kRowsOfFile, rows - done), {});
            const auto start = static_cast<Micros>(random() % (30 * 86'400));
            for (std::uint32_t i = 0; i < file.size(); ++i) {
                EventRow& row = file[i];
                row.time = (start + static_cast<Micros>(random() % 300)) * kMicrosPerSecond;
                row.offset = std::uint64_t{i} * 1'500;
                row.length = 1'499;
                for (const Values* values : {&names, &services, &arns})
                    values->fill(row, random);
                if (random() % 20 == 0)
                    messages.fill(row, random);
            }
            if (!store.append(source, file))
                std::abort();
        }
        snapshot = store.publish(false);
    }
};

template <typename F> double medianOf(std::uint64_t runs, const F& f) {
    std::vector<double> times;
    for (std::uint64_t i = 0; i < runs; ++i) {
        const Clock clock;
        f();
        times.push_back(clock.milliseconds());
    }
    return median(std::move(times));
}

Json measure(const Trail& trail, std::string_view text, std::uint64_t runs) {
    const Expression expression = std::get<Expression>(parseFilter(text));
    OnDemandCache columns;
    Checkpoint checkpoint;
    const FilterTools tools{columns, {}, kThreads};
    std::uint64_t matched = 0;
    const double toBitmap = medianOf(runs, [&] {
        matched = filterRows(*trail.snapshot, expression, tools, checkpoint)->rows.count();
    });
    const double toRows = medianOf(runs, [&] {
        const auto filtered = filterRows(*trail.snapshot, expression, tools, checkpoint);
        matched = pickRows(*trail.snapshot, trail.snapshot->timeOrder(), *filtered, kThreads, checkpoint)->size();
    });
    return {{"filter", text}, {"matched", matched}, {"toBitmapMs", toBitmap}, {"toRowsMs", toRows}};
}

// One thread, row by row, as a simple program would.
double plainLoop(const Snapshot& snapshot, std::uint64_t runs) {
    const Code code{1};
    std::uint64_t count = 0;
    const double time = medianOf(runs, [&] {
        RowVector rows;
        for (const std::uint32_t row : snapshot.timeOrder()) {
            if (snapshot.code(Column::EventName, RowId{row}) == code)
                rows.push_back(row);
        }
        count += rows.size();
    });
    return count == 0 ? 0 : time;
}

} // namespace

int main(int argc, char** argv) {
    const auto rows = static_cast<std::uint32_t>(argument(argc, argv, 1, 10'000'000));
    const std::uint64_t runs = argument(argc, argv, 2, 9);
    const Trail trail(rows);
    Json filters = Json::array();
    std::vector<std::string_view> texts{"eventName:Describe0", "not eventName:Describe0", "svc:svc0",
                                        "eventName:Describe0 svc:svc0 userIdentity.arn:*i-0", "userIdentity.arn:*77*",
                                        "errorMessage:*authorized*99*", "errorMessage:/perform: 1[0-9]+7$/",
                                        "eventTime >= 1970-01-10 eventTime < 1970-01-11", "eventTime >= 1970-01-10",
                                        "errorMessage:*"};
    if (argc > 3)
        texts.assign(argv + 3, argv + argc);
    for (const std::string_view text : texts)
        filters.push_back(measure(trail, text, runs));
    const Json out{{"rows", rows},
                   {"threads", kThreads},
                   {"runs", runs},
                   {"dictionaryMegabytes", static_cast<double>(trail.messageBytes) / 1e6},
                   {"plainLoopMs", plainLoop(*trail.snapshot, runs)},
                   {"filters", filters}};
    std::cout << out.dump(1) << '\n';
    return 0;
}
