// SPDX-License-Identifier: Apache-2.0
#include "async/foldjob.h"

#include <algorithm>
#include <thread>

namespace rastro {

namespace {

// Of more events than this the bytes are told only where the column is known already: it costs a pass over all records.
constexpr std::uint32_t kQuicklyRead = 300'000;

OnDemandPtr bytesOf(const Snapshot& snapshot, OnDemandCache& columns, Checkpoint& checkpoint) {
    if (OnDemandPtr known = columns.find(snapshot, bytesColumn()))
        return known;
    if (snapshot.rowCount() > kQuicklyRead || snapshot.isLoading())
        return nullptr;
    const auto made = columns.column(snapshot, bytesColumn(), std::max(1u, std::thread::hardware_concurrency()), checkpoint);
    return made ? *made : nullptr;
}

} // namespace

FoldJob::FoldJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_newest([this](const FoldOutcome& outcome) { emit folded(outcome); }) {}

FoldJob::~FoldJob() = default;

void FoldJob::fold(FoldWish wish) {
    m_newest.start([columns = m_columns, wish = std::move(wish)](Checkpoint& checkpoint) {
        RowBitmap open(wish.snapshot->rowCount());
        for (const std::uint32_t row : wish.open) {
            if (row < open.rowCount())
                open.insert(row);
        }
        const OnDemandPtr bytes = bytesOf(*wish.snapshot, *columns, checkpoint);
        auto rows = foldRepeats(*wish.snapshot, wish.rows, open, bytes.get(), checkpoint);
        FoldOutcome outcome{wish.snapshot, nullptr};
        if (rows)
            outcome.rows = std::make_shared<const FoldedRows>(std::move(*rows));
        return outcome;
    });
}

} // namespace rastro
