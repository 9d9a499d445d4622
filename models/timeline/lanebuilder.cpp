// SPDX-License-Identifier: Apache-2.0
#include "timeline/lanebuilder.h"

#include "base/hash.h"

#include <algorithm>
#include <tuple>

namespace rastro {

namespace {

constexpr std::uint32_t kNoLane = 0xFFFFFFFFu;

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

int groupOf(const Lane& lane) {
    if (lane.isService)
        return 2;
    return lane.changes + lane.denials > 0 ? 0 : 1;
}

} // namespace

LaneBuilder::LaneBuilder(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows,
                         LaneColumn column, Checkpoint& checkpoint, LaneOrder order)
    : m_index(new LaneIndex), m_checkpoint(checkpoint), m_order(order) {
    m_index->m_snapshot = std::move(snapshot);
    m_index->m_rows = std::move(rows);
    m_index->m_column = std::move(column);
}

std::shared_ptr<const LaneIndex> LaneBuilder::build() {
    if (!putInOrder() || !countRows())
        return nullptr;
    makeLanes();
    orderLanes();
    nameLanes();
    if (m_checkpoint.isStopRequested() || !placeEvents())
        return nullptr;
    return m_index;
}

bool LaneBuilder::putInOrder() {
    const Snapshot& snapshot = *m_index->m_snapshot;
    const RowVector& rows = *m_index->m_rows;
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
        m_index->m_rows = std::move(sorted);
    }
    return true;
}

bool LaneBuilder::countRows() {
    const Snapshot& snapshot = *m_index->m_snapshot;
    const RowVector& rows = *m_index->m_rows;
    const LaneColumn& column = m_index->m_column;
    m_counts.resize(column.size(snapshot));
    m_codes.resize(rows.size());
    m_index->m_classes.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (isStopped(i))
            return false;
        const RowId row{rows[i]};
        const EventClass eventClass = classAt(snapshot, row);
        const bool isTimed = snapshot.time(row) != kNoTime;
        m_codes[i] = index(column.code(snapshot, row));
        Counts& counts = m_counts[m_codes[i]];
        if (isTimed && counts.timed == 0)
            counts.first = snapshot.time(row);
        count(counts, eventClass, isTimed);
        if (isTimed)
            m_index->m_classes.push_back(eventClass);
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

void LaneBuilder::makeLanes() {
    const bool areActors = LaneBuilder::areActors(m_index->m_column.column);
    for (std::uint32_t code = 0; code < m_counts.size(); ++code) {
        const Counts& counts = m_counts[code];
        if (counts.timed + counts.withoutTime == 0)
            continue;
        Lane lane;
        lane.code = Code{code};
        lane.key = m_index->m_column.value(*m_index->m_snapshot, lane.code);
        lane.isService = areActors && isServiceKey(lane.key);
        lane.isRoot = areActors && isRootKey(lane.key);
        lane.end = counts.timed; // begin is set when the order is known
        lane.withoutTime = counts.withoutTime;
        lane.changes = counts.changes;
        lane.denials = counts.denials;
        lane.errors = counts.errors;
        m_index->m_lanes.push_back(lane);
    }
}

void LaneBuilder::orderLanes() {
    std::vector<Lane>& lanes = m_index->m_lanes;
    const auto place = [this](const Lane& lane) { // below others: before them
        const auto few = ~std::uint64_t{lane.events()};
        switch (m_order) {
        case LaneOrder::Telling:
            return std::pair<int, std::uint64_t>(groupOf(lane), ~(std::uint64_t{lane.changes} + lane.denials));
        case LaneOrder::Activity:
            return std::pair<int, std::uint64_t>(lane.isService, few);
        case LaneOrder::FirstSeen:
            return std::pair<int, std::uint64_t>(lane.isService, timeKey(m_counts[index(lane.code)].first));
        case LaneOrder::Name:
            break;
        }
        return std::pair<int, std::uint64_t>(lane.isService, 0);
    };
    const auto name = [this](const Lane& lane) {
        return m_order == LaneOrder::Name ? shortLaneName(lane.key) : std::string_view();
    };
    std::sort(lanes.begin(), lanes.end(), [&](const Lane& a, const Lane& b) {
        return std::tuple(place(a), name(a), ~a.events(), a.key) < std::tuple(place(b), name(b), ~b.events(), b.key);
    });
    m_index->m_laneOfCode.assign(m_counts.size(), kNoLane);
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < lanes.size(); ++i) {
        m_index->m_laneOfCode[index(lanes[i].code)] = i;
        lanes[i].begin = next;
        next = lanes[i].end += next;
    }
}

void LaneBuilder::nameLanes() {
    std::vector<Lane>& lanes = m_index->m_lanes;
    std::vector<std::uint32_t> open(lanes.size());
    for (std::uint32_t i = 0; i < open.size(); ++i)
        open[i] = i;
    for (const NameDetail detail : {NameDetail::Account, NameDetail::Resource, NameDetail::Key}) {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> names;
        names.reserve(open.size());
        for (const std::uint32_t i : open)
            names.emplace_back(hash64(LaneIndex::name(lanes[i]), processSeed()), i);
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

bool LaneBuilder::placeEvents() {
    const std::size_t timed = m_index->m_classes.size();
    std::vector<std::uint32_t> next(m_index->m_lanes.size());
    for (std::size_t i = 0; i < next.size(); ++i)
        next[i] = m_index->m_lanes[i].begin;
    m_index->m_times.resize(timed);
    m_index->m_laneRows.resize(timed);
    m_index->m_laneClasses.resize(timed);
    for (std::size_t i = 0; i < timed; ++i) {
        if (isStopped(i))
            return false;
        const RowId row{(*m_index->m_rows)[i]};
        const std::uint32_t lane = m_index->m_laneOfCode[m_codes[i]];
        const std::uint32_t at = next[lane]++;
        m_index->m_times[at] = m_index->m_snapshot->time(row);
        m_index->m_laneRows[at] = row;
        m_index->m_laneClasses[at] = m_index->m_classes[i];
        if (m_index->m_lanes[lane].isService)
            m_index->m_classes[i] = classOf(Kind::Service, outcomeOf(m_index->m_classes[i]));
    }
    return true;
}

} // namespace rastro
