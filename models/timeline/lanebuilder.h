// SPDX-License-Identifier: Apache-2.0
//
// LaneBuilder: makes a LaneIndex in two passes over the rows: count per lane, then a counting sort. One use, one
// thread; asks its checkpoint every 65,536 rows. An implementation part of LaneIndex::build.
#pragma once

#include "timeline/lanes.h"

namespace rastro {

class LaneBuilder {
public:
    LaneBuilder(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, LaneColumn column,
                Checkpoint& checkpoint, LaneOrder order);
    std::shared_ptr<const LaneIndex> build(); // null when stopped

private:
    // What a code has; becomes its lane.
    struct Counts {
        std::uint32_t timed = 0;
        std::uint32_t withoutTime = 0;
        std::uint32_t changes = 0;
        std::uint32_t denials = 0;
        std::uint32_t errors = 0;
        Micros first = kNoTime;
    };

    bool isStopped(std::size_t i) const { return (i & 0xFFFF) == 0 && m_checkpoint.isStopRequested(); }
    bool putInOrder();
    bool countRows();
    void count(Counts& counts, EventClass eventClass, bool isTimed) const;
    static bool areActors(const AnyColumn& column);
    void makeLanes();
    void orderLanes();
    void nameLanes();
    bool placeEvents();

    std::shared_ptr<LaneIndex> m_index;
    Checkpoint& m_checkpoint;
    LaneOrder m_order;
    std::vector<Counts> m_counts;       // by code
    std::vector<std::uint32_t> m_codes; // by place in rows
};

} // namespace rastro
