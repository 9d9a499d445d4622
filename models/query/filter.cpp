// SPDX-License-Identifier: Apache-2.0
#include "query/filter.h"

#include "base/foldedtext.h"
#include "base/parallel.h"
#include "query/filterplan.h"
#include "query/outwards.h"
#include "query/recordquestions.h"
#include "store/bulkreader.h"
#include "textindex/requiredpieces.h"
#include "textindex/textindex.h"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace rastro {

namespace {

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "the filter was stopped"};
}

void collectTerms(const Expression& expression, std::vector<const Term*>& terms) {
    if (expression.kind == Expression::Kind::Term)
        terms.push_back(&expression.term);
    for (const Expression& child : expression.children)
        collectTerms(child, terms);
}

// Whether a column is nothing but a path of the record, so that odd records can hold more than it does.
bool isPathColumn(Column column) {
    return column <= Column::VpcEndpointId || (column >= Column::EventTime && column <= Column::SharedEventId);
}

// The only GUID a term can match, if that is plain.
std::optional<Identifier> guidOf(const Term& term) {
    const bool isText = term.value.kind == Value::Kind::Literal ||
                        (term.value.kind == Value::Kind::Pattern && term.value.parts.size() == 1 &&
                         term.value.parts[0].kind == PatternPart::Kind::Text);
    Identifier id;
    if (term.comparison != Comparison::Matches || !isText || !parseGuid(foldedText(term.value.text), id))
        return std::nullopt;
    return id;
}

class Planner {
public:
    Planner(const Snapshot& snapshot, const FilterTools& tools, Checkpoint& checkpoint)
        : m_snapshot(snapshot), m_tools(tools), m_checkpoint(checkpoint) {}

    Result<std::vector<PlannedTerm>> plan(const Expression& expression) {
        std::vector<const Term*> terms;
        collectTerms(expression, terms);
        std::vector<PlannedTerm> planned;
        for (const Term* term : terms) {
            Result<ValueMatcher> matcher = ValueMatcher::make(*term, m_tools.context);
            if (!matcher)
                return matcher.error();
            planned.push_back({.term = *term, .matcher = std::move(*matcher)});
        }
        if (const Status made = makeColumns(planned); !made)
            return made.error();
        for (PlannedTerm& term : planned) {
            if (!giveLeaf(term))
                return cancelled();
        }
        return planned;
    }

    // Rows whose records could not be read when the columns of the terms were made: they count as without a value.
    std::uint64_t unreadRows() const {
        std::uint64_t most = 0;
        for (const OnDemandPtr& made : m_made)
            most = std::max(most, made->unreadRows());
        return most;
    }

private:
    static std::optional<AnyColumn> columnFor(const Term& term) {
        if (term.isBare() || term.field.isAnyBelow)
            return std::nullopt;
        return AnyColumn(term.field);
    }

    // All paths that are new, in one pass.
    Status makeColumns(const std::vector<PlannedTerm>& terms) {
        std::vector<AnyColumn> keys;
        for (const PlannedTerm& term : terms) {
            const std::optional<AnyColumn> column = columnFor(term.term);
            if (column && column->isMade() && std::ranges::find(keys, *column) == keys.end())
                keys.push_back(*column);
        }
        if (keys.empty())
            return Done{};
        auto made = m_tools.columns.columns(m_snapshot, keys, m_tools.threads, m_checkpoint);
        if (!made)
            return made.error();
        m_made = std::move(*made);
        return Done{};
    }

    // The rows whose records may hold what the term looks for; null: any may.
    std::shared_ptr<const RowBitmap> candidatesOf(const BareTest& bare) const {
        if (bare.requiredPieces().empty())
            return nullptr;
        const Candidates found = m_tools.index->candidates(m_snapshot, viewsOf(bare.requiredPieces()));
        auto rows = std::make_shared<RowBitmap>(m_snapshot.rowCount());
        for (const RowRun& run : found.rows.runs())
            rows->insertRun(run.begin, std::min(run.end, m_snapshot.rowCount()));
        return rows;
    }

    // False if a stop was asked for.
    bool giveLeaf(PlannedTerm& term) const {
        const std::optional<AnyColumn> column = columnFor(term.term);
        if (!column) { // the records tell
            if (term.term.isBare())
                term.bare = std::make_shared<const BareTest>(term.term, term.matcher);
            if (term.bare && m_tools.index != nullptr)
                term.candidates = candidatesOf(*term.bare);
            return true;
        }
        if (column->isMade()) {
            const OnDemandPtr& made = *std::ranges::find(m_made, *column, &OnDemandColumn::key);
            term.leaf = makeOnDemandLeaf(m_snapshot, made, term.matcher, m_tools.threads, m_checkpoint);
            return term.leaf != nullptr;
        }
        return giveStoredLeaf(term, *column->column());
    }

    bool giveStoredLeaf(PlannedTerm& term, Column column) const {
        const Term& asked = term.term;
        std::optional<TimeRangeOf> times;
        if (column == Column::EventTime && asked.comparison != Comparison::Matches) {
            const auto range = timesFor(asked.comparison, asked.value.text, m_tools.context);
            term.leaf = makeTimeRangeLeaf(m_snapshot, range.value_or(TimeRangeOf{0, 0}));
            term.needsPlainTime = !range; // a number: only a time that is written as one can match
            return true;
        }
        if (column == Column::EventTime) {
            if (isPlain(asked.value) && !isRelativeTime(asked.value.text))
                times = timesFor(Comparison::Matches, asked.value.text, m_tools.context);
            if (times && asked.value.kind == Value::Kind::Literal && isTimeSpan(asked.value.text))
                times.reset(); // a quoted day, month or hour is that text and nothing else
            term.needsPlainTime = true;
        }
        term.times = times;
        term.zone = m_tools.context.zone;
        term.needsRegular = isPathColumn(column);
        const auto guid = info(column).storage == Storage::Identifier ? guidOf(asked) : std::nullopt;
        term.leaf = makeStoredLeaf(m_snapshot, column, term.matcher, times, guid, m_tools.threads, m_checkpoint);
        return term.leaf != nullptr;
    }

    static bool isPlain(const Value& value) {
        return value.kind == Value::Kind::Literal ||
               (value.kind == Value::Kind::Pattern && value.parts.size() == 1 &&
                value.parts[0].kind == PatternPart::Kind::Text);
    }

    const Snapshot& m_snapshot;
    const FilterTools& m_tools;
    Checkpoint& m_checkpoint;
    std::vector<OnDemandPtr> m_made;
};

void setBit(RowBitmap& set, std::uint32_t row) {
    std::atomic_ref<RowBitmap::Word>(set.chunk(row >> kChunkBits)[(row & (kChunkRows - 1)) / 64])
        .fetch_or(RowBitmap::Word{1} << (row % 64), std::memory_order_relaxed);
}

class Evaluation {
    static constexpr std::size_t kPassRows = 1u << 18;      // keeps the plan of what to read small
    static constexpr std::size_t kFirstPassRows = 1u << 10; // fills a screen if one row in twenty matches
    static constexpr std::size_t kScreenRows = 40; // are told at once
    static constexpr auto kTellEach = std::chrono::milliseconds(300);

public:
    Evaluation(const Snapshot& snapshot, const FilterPlan& plan, const FilterTools& tools, Checkpoint& checkpoint)
        : m_snapshot(snapshot)
        , m_plan(plan)
        , m_threads(tools.threads)
        , m_stream(tools.stream)
        , m_checkpoint(checkpoint) {
        m_out.rows = RowBitmap(snapshot.rowCount());
    }

    Result<FilteredRows> run() {
        RowBitmap open = scanChunks();
        if (m_checkpoint.isStopRequested() || !askRecords(std::move(open)))
            return cancelled();
        m_out.times = m_plan.times();
        return std::move(m_out);
    }

private:
    // Sets the rows that columns are sure of; gives the others that may match, of no rows at all if there are none.
    RowBitmap scanChunks() {
        const auto isExact = [&](std::size_t c) {
            return m_plan.isExact() && (m_snapshot.chunk(c).anyFlags & m_plan.unsureFlags()) == 0;
        };
        bool isExactEverywhere = true;
        for (std::size_t c = 0; c < m_snapshot.chunkCount() && isExactEverywhere; ++c)
            isExactEverywhere = isExact(c);
        RowBitmap open(isExactEverywhere ? 0 : m_snapshot.rowCount());
        const auto threads = usefulThreads(m_threads, m_snapshot.rowCount() / 8);
        forTasks(m_snapshot.chunkCount(), threads, m_checkpoint, [&](std::size_t c) {
            if (isExact(c))
                m_plan.fill(c, m_out.rows.chunk(c));
            else
                boundChunk(c, open.chunk(c));
        });
        return open;
    }

    void boundChunk(std::size_t c, RowBitmap::Word* open) {
        FilterPlan::Bounds bounds;
        m_plan.bounds(c, bounds);
        const Chunk& chunk = m_snapshot.chunk(c);
        const std::uint16_t unsure = m_plan.unsureFlags();
        for (std::uint32_t i = 0; unsure != 0 && i < chunk.rows; ++i) {
            if (chunk.flags[i] & unsure) {
                bounds.sure[i / 64] &= ~(RowBitmap::Word{1} << (i % 64));
                bounds.possible[i / 64] |= RowBitmap::Word{1} << (i % 64);
            }
        }
        std::ranges::copy(bounds.sure, m_out.rows.chunk(c));
        for (std::size_t w = 0; w < RowBitmap::kChunkWords; ++w)
            open[w] = bounds.possible[w] & ~bounds.sure[w];
    }

    bool askRecords(RowBitmap open) {
        const std::uint64_t count = open.count();
        if (count == 0)
            return true;
        const RecordQuestions questions(m_snapshot, m_plan);
        m_checkpoint.setTotal(m_checkpoint.done() + count);
        return m_stream != nullptr ? askNearestFirst(questions, std::move(open), count) : askInStorage(questions, open);
    }

    bool askInStorage(const RecordQuestions& questions, const RowBitmap& open) {
        RowVector rows;
        bool isDone = true;
        open.forEach([&](std::uint32_t row) {
            rows.push_back(row);
            if (rows.size() < kPassRows)
                return;
            isDone = isDone && ask(questions, rows);
            rows.clear();
        });
        return isDone && (rows.empty() || ask(questions, rows));
    }

    // In passes that grow, so that the first is quick and files are seldom inflated for two of them.
    bool askNearestFirst(const RecordQuestions& questions, RowBitmap open, std::uint64_t left) {
        Outwards outwards(m_stream->order, m_stream->near, std::move(open));
        auto told = std::chrono::steady_clock::now();
        bool isFirst = true;
        for (std::size_t most = kFirstPassRows; left > 0; most = std::min(most * 2, kPassRows)) {
            const RowVector rows = outwards.next(most);
            if (!ask(questions, rows))
                return false;
            left -= rows.size();
            const auto now = std::chrono::steady_clock::now();
            if (left > 0 && (now - told >= kTellEach || (isFirst && m_out.rows.count() >= kScreenRows))) {
                m_stream->tell(m_out.rows);
                told = now;
                isFirst = false;
            }
        }
        return true;
    }

    bool ask(const RecordQuestions& questions, std::span<const std::uint32_t> rows) {
        struct alignas(64) Count { // of one worker
            std::uint64_t rows = 0;
            std::uint64_t unread = 0;
        };
        constexpr std::uint64_t kToldEach = 256; // rows between two words of progress: they are shared by all workers
        std::vector<Count> counts(m_threads);
        const bool isDone = readRecordViews(
            m_snapshot, rows, RecordForm::Json, m_threads, m_checkpoint,
            [&](unsigned worker, std::size_t place, const Result<std::string_view>& record) {
                const std::uint32_t row = rows[place];
                if (record ? questions.matches(row, *record) : questions.matchesUnread(row))
                    setBit(m_out.rows, row);
                Count& count = counts[worker];
                count.unread += record ? 0 : 1;
                if (++count.rows % kToldEach == 0)
                    m_checkpoint.advance(kToldEach);
            });
        for (const Count& count : counts) {
            m_checkpoint.advance(count.rows % kToldEach);
            m_out.unreadRows += count.unread;
        }
        return isDone;
    }

    const Snapshot& m_snapshot;
    const FilterPlan& m_plan;
    unsigned m_threads;
    const FilterStream* m_stream;
    Checkpoint& m_checkpoint;
    FilteredRows m_out;
};

} // namespace

Micros newestTime(const Snapshot& snapshot) {
    const RowVector& order = snapshot.timeOrder();
    const auto timed = std::partition_point(order.begin(), order.end(),
                                            [&](std::uint32_t row) { return snapshot.time(RowId{row}) != kNoTime; });
    return timed == order.begin() ? kNoTime : snapshot.time(RowId{*(timed - 1)});
}

Result<FilteredRows> filterRows(const Snapshot& snapshot, const Expression& expression, const FilterTools& tools,
                                Checkpoint& checkpoint) {
    FilterTools ready = tools;
    if (ready.context.newest == kNoTime)
        ready.context.newest = newestTime(snapshot);
    Planner planner(snapshot, ready, checkpoint);
    Result<std::vector<PlannedTerm>> terms = planner.plan(expression);
    if (!terms)
        return terms.error();
    const FilterPlan plan(snapshot, expression, std::move(*terms));
    Result<FilteredRows> rows = Evaluation(snapshot, plan, ready, checkpoint).run();
    if (rows)
        rows->unreadRows = std::max(rows->unreadRows, planner.unreadRows());
    return rows;
}

} // namespace rastro
