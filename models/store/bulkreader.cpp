// SPDX-License-Identifier: Apache-2.0
#include "store/bulkreader.h"

#include "base/hash.h"
#include "base/jsonstring.h"
#include "base/parallel.h"
#include "store/readplan.h"
#include "store/recordbytes.h"
#include "store/sourcecursor.h"
#include "store/summaryrow.h"

#include <algorithm>
#include <atomic>

namespace rastro {

namespace {

// What one thread reads with.
class Worker {
public:
    Worker(const Snapshot& snapshot, const ReadPlan& plan, RecordForm form, const Checkpoint& checkpoint)
        : m_snapshot(snapshot), m_plan(plan), m_form(form), m_cursor(checkpoint) {}

    Result<std::string_view> read(RowId row) {
        const SourceId id = m_snapshot.source(row);
        const SourceInfo& source = m_plan.source(id);
        const auto span = m_cursor.view(id, source, m_snapshot.offset(row), m_snapshot.length(row));
        return span ? record(row, source, *span) : span;
    }

private:
    Result<std::string_view> record(RowId row, const SourceInfo& source, std::string_view span) {
        if ((m_snapshot.rowFlags(row) & flags::kInsideString) && span.size() >= 2) {
            m_made = json::unescapeBytes(span.substr(1, span.size() - 2));
            span = m_made;
        }
        if (hash64(span, processSeed()) != m_snapshot.recordHash(row))
            return sourceChanged(source);
        if (m_form == RecordForm::Original || !m_snapshot.isSummaryOnly(row))
            return span;
        auto object = summaryRowToJson(source.csvHeader, span);
        if (!object)
            return sourceChanged(source);
        m_made = *std::move(object);
        return std::string_view(m_made);
    }

    const Snapshot& m_snapshot;
    const ReadPlan& m_plan;
    RecordForm m_form;
    SourceCursor m_cursor;
    std::string m_made; // a record that does not stand in the file as it is
};

} // namespace

bool readRecordViews(const Snapshot& snapshot, std::span<const std::uint32_t> rows, RecordForm form, unsigned threads,
                     const Checkpoint& checkpoint, const TakeRecordView& take) {
    const ReadPlan plan(snapshot, rows);
    std::atomic<std::size_t> next{0};
    const auto workers = static_cast<unsigned>(std::clamp<std::size_t>(plan.taskCount(), 1, std::max(threads, 1u)));
    inParallel(workers, [&](unsigned number) {
        Worker worker(snapshot, plan, form, checkpoint);
        for (std::size_t task = next++; task < plan.taskCount(); task = next++) {
            for (const std::uint32_t place : plan.places(task)) {
                if (checkpoint.isStopRequested())
                    return;
                const Result<std::string_view> record = worker.read(plan.row(place));
                if (!record && record.error().code == ErrorCode::Cancelled)
                    return; // not a record that cannot be read
                take(number, place, record);
            }
        }
    });
    return !checkpoint.isStopRequested();
}

bool readRecords(const Snapshot& snapshot, std::span<const std::uint32_t> rows, RecordForm form, unsigned threads,
                 const Checkpoint& checkpoint, const TakeRecord& take) {
    return readRecordViews(snapshot, rows, form, threads, checkpoint,
                           [&take](unsigned, std::size_t place, const Result<std::string_view>& record) {
                               if (record)
                                   take(place, std::string(*record));
                               else
                                   take(place, record.error());
                           });
}

} // namespace rastro
