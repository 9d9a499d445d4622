// SPDX-License-Identifier: Apache-2.0
#include "timeline/lanes.h"

#include "base/foldedtext.h"
#include "timeline/lanebuilder.h"
#include "timeline/lanedata.h"

#include <algorithm>

namespace rastro {

namespace {

bool containsFolded(std::string_view text, std::string_view folds) {
    return std::search(text.begin(), text.end(), folds.begin(), folds.end(),
                       [](char a, char b) { return folded(a) == b; }) != text.end();
}

// Which lanes a search finds: those themselves, and the groups above them.
std::vector<bool> foundLanes(const std::vector<Lane>& all, const LaneChoice& choice) {
    std::vector<bool> isFound(all.size(), true);
    if (choice.search.empty())
        return isFound;
    const std::string folds = foldedText(choice.search);
    const auto isCalled = [&](std::string_view text) {
        return containsFolded(text, folds) || choice.alsoFound.contains(text) || choice.alsoFound.contains(shortLaneName(text));
    };
    for (std::size_t i = 0; i < all.size(); ++i)
        isFound[i] = isCalled(all[i].key) || isCalled(all[i].who) || (all[i].actor != all[i].who && isCalled(all[i].actor));
    std::vector<bool> isShown = isFound;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].level == Lane::Level::Member && isFound[i])
            isShown[all[i].group] = true;
        else if (all[i].level == Lane::Level::Member && isFound[all[i].group])
            isShown[i] = true;
    }
    return isShown;
}

constexpr std::size_t kFewLanes = 60; // are not folded unless asked for

bool isFolded(const Lane& lane, const LaneChoice& choice, std::size_t lanes) {
    if (lane.level == Lane::Level::Services)
        return choice.areServicesFolded;
    const auto told = choice.folds.find(std::string(lane.key));
    return told == choice.folds.end() ? choice.areFolded.value_or(lanes > kFewLanes) : told->second;
}

} // namespace

std::uint32_t LanePairs::number(Code group, Code lane) {
    const auto next = static_cast<std::uint32_t>(m_all.size());
    auto& [firstGroup, first] = m_first[index(lane)];
    if (first == kNoLane) {
        firstGroup = group;
        first = next;
    } else if (firstGroup == group) {
        return first;
    } else if (const auto [known, isNew] = m_others.try_emplace(both(group, lane), next); !isNew) {
        return known->second;
    }
    m_all.emplace_back(group, lane);
    return next;
}

std::uint32_t LanePairs::find(Code group, Code lane) const {
    if (index(lane) >= m_first.size())
        return kNoLane;
    const auto& [firstGroup, first] = m_first[index(lane)];
    if (first != kNoLane && firstGroup == group)
        return first;
    const auto known = m_others.find(both(group, lane));
    return known == m_others.end() ? kNoLane : known->second;
}

std::shared_ptr<const LaneIndex> LaneIndex::build(std::shared_ptr<const Snapshot> snapshot,
                                                  std::shared_ptr<const RowVector> rows, LaneWish wish,
                                                  Checkpoint& checkpoint) {
    return LaneBuilder(std::move(snapshot), std::move(rows), std::move(wish), checkpoint).build();
}

std::shared_ptr<const LaneIndex> LaneIndex::build(std::shared_ptr<const Snapshot> snapshot,
                                                  std::shared_ptr<const RowVector> rows, LaneColumn column,
                                                  Checkpoint& checkpoint, LaneOrder order) {
    return build(std::move(snapshot), std::move(rows), {.column = std::move(column), .order = order}, checkpoint);
}

std::shared_ptr<const LaneIndex> LaneIndex::choose(const LaneChoice& choice) const {
    const std::vector<Lane>& all = m_data->lanes;
    const std::vector<bool> isFound = foundLanes(all, choice);
    std::shared_ptr<LaneIndex> chosen(new LaneIndex);
    chosen->m_data = m_data;
    chosen->m_shownAt.assign(all.size(), kNoLane);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::uint32_t above = all[i].group == kNoLane ? kNoLane : chosen->m_shownAt[all[i].group];
        if (above != kNoLane && chosen->m_lanes[above].isFolded) {
            chosen->m_shownAt[i] = above;
        } else if (isFound[i]) {
            chosen->m_shownAt[i] = static_cast<std::uint32_t>(chosen->m_lanes.size());
            chosen->m_lanes.push_back(all[i]);
            // What is looked for is seen.
            chosen->m_lanes.back().isFolded =
                all[i].isGroup() && choice.search.empty() && isFolded(all[i], choice, all.size());
        }
    }
    return chosen;
}

std::size_t LaneIndex::laneCount() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(m_data->lanes, [](const Lane& lane) { return !lane.isGroup(); }));
}

bool LaneIndex::hasGroups() const {
    return m_data->groups.has_value();
}

LaneEvents LaneIndex::events(const Lane& lane) const {
    const std::size_t count = lane.end - lane.begin;
    return {std::span(m_data->times).subspan(lane.begin, count), std::span(m_data->laneRows).subspan(lane.begin, count),
            std::span(m_data->laneClasses).subspan(lane.begin, count)};
}

std::span<const std::uint32_t> LaneIndex::rows() const {
    return {m_data->rows->data(), m_data->classes.size()};
}

std::span<const EventClass> LaneIndex::classes() const {
    return m_data->classes;
}

std::uint32_t LaneIndex::withoutTime() const {
    return static_cast<std::uint32_t>(m_data->rows->size() - m_data->classes.size());
}

bool LaneIndex::isEmpty() const {
    return m_data->rows->empty();
}

const Snapshot& LaneIndex::snapshot() const {
    return *m_data->snapshot;
}

const AnyColumn& LaneIndex::column() const {
    return m_data->column.column;
}

const AnyColumn& LaneIndex::columnOf(const Lane& lane) const {
    return lane.isOfGroups ? m_data->groups->column : m_data->column.column;
}

const Lane* LaneIndex::groupOf(const Lane& lane) const {
    return lane.group == kNoLane ? nullptr : &m_data->lanes[lane.group];
}

std::vector<std::string> LaneIndex::memberKeys(const Lane& group) const {
    std::vector<std::string> keys;
    for (const Lane& lane : m_data->lanes) {
        const Lane* of = groupOf(lane);
        if (of != nullptr && of->level == group.level && of->key == group.key)
            keys.emplace_back(lane.key);
    }
    return keys;
}

std::optional<std::pair<Micros, Micros>> LaneIndex::snapshotSpan() const {
    const Snapshot& snapshot = this->snapshot();
    const RowVector& order = snapshot.timeOrder();
    const auto timed = std::partition_point(order.begin(), order.end(),
                                            [&](std::uint32_t row) { return snapshot.time(RowId{row}) != kNoTime; });
    if (timed == order.begin())
        return std::nullopt;
    return std::pair(snapshot.time(RowId{order.front()}), snapshot.time(RowId{*(timed - 1)}));
}

std::optional<std::pair<Micros, Micros>> LaneIndex::timeSpan() const {
    if (m_data->classes.empty())
        return std::nullopt;
    return std::pair(snapshot().time(RowId{rows().front()}), snapshot().time(RowId{rows().back()}));
}

std::optional<LaneIndex::Place> LaneIndex::find(RowId row) const {
    if (index(row) >= snapshot().rowCount())
        return std::nullopt;
    const std::uint32_t number = m_data->numberOf(row);
    const std::uint32_t lane = number < m_data->laneOfNumber.size() ? m_data->laneOfNumber[number] : kNoLane;
    if (lane == kNoLane || m_shownAt[lane] == kNoLane)
        return std::nullopt;
    Place place{m_shownAt[lane], std::nullopt};
    const LaneEvents events = this->events(m_lanes[place.lane]);
    const auto range = std::equal_range(events.times.begin(), events.times.end(), snapshot().time(row));
    for (auto it = range.first; it != range.second; ++it) {
        const auto at = static_cast<std::size_t>(it - events.times.begin());
        if (events.rows[at] == row)
            place.event = at;
    }
    return place;
}

std::optional<std::size_t> LaneIndex::findLane(const LaneIndex& other, const Lane& lane) const {
    const bool isMember = lane.level == Lane::Level::Member;
    const Lane* group = isMember ? &other.m_data->lanes[lane.group] : nullptr;
    const auto isSame = [&](const Lane& mine) {
        if (mine.key != lane.key || mine.isGroup() != lane.isGroup() ||
            (mine.level == Lane::Level::Services) != (lane.level == Lane::Level::Services))
            return false;
        return !isMember || mine.level != Lane::Level::Member || m_data->lanes[mine.group].key == group->key;
    };
    const auto shown = [this](std::size_t place) {
        return m_shownAt[place] == kNoLane ? std::nullopt : std::optional<std::size_t>(m_shownAt[place]);
    };
    const std::uint32_t number = lane.isGroup()              ? kNoLane
                                 : m_data->pairs && isMember ? m_data->pairs->find(group->code, lane.code)
                                                             : index(lane.code);
    const std::uint32_t guess = number < m_data->laneOfNumber.size() ? m_data->laneOfNumber[number] : kNoLane;
    if (guess != kNoLane && isSame(m_data->lanes[guess]))
        return shown(guess);
    const auto it = std::ranges::find_if(m_data->lanes, isSame);
    return it == m_data->lanes.end() ? std::nullopt : shown(static_cast<std::size_t>(it - m_data->lanes.begin()));
}

std::optional<std::size_t> LaneIndex::findLane(std::string_view key) const {
    const auto it = std::ranges::find(m_lanes, key, &Lane::key);
    return it == m_lanes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - m_lanes.begin()));
}

std::size_t LaneIndex::memoryBytes() const {
    const Data& data = *m_data;
    return (m_lanes.capacity() + data.lanes.capacity()) * sizeof(Lane) +
           (data.laneOfNumber.capacity() + m_shownAt.capacity()) * sizeof(std::uint32_t) +
           data.times.capacity() * sizeof(Micros) + data.laneRows.capacity() * sizeof(RowId) +
           data.laneClasses.capacity() + data.classes.capacity();
}

} // namespace rastro
