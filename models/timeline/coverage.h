// SPDX-License-Identifier: Apache-2.0
//
// CoverageMap: for which hours logs are there, per account and region, from the names of log files and the times of
// events; where logging was stopped, from the events that say so. It tells absence of logs from absence of activity,
// and says nothing where nothing is known. Built in a worker, immutable afterwards, any thread. Runs of hours, not hours.
#pragma once

#include "base/checkpoint.h"
#include "store/snapshot.h"
#include "timeline/stoppedspans.h"
#include "timeline/timerange.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rastro {

enum class CoverageState : std::uint8_t {
    Unknown, // before the first file and after the last: nothing can be said
    Covered, // a file was delivered in this hour, or an event of it is loaded
    Gap,     // neither, between two files
};

// One account and region. Trails deliver about every five minutes, but only when there are events: hence whole hours.
struct CoverageRow {
    std::string account;
    std::string region;
    std::uint64_t files = 0;            // 0: only events told of it, of a trail that was stopped
    std::vector<TimeRange> covered;     // whole hours, ascending, apart from each other
    std::vector<TimeRange> gaps;        // whole hours, ascending, none touching another
    std::vector<std::uint32_t> stopped; // places in CoverageMap::stopped(), ascending
    TimeRange dataEvents;               // first to last one; empty if none was seen
    bool isDataKnown = false;           // its events tell their category
    bool hasDataEvents() const { return !dataEvents.isEmpty(); }
    CoverageState at(Micros time) const;
};

// A stretch in which the same number of rows is covered.
struct CoverageRun {
    TimeRange range;
    std::uint32_t covered = 0;
    std::uint32_t rows = 0; // covered or with a gap; the others tell nothing. At least 1
    bool operator==(const CoverageRun&) const = default;
};

class CoverageMap {
public:
    static constexpr std::size_t kMostRows = 2'000; // of accounts and regions; what comes later is left out

    // Null if a stop was requested before the end. Reads the records of events that stop or start trails.
    static std::shared_ptr<const CoverageMap> build(std::shared_ptr<const Snapshot> snapshot, Checkpoint& checkpoint);

    bool isKnown() const { return m_namedFiles > 0; } // else the names of files tell nothing
    bool isLoading() const { return m_isLoading; }    // what is missing may still come
    bool isCutShort() const { return m_isCutShort; }  // the load was stopped, or memory ran out: files were not read
    bool hasMoreRows() const { return m_hasMoreRows; }
    bool hasMoreStops() const { return m_hasMoreStops; } // than are looked at: later ones are missing in stopped()
    std::uint64_t namedFiles() const { return m_namedFiles; }
    std::uint64_t otherFiles() const { return m_otherFiles; }

    std::span<const CoverageRow> rows() const { return m_rows; }           // by account, then region
    std::span<const StoppedSpan> stopped() const { return m_stopped; }     // by time
    std::span<const CoverageRun> summary() const { return m_summary; }     // of all rows with files; by time
    const CoverageRun* summaryAt(Micros time) const;                       // null where nothing is known

private:
    friend class CoverageBuilder;
    CoverageMap() = default;

    std::vector<CoverageRow> m_rows;
    std::vector<StoppedSpan> m_stopped;
    std::vector<CoverageRun> m_summary;
    std::uint64_t m_namedFiles = 0;
    std::uint64_t m_otherFiles = 0;
    bool m_isLoading = false;
    bool m_isCutShort = false;
    bool m_hasMoreRows = false;
    bool m_hasMoreStops = false;
};

// The one of the ascending ranges that holds a time; null if none does.
const TimeRange* rangeAt(std::span<const TimeRange> ranges, Micros time);

} // namespace rastro
