// SPDX-License-Identifier: Apache-2.0
//
// When trails were stopped and started again, as the loaded events tell: StopLogging or DeleteTrail to StartLogging of
// the same trail. Which trail it was stands in the record, which is read back; a record that cannot be read leaves the
// account and region of its event. Blocks its caller, a worker. Names come from logs.
#pragma once

#include "base/checkpoint.h"
#include "store/snapshot.h"
#include "timeline/timerange.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rastro {

struct StoppedSpan {
    enum class By : std::uint8_t { Stopped, Deleted };

    TimeRange range; // up to the start, or to the end of what is loaded
    std::string account;
    std::string region; // the trail's home
    std::string trail;  // its name; empty if unknown
    By by = By::Stopped;
    bool isOpen = false;       // no start is loaded
    bool isEverywhere = false; // known to be a trail of all regions
    bool othersLogOn = false;  // events of its account and region from well after it are loaded: another trail has them
};

// Events that stop or start a trail and succeeded, as they are met in a scan.
class TrailSwitches {
public:
    static constexpr std::size_t kMostRead = 20'000; // records read back; of more, the later ones are not looked at

    TrailSwitches(const Snapshot& snapshot, const Checkpoint& checkpoint);
    // To be called for each row; cheap for nearly all of them.
    void look(RowId row) {
        const Code name = m_snapshot.code(Column::EventName, row);
        if (name == m_stop || name == m_start || name == m_delete || name == m_create || name == m_update)
            note(row);
    }
    // Ascending by begin. Spans that are not ended reach to `end`. Empty when a stop is requested.
    std::vector<StoppedSpan> spans(Micros end, Checkpoint& checkpoint);
    bool hasMore() const { return m_hasStops && m_rows.size() > kMostRead; } // than spans() looks at

private:
    static constexpr std::size_t kMostLooks = 50'000'000; // at events, for all spans
    bool hasEventsIn(const StoppedSpan& span, std::size_t& looks) const;
    static constexpr Code kNoCode{0xFFFFFFFFu}; // no row has it
    void note(RowId row);

    const Snapshot& m_snapshot;
    Code m_stop = kNoCode;
    Code m_start = kNoCode;
    Code m_delete = kNoCode;
    Code m_create = kNoCode;
    Code m_update = kNoCode;
    std::vector<RowId> m_rows;
    bool m_hasStops = false;
};

} // namespace rastro
