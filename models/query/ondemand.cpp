// SPDX-License-Identifier: Apache-2.0
#include "query/ondemand.h"

#include "base/parallel.h"
#include "events/describe.h"
#include "store/bulkreader.h"

#include <atomic>
#include <numeric>

namespace rastro {

class OnDemandBuilder {
public:
    OnDemandBuilder(const Snapshot& snapshot, Column column, unsigned threads, Checkpoint& checkpoint)
        : m_snapshot(snapshot)
        , m_threads(threads)
        , m_checkpoint(checkpoint)
        , m_made(std::make_shared<OnDemandColumn>()) {
        m_made->m_column = column;
        m_made->m_values = std::make_shared<Dictionary>();
        m_made->m_codes.assign(snapshot.rowCount(), index(kMissing));
    }

    Result<OnDemandPtr> make() {
        constexpr std::uint32_t kPartRows = 1u << 18; // keeps the plan of what to read small
        m_checkpoint.setTotal(m_snapshot.rowCount());
        for (std::uint32_t first = 0; first < m_snapshot.rowCount(); first += kPartRows) {
            RowVector rows(std::min(kPartRows, m_snapshot.rowCount() - first));
            std::iota(rows.begin(), rows.end(), first);
            const bool isDone = readRecords(
                m_snapshot, rows, RecordForm::Json, m_threads, m_checkpoint,
                [&](std::size_t place, Result<std::string> record) { take(rows[place], std::move(record)); });
            if (!isDone)
                return Error{ErrorCode::Cancelled, {}, "making the column was stopped"};
        }
        m_made->m_unreadRows = m_unreadRows;
        return OnDemandPtr(std::move(m_made));
    }

private:
    void take(std::uint32_t row, Result<std::string> record) {
        m_checkpoint.advance(1);
        if (record) {
            if (const auto tree = json::Tree::parse(*std::move(record))) {
                Description description = describe(*tree);
                const std::string& text = m_made->column() == Column::Target ? description.target : description.summary;
                if (!text.empty())
                    m_made->m_codes[row] = index(m_made->m_values->intern(text));
                return;
            }
        }
        m_unreadRows.fetch_add(1, std::memory_order_relaxed);
    }

    const Snapshot& m_snapshot;
    unsigned m_threads;
    Checkpoint& m_checkpoint;
    std::shared_ptr<OnDemandColumn> m_made;
    std::atomic<std::uint64_t> m_unreadRows{0};
};

Result<OnDemandPtr> makeOnDemandColumn(const Snapshot& snapshot, Column column, unsigned threads,
                                       Checkpoint& checkpoint) {
    if (info(column).storage != Storage::OnDemand)
        return Error{ErrorCode::InvalidArgument, {}, "this column is stored already"};
    return OnDemandBuilder(snapshot, column, threads, checkpoint).make();
}

OnDemandPtr OnDemandCache::find(const std::shared_ptr<const Snapshot>& snapshot, Column column) const {
    const std::lock_guard lock(m_mutex);
    for (const Entry& entry : m_entries) {
        if (entry.column->column() == column && entry.snapshot.lock() == snapshot)
            return entry.column;
    }
    return nullptr;
}

Result<OnDemandPtr> OnDemandCache::column(const std::shared_ptr<const Snapshot>& snapshot, Column column,
                                          unsigned threads, Checkpoint& checkpoint) {
    if (OnDemandPtr known = find(snapshot, column))
        return known;
    Result<OnDemandPtr> made = makeOnDemandColumn(*snapshot, column, threads, checkpoint);
    if (made) {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_entries, [column](const Entry& entry) { return entry.column->column() == column; });
        m_entries.push_back({snapshot, *made});
    }
    return made;
}

void OnDemandCache::clear() {
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
}

} // namespace rastro
