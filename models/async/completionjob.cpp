// SPDX-License-Identifier: Apache-2.0
#include "async/completionjob.h"

#include "base/lowpriority.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

constexpr std::size_t kSamplesOfAName = 8;
constexpr std::size_t kMostValues = 200;

unsigned workers() { return std::max(1u, std::thread::hardware_concurrency()); }

std::vector<SeenPath> pathsOf(const Snapshot& snapshot, Checkpoint& checkpoint) {
    lowerThreadPriority(kLoading);
    const auto sample = samplePathRows(snapshot, kSamplesOfAName, checkpoint);
    if (!sample)
        return {};
    auto paths = collectPaths(snapshot, *sample, {}, 1, checkpoint);
    return paths ? *std::move(paths) : std::vector<SeenPath>();
}

} // namespace

CompletionJob::CompletionJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_paths([this](const std::vector<SeenPath>& paths) { emit pathsReady(paths); })
    , m_values([this](const ColumnValues& values) { emit valuesReady(values); }) {}

CompletionJob::~CompletionJob() = default;

void CompletionJob::collectPaths(std::shared_ptr<const Snapshot> snapshot) {
    m_paths.start([snapshot = std::move(snapshot)](Checkpoint& checkpoint) { return pathsOf(*snapshot, checkpoint); });
}

void CompletionJob::findValues(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows,
                               AnyColumn column, std::string typed) {
    // A column that would have to be made first has no values to offer yet: typing must not cost a pass over everything.
    const OnDemandPtr made = column.isMade() ? m_columns->find(*snapshot, column) : nullptr;
    m_values.start([snapshot = std::move(snapshot), rows = std::move(rows), column = std::move(column), made,
                    typed = std::move(typed)](Checkpoint& checkpoint) {
        ColumnValues out{column, {}};
        if (column.isMade() && !made)
            return out;
        auto values = countValues(*snapshot, *rows, {column, made.get()}, typed, kMostValues, workers(), checkpoint);
        if (values)
            out.values = *std::move(values);
        return out;
    });
}

} // namespace rastro
