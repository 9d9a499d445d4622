// SPDX-License-Identifier: Apache-2.0
#include "ingest/segmentedfile.h"

#include <cstring>
#include <utility>

namespace rastro {

using json::Fault;
using json::Scan;

namespace {

constexpr std::uint64_t kAhead = 16; // segments read but not yet handed over

Scan extractWhole(RecordExtractor& extractor, TextWindow& text, const char*& p, ExtractedRecord& record, int depth) {
    Scan scan = extractor.extract(p, text.end(), record, depth);
    while (scan.fault == Fault::UnexpectedEnd && !text.isAtEnd() &&
           static_cast<std::uint64_t>(text.end() - p) < kLargestRecordBytes) {
        p = text.more(p);
        scan = extractor.extract(p, text.end(), record, depth);
    }
    return scan;
}

const char* skipSpace(TextWindow& text, const char* p) {
    p = json::skipSpace(p, text.end());
    while (p >= text.end() && !text.isAtEnd()) {
        p = text.more(p); // which moves the end as well
        p = json::skipSpace(p, text.end());
    }
    return p;
}

// The first object from p on that is an event and begins before `limit`; the end of the window if there is none.
const char* findRecord(RecordExtractor& extractor, TextWindow& text, const char* p, std::uint64_t limit, int depth) {
    constexpr std::ptrdiff_t kTryBytes = 16 << 20;
    ExtractedRecord record;
    while (p < text.end() && text.offsetOf(p) < limit) {
        const void* hit = std::memchr(p, '{', static_cast<std::size_t>(text.end() - p));
        p = hit != nullptr ? static_cast<const char*>(hit) : text.end();
        if (p >= text.end() && !text.isAtEnd()) {
            p = text.more(p);
            continue;
        }
        if (p >= text.end())
            break;
        Scan scan = extractor.extract(p, text.end(), record, depth);
        while (scan.fault == Fault::UnexpectedEnd && !text.isAtEnd() && text.end() - p < kTryBytes) {
            p = text.more(p);
            scan = extractor.extract(p, text.end(), record, depth);
        }
        if (scan && record.isEvent)
            return p;
        ++p;
    }
    return text.end();
}

} // namespace

SegmentedFile::SegmentedFile(const File& file, std::uint64_t firstRecord, bool isList, RecordSink& sink,
                             LoadProgress& progress, const Checkpoint& checkpoint)
    : m_file(file), m_firstRecord(firstRecord),
      m_count((file.identity().bytes - firstRecord + kSegmentBytes - 1) / kSegmentBytes), m_isList(isList),
      m_sink(sink), m_progress(progress), m_checkpoint(checkpoint), m_expected(firstRecord) {}

std::optional<std::uint64_t> SegmentedFile::take() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isOver || m_taken >= m_count || m_taken < m_due + kAhead; });
    if (m_isOver || m_taken >= m_count || m_checkpoint.isStopRequested())
        return std::nullopt;
    ++m_running;
    return m_taken++;
}

bool SegmentedFile::work(RecordExtractor& extractor, Buffer& buffer) {
    const std::optional<std::uint64_t> index = take();
    if (!index)
        return false;
    handOver(*index, read(*index, extractor, buffer));
    return true;
}

void SegmentedFile::wait() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_running == 0; });
}

SegmentedFile::Segment SegmentedFile::read(std::uint64_t index, RecordExtractor& extractor, Buffer& buffer) const {
    const int depth = m_isList ? 2 : 0;
    const std::uint64_t begin = m_firstRecord + index * kSegmentBytes;
    Segment result;
    result.end = begin + kSegmentBytes;
    FileStream stream(m_file, begin);
    TextWindow text(stream, buffer, begin);
    const char* p = text.begin();
    if (index != 0)
        p = findRecord(extractor, text, p, result.end, depth);
    if (p >= text.end())
        return result;
    result.first = text.offsetOf(p);
    ExtractedRecord record;
    while (p < text.end() && *p == '{' && text.offsetOf(p) < result.end && !m_checkpoint.isStopRequested()) {
        const Scan scan = extractWhole(extractor, text, p, record, depth);
        if (!scan || !record.isEvent)
            break;
        record.row.offset = text.offsetOf(p);
        result.rows.push_back(record.row);
        result.next = text.offsetOf(scan.at);
        p = skipSpace(text, scan.at);
        if (m_isList && p < text.end() && *p == ',')
            p = skipSpace(text, p + 1);
        else if (m_isList) {
            result.stopped = result.behindRecord = true;
            return result;
        }
        result.next = text.offsetOf(p);
    }
    if (result.rows.empty())
        result.next = *result.first;
    result.stopped = p >= text.end() || *p != '{' || text.offsetOf(p) < result.end;
    return result;
}

// In order: the guess of a segment holds if the one before ended just there.
bool SegmentedFile::accept(Segment& segment) {
    if (m_expected >= segment.end)
        return true; // a record longer than the segment goes through it
    if (!segment.first || *segment.first != m_expected)
        return false;
    for (const EventRow& row : segment.rows)
        m_sink.addRow(row);
    m_expected = segment.next;
    m_isBehindRecord = segment.behindRecord;
    return !segment.stopped;
}

void SegmentedFile::handOver(std::uint64_t index, Segment segment) {
    const std::lock_guard lock(m_mutex);
    m_waiting.emplace(index, std::move(segment));
    while (!m_isOver && !m_waiting.empty() && m_waiting.begin()->first == m_due) {
        m_isOver = !accept(m_waiting.begin()->second);
        m_waiting.erase(m_waiting.begin());
        ++m_due;
        m_progress.bytesDone.fetch_add(kSegmentBytes, std::memory_order_relaxed);
    }
    m_sink.flush();
    --m_running;
    m_changed.notify_all();
}

} // namespace rastro
