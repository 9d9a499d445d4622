// SPDX-License-Identifier: Apache-2.0
#include "async/filterjob.h"

#include "store/timeorder.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

unsigned workers() { return std::max(1u, std::thread::hardware_concurrency()); }

using Tell = std::function<void(const FilterOutcome&)>;

// The rows of the wish that are in the set; false if that was stopped.
bool setRows(const FilterWish& wish, const RowBitmap& set, const Checkpoint& checkpoint, FilterOutcome& outcome) {
    Result<RowVector> rows = pickRows(*wish.base, set, workers(), checkpoint);
    if (rows)
        outcome.rows = std::make_shared<const RowVector>(std::move(*rows));
    else
        outcome.error = rows.error();
    return static_cast<bool>(rows);
}

std::size_t placeNear(const FilterWish& wish) {
    const RowVector& order = *wish.base;
    if (wish.near == kNoRow)
        return 0;
    return static_cast<std::size_t>(
        std::ranges::partition_point(
            order, [&](std::uint32_t row) { return isBefore(*wish.snapshot, RowId{row}, wish.near); }) -
        order.begin());
}

FilterOutcome run(const FilterWish& wish, OnDemandCache& columns, Checkpoint& checkpoint, const Tell& tell) {
    FilterOutcome outcome{wish.snapshot, wish.expression, nullptr, nullptr, 0, std::nullopt};
    if (wish.expression.kind == Expression::Kind::All) {
        outcome.rows = wish.base;
        return outcome;
    }
    const FilterStream stream{*wish.base, placeNear(wish), [&](const RowBitmap& soFar) {
                                  FilterOutcome part = outcome;
                                  part.isWhole = false;
                                  part.set = std::make_shared<const RowBitmap>(soFar);
                                  if (setRows(wish, soFar, checkpoint, part))
                                      tell(part);
                              }};
    const FilterTools tools{columns, wish.context, workers(), wish.index.get(), &stream};
    Result<FilteredRows> filtered = filterRows(*wish.snapshot, wish.expression, tools, checkpoint);
    if (!filtered) {
        outcome.error = filtered.error();
        return outcome;
    }
    outcome.unreadRows = filtered->unreadRows;
    setRows(wish, filtered->rows, checkpoint, outcome);
    outcome.set = std::make_shared<const RowBitmap>(std::move(filtered->rows));
    return outcome;
}

} // namespace

FilterJob::FilterJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_newest([this](const FilterOutcome& outcome) { emit filtered(outcome); }) {}

FilterJob::~FilterJob() = default;

void FilterJob::filter(FilterWish wish) {
    const std::uint64_t mine = ++m_wishes;
    // Told in the GUI thread; the job outlives its work, and what is told after its end is dropped.
    const Tell tell = [this, mine](const FilterOutcome& outcome) {
        QMetaObject::invokeMethod(this, [this, mine, outcome] {
            if (mine == m_wishes && m_newest.isRunning())
                emit foundSoFar(outcome);
        }, Qt::QueuedConnection);
    };
    m_newest.start([columns = m_columns, wish = std::move(wish), tell](Checkpoint& checkpoint) {
        return run(wish, *columns, checkpoint, tell);
    });
}

void FilterJob::cancel() {
    ++m_wishes;
    m_newest.cancel();
}

double FilterJob::progress() const {
    const auto checkpoint = m_newest.checkpoint();
    if (!checkpoint || checkpoint->total() == 0)
        return 0;
    return static_cast<double>(checkpoint->done()) / static_cast<double>(checkpoint->total());
}

} // namespace rastro
