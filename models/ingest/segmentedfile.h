// SPDX-License-Identifier: Apache-2.0
//
// SegmentedFile: one big plain file while several workers read it. See SegmentQueue for why its rows are right.
#pragma once

#include "base/checkpoint.h"
#include "bytes/file.h"
#include "ingest/loader.h"
#include "ingest/recordextractor.h"
#include "ingest/recordsink.h"
#include "ingest/textwindow.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

namespace rastro {

class SegmentedFile {
public:
    static constexpr std::uint64_t kSegmentBytes = 8u << 20;

    // Records begin at `firstRecord`; in a list they are parted by commas, else by blanks alone.
    SegmentedFile(const File& file, std::uint64_t firstRecord, bool isList, RecordSink& sink, LoadProgress& progress,
                  const Checkpoint& checkpoint);

    // Reads one segment and hands over all that are due; false when there is none left to take.
    bool work(RecordExtractor& extractor, Buffer& buffer);
    // Waits until every taken segment is handed over.
    void wait();
    // Where plain reading has to go on: behind the last record handed over.
    std::uint64_t restOffset() const { return m_expected; }
    bool isRestBehindRecord() const { return m_isBehindRecord; } // no comma was seen yet

private:
    struct Segment {
        std::optional<std::uint64_t> first; // offset of its first record; none if none begins in it
        std::uint64_t end = 0;              // of the segment
        std::uint64_t next = 0;             // offset of the first record behind, or of what stopped the reading
        bool stopped = false;               // something that is not the next record stands at `next`
        bool behindRecord = false; // no comma stands before `next`
        std::vector<EventRow> rows;
    };
    Segment read(std::uint64_t index, RecordExtractor& extractor, Buffer& buffer) const;
    std::optional<std::uint64_t> take();
    void handOver(std::uint64_t index, Segment segment);
    bool accept(Segment& segment);

    const File& m_file;
    std::uint64_t m_firstRecord;
    std::uint64_t m_count; // segments
    bool m_isList;
    RecordSink& m_sink;
    LoadProgress& m_progress;
    const Checkpoint& m_checkpoint;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_taken = 0;
    std::uint64_t m_due = 0; // the segment to hand over next
    std::uint64_t m_running = 0;
    bool m_isOver = false; // a guess failed or the list ended: no more segments
    std::uint64_t m_expected;
    bool m_isBehindRecord = false;
    std::map<std::uint64_t, Segment> m_waiting;
};

} // namespace rastro
