// SPDX-License-Identifier: Apache-2.0
#include "export/exporter.h"

#include "events/describe.h"
#include "paths/pathwalk.h"
#include "query/celltext.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <optional>
#include <span>

namespace rastro {

namespace {

constexpr std::size_t kBatchRows = 65'536;
constexpr std::uint64_t kBatchBytes = 64u << 20;
constexpr std::size_t kFlushBytes = 1u << 20;
constexpr std::size_t kProblemsListed = 100;

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "the export was stopped"};
}

// What a record gave: itself, or what is said of it, or why it could not be read.
struct Slot {
    std::string record;
    Description description;
    Cells reached; // by path, see Exporter::m_paths
    std::optional<Error> problem;
};

class Exporter {
public:
    Exporter(const ExportRequest& request, ByteSink& sink, Checkpoint& checkpoint)
        : m_request(request)
        , m_sink(sink)
        , m_checkpoint(checkpoint)
        , m_writer(makeRowWriter(request.format))
        , m_wantsRecords(isMadeOfRecords(request.format))
        , m_wantsDescriptions(!m_wantsRecords && std::ranges::any_of(request.columns, [](const AnyColumn& c) {
            return c.isMade() && c.column();
        }))
        , m_paths(pathsOf(request))
        , m_walk(m_paths)
        , m_isReached(m_paths.size()) {}

    Result<ExportOutcome> run() {
        if (const Status made = makeFindings(); !made)
            return made.error();
        m_checkpoint.setTotal(m_checkpoint.done() + m_request.rows.size());
        std::vector<std::string> names;
        for (const AnyColumn& column : m_request.columns)
            names.push_back(column.name());
        m_writer->begin(m_out, names);
        for (std::size_t first = 0; first < m_request.rows.size();) {
            const std::size_t size = batchSize(first);
            if (const Status written = writeBatch({m_request.rows.data() + first, size}); !written)
                return written.error();
            first += size;
        }
        m_writer->end(m_out);
        if (const Status flushed = flush(); !flushed)
            return flushed.error();
        tellAbsent();
        return std::move(m_outcome);
    }

private:
    static std::vector<FieldPath> pathsOf(const ExportRequest& request) {
        std::vector<FieldPath> paths;
        for (const AnyColumn& column : request.columns) {
            if (!column.column() && !column.finding() && !isMadeOfRecords(request.format))
                paths.push_back(column.path());
        }
        return paths;
    }

    Status makeFindings() {
        std::vector<AnyColumn> wanted;
        for (const AnyColumn& column : m_request.columns) {
            if (column.finding() && !m_wantsRecords && m_request.made != nullptr)
                wanted.push_back(column);
        }
        if (wanted.empty())
            return Done{};
        auto made = m_request.made->columns(m_request.snapshot, wanted, m_request.threads, m_checkpoint);
        if (!made)
            return made.error();
        m_findings = std::move(*made);
        return Done{};
    }

    void tellAbsent() {
        if (m_outcome.rows == m_outcome.unreadRows)
            return;
        for (std::size_t i = 0; i < m_paths.size(); ++i) {
            if (!m_isReached[i])
                m_outcome.absent.emplace_back(m_paths[i]);
        }
    }

    // Rows whose records fit into the memory for a batch, at least one.
    std::size_t batchSize(std::size_t first) const {
        const std::size_t most = std::min(kBatchRows, m_request.rows.size() - first);
        if (!m_wantsRecords)
            return most;
        std::uint64_t bytes = 0;
        std::size_t size = 0;
        while (size < most && (size == 0 || bytes < kBatchBytes))
            bytes += m_request.snapshot.length(RowId{m_request.rows[first + size++]});
        return size;
    }

    Status writeBatch(std::span<const std::uint32_t> rows) {
        std::vector<Slot> slots;
        if (m_wantsRecords || m_wantsDescriptions || !m_paths.empty()) {
            slots.resize(rows.size());
            const bool isRead = readRecords(
                m_request.snapshot, rows, RecordForm::Json, m_request.threads, m_checkpoint,
                [&](std::size_t place, Result<std::string> record) { fill(slots[place], std::move(record)); });
            if (!isRead)
                return cancelled();
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (m_checkpoint.isStopRequested())
                return cancelled();
            writeRow(RowId{rows[i]}, slots.empty() ? nullptr : &slots[i]);
            if (m_out.size() >= kFlushBytes) {
                if (const Status flushed = flush(); !flushed)
                    return flushed;
            }
        }
        m_checkpoint.advance(rows.size());
        return Done{};
    }

    void fill(Slot& slot, Result<std::string> record) const {
        if (!record) {
            slot.problem = record.error();
            return;
        }
        if (m_wantsRecords) {
            slot.record = *std::move(record);
            return;
        }
        fillPaths(slot, *record);
        if (!m_wantsDescriptions)
            return;
        if (const auto tree = json::Tree::parse(*std::move(record))) {
            slot.description = describe(*tree);
        } else {
            slot.problem = tree.error();
        }
    }

    void fillPaths(Slot& slot, std::string_view record) const {
        slot.reached.resize(m_paths.size());
        m_walk.walk(record, [&](std::size_t place, const ReachedValue& value) {
            std::optional<std::string>& cell = slot.reached[place];
            const std::string_view text = value.kind == ReachedValue::Kind::Object ? "{…}" : value.text;
            cell = cell ? *cell + ", " + std::string(text) : std::string(text);
        });
    }

    void writeRow(RowId row, const Slot* slot) {
        if (slot != nullptr && slot->problem)
            note(*slot->problem);
        for (std::size_t i = 0; slot != nullptr && i < slot->reached.size(); ++i)
            m_isReached[i] = m_isReached[i] || slot->reached[i].has_value();
        if (!m_wantsRecords)
            m_writer->cells(m_out, cellsOf(row, slot));
        else if (slot != nullptr && !slot->problem)
            m_writer->record(m_out, slot->record);
        else
            return;
        ++m_outcome.rows;
    }

    Cells cellsOf(RowId row, const Slot* slot) const {
        Cells cells;
        std::size_t path = 0;
        std::size_t finding = 0;
        for (const AnyColumn& column : m_request.columns) {
            if (column.column())
                cells.push_back(cellOf(row, *column.column(), slot));
            else if (column.finding())
                cells.push_back(m_findings.empty() ? std::nullopt : joined(*m_findings[finding++], row));
            else
                cells.push_back(slot->reached.empty() ? std::nullopt : slot->reached[path++]);
        }
        return cells;
    }

    static std::optional<std::string> joined(const OnDemandColumn& column, RowId row) {
        std::optional<std::string> cell;
        column.forEachCode(row, [&](Code code) {
            cell = cell ? *cell + ", " + std::string(column.value(code)) : std::string(column.value(code));
        });
        return cell;
    }

    std::optional<std::string> cellOf(RowId row, Column column, const Slot* slot) const {
        if (slot != nullptr && info(column).storage == Storage::OnDemand) {
            const Description& d = slot->description;
            const std::string& text = column == Column::Target ? d.target : d.summary;
            return text.empty() ? std::nullopt : std::optional(text);
        }
        if (column == Column::EventName && m_request.eventNames == EventNames::Label)
            return eventLabel(m_request.snapshot, row);
        std::optional<std::string> text = cellText(m_request.snapshot, column, row);
        if (column == Column::Source && text && m_request.shownPath)
            text = m_request.shownPath(*std::move(text));
        return text;
    }

    void note(const Error& problem) {
        ++m_outcome.unreadRows;
        if (m_outcome.problems.size() < kProblemsListed)
            m_outcome.problems.push_back(problem);
    }

    Status flush() {
        const Status written = m_sink.write(m_out);
        m_out.clear();
        return written;
    }

    const ExportRequest& m_request;
    ByteSink& m_sink;
    Checkpoint& m_checkpoint;
    std::unique_ptr<RowWriter> m_writer;
    bool m_wantsRecords;
    bool m_wantsDescriptions;
    std::vector<FieldPath> m_paths; // in the order of their columns
    PathWalk m_walk;
    std::vector<bool> m_isReached; // some record had it
    std::vector<OnDemandPtr> m_findings; // in the order of their columns
    std::string m_out;
    ExportOutcome m_outcome;
};

} // namespace

Result<ExportOutcome> exportRows(const ExportRequest& request, ByteSink& sink, Checkpoint& checkpoint) {
    return Exporter(request, sink, checkpoint).run();
}

} // namespace rastro
