// SPDX-License-Identifier: Apache-2.0
#include "async/sortjob.h"

#include "base/lowpriority.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

unsigned workers() { return std::max(1u, std::thread::hardware_concurrency()); }

bool isTimeOrder(const SortWish& wish) {
    return wish.column == AnyColumn(Column::EventTime) && wish.order == SortOrder::Ascending;
}

} // namespace

SortJob::SortJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_preparing([](const bool&) {})
    , m_newest([this](const SortedRows& rows) { emit rowsSorted(rows); }) {}

SortJob::~SortJob() = default;

void SortJob::prepare(std::shared_ptr<const Snapshot> snapshot) {
    m_preparing.start([ranks = m_ranks, snapshot = std::move(snapshot)](Checkpoint& checkpoint) {
        lowerThreadPriority(kOnlyWhenIdle);
        ranks->prepare(*snapshot, 1, checkpoint);
        return true;
    });
}

void SortJob::sort(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, SortWish wish) {
    m_newest.start([columns = m_columns, ranks = m_ranks, snapshot = std::move(snapshot), rows = std::move(rows),
                    wish](Checkpoint& checkpoint) -> SortedRows {
        SortedRows out{snapshot, wish, nullptr};
        if (isTimeOrder(wish) && rows == snapshot->sharedTimeOrder()) {
            out.rows = rows;
            return out;
        }
        OnDemandPtr made;
        if (wish.column.isMade()) {
            auto column = columns->column(*snapshot, wish.column, workers(), checkpoint);
            if (!column)
                return out;
            made = *column;
        }
        auto sorted = sortRows(*snapshot, *rows, wish.column, wish.order, checkpoint, workers(), made.get(),
                               ranks.get());
        if (sorted)
            out.rows = std::make_shared<const RowVector>(std::move(*sorted));
        return out;
    });
}

double SortJob::progress() const {
    const auto checkpoint = m_newest.checkpoint();
    if (!checkpoint || checkpoint->total() == 0)
        return 0;
    return static_cast<double>(checkpoint->done()) / static_cast<double>(checkpoint->total());
}

} // namespace rastro
