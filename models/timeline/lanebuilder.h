// SPDX-License-Identifier: Apache-2.0
//
// LaneBuilder: makes a LaneIndex in two passes over the rows: count per lane, then a counting sort. One use, one
// thread; asks its checkpoint every 65,536 rows. An implementation part of LaneIndex::build.
#pragma once

#include "timeline/lanedata.h"

namespace rastro {

class LaneBuilder {
public:
    LaneBuilder(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, LaneWish wish,
                Checkpoint& checkpoint);
    std::shared_ptr<const LaneIndex> build(); // null when stopped

private:
    // What a lane has.
    struct Counts {
        std::uint32_t timed = 0;
        std::uint32_t withoutTime = 0;
        std::uint32_t changes = 0;
        std::uint32_t denials = 0;
        std::uint32_t errors = 0;
        Micros first = kNoTime;
        void add(const Counts& other);
    };
    // A lane before it has its place.
    struct Draft {
        Lane lane;
        Counts counts;
        std::uint32_t number = kNoLane; // the code or pair that it is of
        std::vector<Draft> members;     // of a group
    };

    bool isStopped(std::size_t i) const { return (i & 0xFFFF) == 0 && m_checkpoint.isStopRequested(); }
    bool putInOrder();
    bool countRows();
    void count(Counts& counts, EventClass eventClass, bool isTimed) const;
    static bool areActors(const AnyColumn& column);
    Draft draftOf(const LaneColumn& column, Code code, const Counts& counts) const;
    std::vector<Draft> drafts() const;
    std::vector<Draft> groupedDrafts() const;
    void groupServices(std::vector<Draft>& drafts) const;
    void order(std::vector<Draft>& drafts) const;
    void placeLanes(std::vector<Draft>&& drafts);
    void nameLanes();
    bool placeEvents();
    void tellWho();

    LaneWish m_wish;
    std::shared_ptr<LaneIndex::Data> m_data;
    Checkpoint& m_checkpoint;
    std::vector<Counts> m_counts;         // by number
    std::vector<std::uint32_t> m_numbers; // by place in rows: the code of the lane, or of the pair
};

} // namespace rastro
