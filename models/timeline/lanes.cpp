// SPDX-License-Identifier: Apache-2.0
#include "timeline/lanes.h"

#include "timeline/lanebuilder.h"

#include <algorithm>

namespace rastro {

std::shared_ptr<const LaneIndex> LaneIndex::build(std::shared_ptr<const Snapshot> snapshot,
                                                  std::shared_ptr<const RowVector> rows, LaneColumn column,
                                                  Checkpoint& checkpoint, LaneOrder order) {
    return LaneBuilder(std::move(snapshot), std::move(rows), std::move(column), checkpoint, order).build();
}

LaneEvents LaneIndex::events(const Lane& lane) const {
    const std::size_t count = lane.end - lane.begin;
    return {std::span(m_times).subspan(lane.begin, count), std::span(m_laneRows).subspan(lane.begin, count),
            std::span(m_laneClasses).subspan(lane.begin, count)};
}

std::optional<std::pair<Micros, Micros>> LaneIndex::snapshotSpan() const {
    const RowVector& order = m_snapshot->timeOrder();
    const auto timed = std::partition_point(order.begin(), order.end(), [this](std::uint32_t row) {
        return m_snapshot->time(RowId{row}) != kNoTime;
    });
    if (timed == order.begin())
        return std::nullopt;
    return std::pair(m_snapshot->time(RowId{order.front()}), m_snapshot->time(RowId{*(timed - 1)}));
}

std::optional<std::pair<Micros, Micros>> LaneIndex::timeSpan() const {
    if (m_classes.empty())
        return std::nullopt;
    return std::pair(m_snapshot->time(RowId{m_rows->front()}), m_snapshot->time(RowId{rows().back()}));
}

std::optional<LaneIndex::Place> LaneIndex::find(RowId row) const {
    if (index(row) >= m_snapshot->rowCount())
        return std::nullopt;
    const std::uint32_t code = index(m_column.code(*m_snapshot, row));
    if (code >= m_laneOfCode.size() || m_laneOfCode[code] >= m_lanes.size())
        return std::nullopt;
    Place place{m_laneOfCode[code], std::nullopt};
    const LaneEvents lane = events(m_lanes[place.lane]);
    const auto range = std::equal_range(lane.times.begin(), lane.times.end(), m_snapshot->time(row));
    for (auto it = range.first; it != range.second; ++it) {
        const auto at = static_cast<std::size_t>(it - lane.times.begin());
        if (lane.rows[at] == row)
            place.event = at;
    }
    return place;
}

std::optional<std::size_t> LaneIndex::findLane(std::string_view key, Code hint) const {
    if (index(hint) < m_laneOfCode.size()) {
        const std::size_t lane = m_laneOfCode[index(hint)];
        if (lane < m_lanes.size() && m_lanes[lane].key == key)
            return lane;
    }
    const auto it = std::find_if(m_lanes.begin(), m_lanes.end(), [key](const Lane& lane) { return lane.key == key; });
    return it == m_lanes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - m_lanes.begin()));
}

std::size_t LaneIndex::memoryBytes() const {
    return m_lanes.capacity() * sizeof(Lane) + m_laneOfCode.capacity() * sizeof(std::uint32_t) +
           m_times.capacity() * sizeof(Micros) + m_laneRows.capacity() * sizeof(RowId) + m_laneClasses.capacity() +
           m_classes.capacity();
}

} // namespace rastro
