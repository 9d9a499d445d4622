// SPDX-License-Identifier: Apache-2.0
#include "async/filterjob.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

unsigned workers() { return std::max(1u, std::thread::hardware_concurrency()); }

FilterOutcome run(const FilterWish& wish, OnDemandCache& columns, Checkpoint& checkpoint) {
    FilterOutcome outcome{wish.snapshot, wish.expression, nullptr, nullptr, 0, std::nullopt};
    if (wish.expression.kind == Expression::Kind::All) {
        outcome.rows = wish.base;
        return outcome;
    }
    const FilterTools tools{columns, wish.context, workers(), wish.index.get()};
    Result<FilteredRows> filtered = filterRows(*wish.snapshot, wish.expression, tools, checkpoint);
    if (!filtered) {
        outcome.error = filtered.error();
        return outcome;
    }
    outcome.unreadRows = filtered->unreadRows;
    Result<RowVector> rows = pickRows(*wish.base, filtered->rows, workers(), checkpoint);
    outcome.set = std::make_shared<const RowBitmap>(std::move(filtered->rows));
    if (rows)
        outcome.rows = std::make_shared<const RowVector>(std::move(*rows));
    else
        outcome.error = rows.error();
    return outcome;
}

} // namespace

FilterJob::FilterJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_newest([this](const FilterOutcome& outcome) { emit filtered(outcome); }) {}

FilterJob::~FilterJob() = default;

void FilterJob::filter(FilterWish wish) {
    m_newest.start([columns = m_columns, wish = std::move(wish)](Checkpoint& checkpoint) {
        return run(wish, *columns, checkpoint);
    });
}

double FilterJob::progress() const {
    const auto checkpoint = m_newest.checkpoint();
    if (!checkpoint || checkpoint->total() == 0)
        return 0;
    return static_cast<double>(checkpoint->done()) / static_cast<double>(checkpoint->total());
}

} // namespace rastro
