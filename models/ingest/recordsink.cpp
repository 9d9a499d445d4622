// SPDX-License-Identifier: Apache-2.0
#include "ingest/recordsink.h"

namespace rastro {

namespace {
// More failures than a person reads are counted, and the list says so.
constexpr std::size_t kListedPerSource = 10'000;
constexpr std::size_t kListedInAll = 200'000;
} // namespace

RecordSink::RecordSink(EventStore& store, SourceId source, std::string path, LoadProgress* progress)
    : m_store(store), m_source(source), m_path(std::move(path)), m_progress(progress) {
    m_rows.reserve(kBatchRows);
}

void RecordSink::addRow(const EventRow& row) {
    m_rows.push_back(row);
    ++m_rowsFound;
    if (m_rows.size() >= kBatchRows && !m_holdsRows)
        flush();
}

bool RecordSink::flush() {
    if (!m_rows.empty() && !m_isFull) {
        if (!m_store.append(m_source, m_rows)) {
            m_isFull = true;
            addFailure(static_cast<std::int64_t>(m_rows.front().offset), "the table is full: events from here on are not loaded");
        } else if (m_progress != nullptr) {
            m_progress->events.fetch_add(m_rows.size(), std::memory_order_relaxed);
        }
    }
    m_rows.clear();
    return !m_isFull;
}

void RecordSink::addFailure(std::int64_t offset, std::string_view reason) {
    if (++m_failureCount <= kListedPerSource)
        m_failures.push_back({m_path, offset, std::string(reason)});
}

void RecordSink::addIgnored(std::string_view reason) {
    const auto it = m_ignored.find(reason);
    if (it != m_ignored.end())
        ++it->second;
    else
        m_ignored.emplace(reason, 1);
}

void RecordSink::reportIgnored(LoadReport& report) {
    if (m_rowsFound == 0 && m_failureCount == 0) {
        const auto most = m_ignored.begin();
        report.ignored.push_back({m_path, most == m_ignored.end() ? "no records in it" : most->first});
        return;
    }
    for (const auto& [reason, count] : m_ignored)
        report.ignored.push_back({m_path, std::to_string(count) + (count == 1 ? " value: " : " values: ") + reason, false});
}

void RecordSink::finish() {
    flush();
    m_store.updateReport([this](LoadReport& report) {
        if (m_rowsFound > 0)
            ++report.filesRead;
        else if (m_failureCount > 0)
            ++report.filesFailed;
        else
            ++report.filesIgnored;
        reportIgnored(report);
        std::size_t listed = 0;
        for (LoadFailure& failure : m_failures) {
            if (report.failures.size() >= kListedInAll)
                break;
            report.failures.push_back(std::move(failure));
            ++listed;
        }
        report.failuresBeyondList += m_failureCount - listed;
    });
    m_failures.clear();
}

} // namespace rastro
