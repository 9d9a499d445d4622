// SPDX-License-Identifier: Apache-2.0
//
// CoverageBuilder: makes a CoverageMap: names of files first, then one pass over the rows. One use, one thread; asks
// its checkpoint every 65,536 rows or files. An implementation part of CoverageMap::build.
#pragma once

#include "timeline/coverage.h"
#include "timeline/hourset.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace rastro {

class CoverageBuilder {
public:
    CoverageBuilder(std::shared_ptr<const Snapshot> snapshot, Checkpoint& checkpoint);
    std::shared_ptr<const CoverageMap> build(); // null when stopped

private:
    struct Row {
        CoverageRow row;
        HourSet hours;
        TimeRange files; // hours of the first to the last one; empty: none told its time
    };

    bool isStopped(std::size_t i) const { return (i & 0xFFFF) == 0 && m_checkpoint.isStopRequested(); }
    bool readNames();
    void addFile(Row& row, Micros delivered);
    Row* rowOf(const std::string& account, const std::string& region); // null when there are too many
    bool findCodes();
    template <typename Take> bool forValues(Column column, const Take& take);
    bool readEvents(TrailSwitches& switches);
    void addEvent(Row& row, Micros time, Code category);
    Row* rowOfCodes(std::uint32_t account, std::uint32_t region);
    void finishRows();
    void addStopped(std::vector<StoppedSpan> spans);
    void sumUp();

    std::shared_ptr<const Snapshot> m_snapshot;
    Checkpoint& m_checkpoint;
    std::shared_ptr<CoverageMap> m_map;
    std::map<std::pair<std::string, std::string>, Row> m_rows; // by account and region; they do not move
    std::map<std::pair<std::uint32_t, std::uint32_t>, Row*> m_rowsByCodes;
    std::pair<std::uint32_t, std::uint32_t> m_lastCodes{0xFFFFFFFFu, 0xFFFFFFFFu};
    Row* m_lastRow = nullptr;
    Code m_dataCode{0xFFFFFFFFu};
    Micros m_end = kNoTime; // the last of all times
};

} // namespace rastro
