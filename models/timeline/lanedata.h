// SPDX-License-Identifier: Apache-2.0
//
// LaneIndex::Data: what all choices of lanes share. An implementation part of LaneIndex. Immutable once built, any
// thread.
#pragma once

#include "timeline/lanes.h"

namespace rastro {

inline constexpr std::uint32_t kNoLane = 0xFFFFFFFFu;

// Pairs of codes, group and lane, numbered as they come. Nearly every lane is in one group only.
class LanePairs {
public:
    explicit LanePairs(std::size_t lanes) : m_first(lanes, {kMissing, kNoLane}) {}
    std::uint32_t number(Code group, Code lane);                         // one that is not known gets the next
    std::uint32_t find(Code group, Code lane) const;                     // kNoLane if there is none
    std::span<const std::pair<Code, Code>> all() const { return m_all; } // group and lane, by number

private:
    static std::uint64_t both(Code group, Code lane) { return std::uint64_t{index(group)} << 32 | index(lane); }
    std::vector<std::pair<Code, std::uint32_t>> m_first; // by code of the lane: its first group, the pair's number
    std::unordered_map<std::uint64_t, std::uint32_t> m_others;
    std::vector<std::pair<Code, Code>> m_all;
};

struct LaneIndex::Data {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const RowVector> rows;
    LaneColumn column = Column::ActorKey;
    std::optional<LaneColumn> groups;
    std::optional<LanePairs> pairs;          // with groups
    std::vector<Lane> lanes;                 // each group above its members
    std::vector<std::uint32_t> laneOfNumber; // kNoLane where a code, or a pair, has none
    std::vector<Micros> times;               // by lane, groups last
    std::vector<RowId> laneRows;             // by lane
    std::vector<EventClass> laneClasses;     // by lane
    std::vector<EventClass> classes;         // by time

    std::uint32_t numberOf(RowId row) const {
        const Code code = column.code(*snapshot, row);
        return pairs ? pairs->find(groups->code(*snapshot, row), code) : index(code);
    }
};

} // namespace rastro
