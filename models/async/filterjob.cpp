// SPDX-License-Identifier: Apache-2.0
#include "async/filterjob.h"
#include "query/pickrows.h"

#include "query/servicenoise.h"
#include "store/timeorder.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

unsigned workers() { return std::max(1u, std::thread::hardware_concurrency()); }

using Tell = std::function<void(const FilterOutcome&)>;

void intersect(RowBitmap& set, const RowBitmap& other) {
    for (std::size_t c = 0; c * RowBitmap::kChunkWords < set.words().size(); ++c) {
        for (std::size_t i = 0; i < RowBitmap::kChunkWords; ++i)
            set.chunk(c)[i] &= other.chunk(c)[i];
    }
}

// The rows of the wish that were found and among those shown at all, null for every one. False if that was stopped.
bool setRows(const FilterWish& wish, FilteredRows filtered, const RowBitmap* shown, const Checkpoint& checkpoint,
             FilterOutcome& outcome) {
    const auto pick = [&] { return pickRows(*wish.snapshot, *wish.base, filtered, workers(), checkpoint); };
    std::size_t found = 0;
    if (shown != nullptr) {
        const Result<RowVector> all = pick();
        found = all ? all->size() : 0;
        intersect(filtered.rows, *shown);
        filtered.times.reset();
    }
    Result<RowVector> rows = pick();
    if (!rows) {
        outcome.error = rows.error();
        return false;
    }
    outcome.foldedRows = shown != nullptr ? found - rows->size() : 0;
    outcome.rows = std::make_shared<const RowVector>(std::move(*rows));
    outcome.set = std::make_shared<const RowBitmap>(std::move(filtered.rows));
    return true;
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
    FilterOutcome outcome{.snapshot = wish.snapshot, .expression = wish.expression};
    if (wish.expression.kind == Expression::Kind::All) {
        outcome.rows = wish.base;
        return outcome;
    }
    const auto fail = [&](const Error& error) {
        outcome.error = error;
        return outcome;
    };
    FilterTools tools{columns, wish.context, workers(), wish.index.get()};
    const std::optional<Expression> asked = withNoise(wish.expression);
    std::optional<RowBitmap> shown; // no noise: the columns tell at once, and how much of it the rest would show
    if (asked) {
        Result<FilteredRows> quiet = filterRows(*wish.snapshot, noNoiseTerm(), tools, checkpoint);
        if (!quiet)
            return fail(quiet.error());
        shown = std::move(quiet->rows);
    }
    const RowBitmap* set = shown ? &*shown : nullptr;
    const FilterStream stream{*wish.base, placeNear(wish), [&](const RowBitmap& soFar) {
                                  FilterOutcome part = outcome;
                                  part.isWhole = false;
                                  if (setRows(wish, {.rows = soFar}, set, checkpoint, part))
                                      tell(part);
                              }};
    tools.stream = &stream;
    Result<FilteredRows> filtered = filterRows(*wish.snapshot, asked.value_or(wish.expression), tools, checkpoint);
    if (!filtered)
        return fail(filtered.error());
    outcome.unreadRows = filtered->unreadRows;
    setRows(wish, std::move(*filtered), set, checkpoint, outcome);
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
