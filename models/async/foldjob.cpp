// SPDX-License-Identifier: Apache-2.0
#include "async/foldjob.h"

#include "store/bulkreader.h"

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

// How each sign-in went stands only in its record. Of very many nothing is read: the summary of each tells it.
void readSignIns(const Snapshot& snapshot, FoldedRows& folded, Checkpoint& checkpoint) {
    constexpr std::size_t kMost = 5'000;
    if (folded.signIns.empty() || folded.signIns.size() > kMost)
        return;
    std::vector<std::uint32_t> rows;
    for (const std::uint32_t shown : folded.signIns)
        rows.push_back((*folded.shown)[shown]);
    readRecordViews(snapshot, rows, RecordForm::Json, 1, checkpoint,
                    [&](unsigned, std::size_t place, const Result<std::string_view>& record) {
                        if (!record)
                            return;
                        const auto tree = json::Tree::parse(std::string(*record));
                        if (std::string words = tree ? signInWords(*tree) : std::string(); !words.empty())
                            folded.signInWords.emplace(folded.signIns[place], std::move(words));
                    });
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
        if (rows && !wish.snapshot->isLoading())
            readSignIns(*wish.snapshot, *rows, checkpoint);
        if (rows)
            outcome.rows = std::make_shared<const FoldedRows>(std::move(*rows));
        return outcome;
    });
}

} // namespace rastro
