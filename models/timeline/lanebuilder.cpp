// SPDX-License-Identifier: Apache-2.0
#include "timeline/lanebuilder.h"

#include "base/hash.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace rastro {

namespace {

// The store gives kinds and outcomes the codes of their enums plus one; anything else is shown as the plainest call.
EventClass classAt(const Snapshot& snapshot, RowId row) {
    const std::uint32_t kind = index(snapshot.code(Column::Kind, row));
    const std::uint32_t outcome = index(snapshot.code(Column::Outcome, row));
    return classOf(kind - 1 < kAllKinds.size() ? kAllKinds[kind - 1] : Kind::Read,
                   outcome - 1 < kAllOutcomes.size() ? kAllOutcomes[outcome - 1] : Outcome::Ok);
}

bool isChange(Kind kind) {
    return kind == Kind::Change || kind == Kind::Credential || kind == Kind::Take;
}

// Missing times stand last.
std::uint64_t timeKey(Micros t) {
    return static_cast<std::uint64_t>(t) + 0x7FFF'FFFF'FFFF'FFFFull; // kNoTime, the smallest, becomes the largest
}

// Lanes of a value; the one of events without a value, which is no lane of anybody; services; the group of these.
int partOf(const Lane& lane) {
    if (lane.level == Lane::Level::Services)
        return 3;
    return lane.isService ? 2 : lane.code == kMissing ? 1 : 0;
}

// Lanes with changes and denials before those with none, then the other parts.
int rankOf(const Lane& lane) {
    if (partOf(lane) > 0)
        return 1 + partOf(lane);
    return lane.changes + lane.denials > 0 ? 0 : 1;
}

} // namespace

void LaneBuilder::Counts::add(const Counts& other) {
    if (timeKey(other.first) < timeKey(first))
        first = other.first;
    timed += other.timed;
    withoutTime += other.withoutTime;
    changes += other.changes;
    denials += other.denials;
    errors += other.errors;
}

LaneBuilder::LaneBuilder(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, LaneWish wish,
                         Checkpoint& checkpoint)
    : m_wish(std::move(wish)), m_data(std::make_shared<LaneIndex::Data>()), m_checkpoint(checkpoint) {
    m_data->snapshot = std::move(snapshot);
    m_data->rows = std::move(rows);
    m_data->column = m_wish.column;
    m_data->groups = m_wish.groups;
}

std::shared_ptr<const LaneIndex> LaneBuilder::build() {
    if (!putInOrder() || !countRows())
        return nullptr;
    std::vector<Draft> all = m_data->groups ? groupedDrafts() : drafts();
    if (m_wish.areServicesGrouped)
        groupServices(all);
    order(all);
    placeLanes(std::move(all));
    nameLanes();
    if (m_checkpoint.isStopRequested() || !placeEvents())
        return nullptr;
    tellWho();
    LaneIndex whole;
    whole.m_data = m_data;
    return whole.choose({.areFolded = false, .areServicesFolded = false});
}

bool LaneBuilder::putInOrder() {
    const Snapshot& snapshot = *m_data->snapshot;
    const RowVector& rows = *m_data->rows;
    std::uint64_t last = 0;
    bool isOrdered = true;
    for (std::size_t i = 0; i < rows.size() && isOrdered; ++i) {
        if (isStopped(i))
            return false;
        const std::uint64_t key = timeKey(snapshot.time(RowId{rows[i]}));
        isOrdered = key >= last;
        last = key;
    }
    if (!isOrdered) {
        auto sorted = std::make_shared<RowVector>(rows);
        std::stable_sort(sorted->begin(), sorted->end(), [&snapshot](std::uint32_t a, std::uint32_t b) {
            return timeKey(snapshot.time(RowId{a})) < timeKey(snapshot.time(RowId{b}));
        });
        m_data->rows = std::move(sorted);
    }
    return true;
}

bool LaneBuilder::countRows() {
    const Snapshot& snapshot = *m_data->snapshot;
    const RowVector& rows = *m_data->rows;
    const LaneColumn& column = m_data->column;
    if (m_data->groups)
        m_data->pairs.emplace(column.size(snapshot));
    else
        m_counts.resize(column.size(snapshot));
    m_numbers.resize(rows.size());
    m_data->classes.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (isStopped(i))
            return false;
        const RowId row{rows[i]};
        const EventClass eventClass = classAt(snapshot, row);
        const bool isTimed = snapshot.time(row) != kNoTime;
        const Code code = column.code(snapshot, row);
        const std::uint32_t number =
            m_data->pairs ? m_data->pairs->number(m_data->groups->code(snapshot, row), code) : index(code);
        m_numbers[i] = number;
        if (number >= m_counts.size())
            m_counts.resize(std::size_t{number} + 1);
        Counts& counts = m_counts[number];
        if (isTimed && counts.timed == 0)
            counts.first = snapshot.time(row);
        count(counts, eventClass, isTimed);
        if (isTimed)
            m_data->classes.push_back(eventClass);
    }
    return true;
}

void LaneBuilder::count(Counts& counts, EventClass eventClass, bool isTimed) const {
    const Outcome outcome = outcomeOf(eventClass);
    ++(isTimed ? counts.timed : counts.withoutTime);
    counts.changes += isChange(kindOf(eventClass));
    counts.denials += outcome == Outcome::Denied;
    counts.errors += outcome != Outcome::Ok;
}

// Whether the values of a column say who acts: only then one that is a service means that AWS did it.
bool LaneBuilder::areActors(const AnyColumn& column) {
    return column == AnyColumn(Column::Actor) || column == AnyColumn(Column::ActorKey) ||
           column == AnyColumn(Column::SourceIPAddress) || column == AnyColumn(Column::UserAgent) ||
           column == AnyColumn(Column::IdentityInvokedBy) || column == AnyColumn(Finding::Origin) ||
           column == AnyColumn(Finding::Person);
}

LaneBuilder::Draft LaneBuilder::draftOf(const LaneColumn& column, Code code, const Counts& counts) const {
    const bool areActors = LaneBuilder::areActors(column.column);
    Draft draft;
    draft.counts = counts;
    Lane& lane = draft.lane;
    lane.code = code;
    lane.key = column.value(*m_data->snapshot, code);
    lane.isService = areActors && isServiceKey(lane.key);
    lane.isRoot = areActors && isRootKey(lane.key);
    lane.end = counts.timed; // its length, until it has a place
    lane.withoutTime = counts.withoutTime;
    lane.changes = counts.changes;
    lane.denials = counts.denials;
    lane.errors = counts.errors;
    return draft;
}

std::vector<LaneBuilder::Draft> LaneBuilder::drafts() const {
    std::vector<Draft> drafts;
    for (std::uint32_t code = 0; code < m_counts.size(); ++code) {
        if (m_counts[code].timed + m_counts[code].withoutTime > 0) {
            drafts.push_back(draftOf(m_data->column, Code{code}, m_counts[code]));
            drafts.back().number = code;
        }
    }
    return drafts;
}

// A group with one lane is that lane, under the name of the group: there is nothing to fold.
std::vector<LaneBuilder::Draft> LaneBuilder::groupedDrafts() const {
    std::map<Code, std::vector<std::uint32_t>> numbersOf;
    const std::span<const std::pair<Code, Code>> pairs = m_data->pairs->all();
    for (std::uint32_t number = 0; number < pairs.size(); ++number)
        numbersOf[pairs[number].first].push_back(number);
    std::vector<Draft> drafts;
    for (const auto& [group, numbers] : numbersOf) {
        Counts counts;
        for (const std::uint32_t number : numbers)
            counts.add(m_counts[number]);
        Draft draft = draftOf(*m_data->groups, group, counts);
        draft.lane.isOfGroups = true;
        if (numbers.size() == 1)
            draft.number = numbers.front();
        for (const std::uint32_t number : numbers.size() > 1 ? numbers : std::vector<std::uint32_t>()) {
            draft.members.push_back(draftOf(m_data->column, pairs[number].second, m_counts[number]));
            draft.members.back().lane.isService = draft.lane.isService;
            draft.members.back().number = number;
        }
        if (numbers.size() > 1)
            draft.lane.level = Lane::Level::Group;
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

// A service with lanes of its own below it, as the functions of one that runs them, stays a group by itself.
void LaneBuilder::groupServices(std::vector<Draft>& drafts) const {
    const auto isGrouped = [](const Draft& draft) { return draft.lane.isService && draft.members.empty(); };
    if (std::ranges::count_if(drafts, isGrouped) < 2)
        return;
    const auto services = std::ranges::stable_partition(drafts, std::not_fn(isGrouped));
    Draft group;
    for (Draft& service : services) {
        group.counts.add(service.counts);
        group.members.push_back(std::move(service));
    }
    drafts.erase(services.begin(), services.end());
    std::vector<Draft> members = std::move(group.members);
    group = draftOf(m_data->column, kMissing, group.counts);
    group.members = std::move(members);
    group.lane.key = kServicesLane;
    group.lane.level = Lane::Level::Services;
    group.lane.isService = true;
    group.lane.isOfGroups = group.members.front().lane.isOfGroups;
    drafts.push_back(std::move(group));
}

void LaneBuilder::order(std::vector<Draft>& drafts) const {
    const auto place = [this](const Draft& draft) { // below others: before them
        const Lane& lane = draft.lane;
        switch (m_wish.order) {
        case LaneOrder::Telling:
            return std::pair<int, std::uint64_t>(rankOf(lane), ~(std::uint64_t{lane.changes} + lane.denials));
        case LaneOrder::Activity:
            return std::pair<int, std::uint64_t>(partOf(lane), ~std::uint64_t{lane.events()});
        case LaneOrder::FirstSeen:
            return std::pair<int, std::uint64_t>(partOf(lane), timeKey(draft.counts.first));
        case LaneOrder::Name:
            break;
        }
        return std::pair<int, std::uint64_t>(partOf(lane), 0);
    };
    const auto name = [this](const Lane& lane) {
        return m_wish.order == LaneOrder::Name ? shortLaneName(lane.key) : std::string_view();
    };
    std::sort(drafts.begin(), drafts.end(), [&](const Draft& a, const Draft& b) {
        return std::tuple(place(a), name(a.lane), ~a.lane.events(), a.lane.key) <
               std::tuple(place(b), name(b.lane), ~b.lane.events(), b.lane.key);
    });
    for (Draft& draft : drafts)
        order(draft.members);
}

// Lanes stand as they are shown; the stretches of groups follow those of all others, as their events stand twice.
void LaneBuilder::placeLanes(std::vector<Draft>&& drafts) {
    std::vector<Lane>& lanes = m_data->lanes;
    m_data->laneOfNumber.assign(m_counts.size(), kNoLane);
    const auto place = [&](Draft& draft) {
        if (draft.number != kNoLane)
            m_data->laneOfNumber[draft.number] = static_cast<std::uint32_t>(lanes.size());
        lanes.push_back(draft.lane);
    };
    for (Draft& draft : drafts) {
        const auto group = static_cast<std::uint32_t>(lanes.size());
        draft.lane.members = static_cast<std::uint32_t>(draft.members.size());
        place(draft);
        for (Draft& member : draft.members) {
            member.lane.level = Lane::Level::Member;
            member.lane.group = group;
            place(member);
        }
    }
    std::uint32_t next = 0;
    for (const bool areGroups : {false, true}) {
        for (Lane& lane : lanes) {
            if (lane.isGroup() != areGroups)
                continue;
            lane.begin = next;
            next = lane.end += next;
        }
    }
}

void LaneBuilder::nameLanes() {
    std::vector<Lane>& lanes = m_data->lanes;
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].level != Lane::Level::Services)
            open.push_back(i);
    }
    for (const NameDetail detail : {NameDetail::Account, NameDetail::Resource, NameDetail::Key}) {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> names;
        names.reserve(open.size());
        for (const std::uint32_t i : open)
            // Below another group the same name is another lane.
            names.emplace_back(hash64(LaneIndex::name(lanes[i]), processSeed() ^ lanes[i].group), i);
        std::sort(names.begin(), names.end());
        open.clear();
        for (std::size_t i = 0; i < names.size(); ++i) {
            const bool isShared = (i > 0 && names[i - 1].first == names[i].first) ||
                                  (i + 1 < names.size() && names[i + 1].first == names[i].first);
            if (isShared)
                open.push_back(names[i].second);
        }
        for (const std::uint32_t i : open)
            lanes[i].detail = detail;
    }
}

// The id of a session, or of a key, says little to a person.
void LaneBuilder::tellWho() {
    const Snapshot& snapshot = *m_data->snapshot;
    for (Lane& lane : m_data->lanes) {
        if (lane.level == Lane::Level::Member && !m_data->lanes[lane.group].key.empty() &&
            lane.key.size() > m_data->lanes[lane.group].key.size() && lane.key.starts_with(m_data->lanes[lane.group].key))
            lane.shared = static_cast<std::uint32_t>(m_data->lanes[lane.group].key.size());
        const AnyColumn& column = lane.isOfGroups ? m_data->groups->column : m_data->column.column;
        const bool isSession = column == AnyColumn(Finding::Session);
        if (lane.key.empty() || lane.begin == lane.end || (!isSession && column != AnyColumn(Finding::Origin)))
            continue;
        // An origin that is a key is told by who used that key, whoever did the rest.
        constexpr std::uint32_t kLookedAt = 10'000;
        const std::uint32_t end = isSession ? lane.begin + 1 : std::min(lane.end, lane.begin + kLookedAt);
        for (std::uint32_t i = lane.begin; i < end && lane.who.empty(); ++i) {
            const RowId row = m_data->laneRows[i];
            if (!isSession && snapshot.codedText(Column::IdentityAccessKeyId, row) != lane.key)
                continue;
            lane.actor = snapshot.codedText(Column::ActorKey, row);
            const std::string_view arn = snapshot.codedText(Column::IdentityArn, row);
            lane.who = arn.empty() ? lane.actor : arn;
        }
    }
}

bool LaneBuilder::placeEvents() {
    const std::vector<Lane>& lanes = m_data->lanes;
    const std::size_t timed = m_data->classes.size();
    std::vector<std::uint32_t> next(lanes.size());
    std::size_t all = 0; // those of groups stand twice
    for (std::size_t i = 0; i < next.size(); ++i) {
        next[i] = lanes[i].begin;
        all = std::max<std::size_t>(all, lanes[i].end);
    }
    m_data->times.resize(all);
    m_data->laneRows.resize(all);
    m_data->laneClasses.resize(all);
    for (std::size_t i = 0; i < timed; ++i) {
        if (isStopped(i))
            return false;
        const RowId row{(*m_data->rows)[i]};
        const std::uint32_t lane = m_data->laneOfNumber[m_numbers[i]];
        for (const std::uint32_t of : {lane, lanes[lane].group}) {
            if (of == kNoLane)
                continue;
            const std::uint32_t at = next[of]++;
            m_data->times[at] = m_data->snapshot->time(row);
            m_data->laneRows[at] = row;
            m_data->laneClasses[at] = m_data->classes[i];
        }
        if (lanes[lane].isService)
            m_data->classes[i] = classOf(Kind::Service, outcomeOf(m_data->classes[i]));
    }
    return true;
}

} // namespace rastro
