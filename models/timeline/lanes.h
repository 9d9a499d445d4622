// SPDX-License-Identifier: Apache-2.0
//
// LaneIndex: the events of a row set by lane (one value of a column, usually the actor), each lane's in time
// order as one stretch of three parallel arrays: time, row, class. 14 bytes an event, once more for those in a group.
// Lanes may stand below a group: the origin of sessions, all services of AWS. Built in a worker, immutable afterwards;
// keeps its snapshot alive. Rows without a time are counted in their lane but stand on no axis.
#pragma once

#include "base/checkpoint.h"
#include "query/ondemand.h"
#include "store/snapshot.h"
#include "timeline/eventclass.h"
#include "timeline/lanename.h"
#include "timeline/timerange.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rastro {

// Whose values the lanes are.
struct LaneColumn {
    LaneColumn(Column coded) : column(coded) {} // NOLINT(google-explicit-constructor): a column is one
    LaneColumn(AnyColumn any, OnDemandPtr values) : column(std::move(any)), made(std::move(values)) {}

    AnyColumn column;
    OnDemandPtr made; // of a column that is not coded; of several values of an event the first counts

    Code code(const Snapshot& snapshot, RowId row) const {
        return made == nullptr ? snapshot.code(*column.column(), row)
               : index(row) < made->rowCount() ? made->code(row)
                                               : kMissing;
    }
    std::string_view value(const Snapshot& snapshot, Code code) const {
        return made == nullptr ? snapshot.value(*column.column(), code) : made->value(code);
    }
    std::size_t size(const Snapshot& snapshot) const {
        return made == nullptr ? snapshot.dictionarySize(*column.column()) : made->dictionarySize();
    }
};

// Which lanes come first; services are the last in each.
enum class LaneOrder : std::uint8_t {
    Telling, // most changes and denials first, then those with none; equal ones by events
    Activity, // most events first
    FirstSeen,
    Name,
};

// The same as a choice of the user's, which outlives snapshots.
struct LaneSetting {
    AnyColumn column = Column::ActorKey;
    std::optional<AnyColumn> groups = {};
    LaneOrder order = LaneOrder::Telling;
    bool operator==(const LaneSetting&) const = default;
};

// Which lanes there are.
struct LaneWish {
    LaneColumn column;
    std::optional<LaneColumn> groups = {}; // whose values the lanes stand below; a value with one lane is that lane
    LaneOrder order = LaneOrder::Telling;
    bool areServicesGrouped = false; // two services of AWS or more are one group
};

// Which of them are shown. Cheap to change: nothing is counted again.
struct LaneChoice {
    std::optional<bool> areFolded = {}; // groups, but where `folds` says otherwise; none: if there are many lanes
    std::map<std::string, bool> folds = {}; // by the value of the group: its lanes are not shown
    bool areServicesFolded = true;
    std::string search = {}; // only lanes whose value or whose actor holds this text in any case, and what stands above or
                             // below them
    std::set<std::string, std::less<>> alsoFound = {}; // values that the search finds by another name
    bool operator==(const LaneChoice&) const = default;
};

struct Lane {
    enum class Level : std::uint8_t { Single, Group, Services, Member };

    std::string_view key; // the value, as in the dictionary; empty when the column is missing
    Code code = kMissing;
    Level level = Level::Single;
    bool isFolded = false; // a group whose lanes are not shown
    bool isService = false; // AWS itself
    bool isRoot = false;
    std::string_view who;   // of a session, or an access key as an origin: the session's ARN, else the actor
    std::string_view actor; // of the same: the actor's key
    std::uint32_t shared = 0; // so many bytes of a member's value are the value of its group
    bool isOfGroups = false; // the value is of the groups' column
    NameDetail detail = NameDetail::Short; // what the name needs to be unlike all others
    std::uint32_t members = 0;             // of a group
    std::uint32_t group = 0xFFFFFFFFu;     // of a member: its group's place among all lanes
    std::uint32_t begin = 0;               // stretch of timed events in the arrays
    std::uint32_t end = 0;
    std::uint32_t withoutTime = 0;
    std::uint32_t changes = 0; // of kind change, credential or take, however they ended
    std::uint32_t denials = 0;
    std::uint32_t errors = 0; // outcome not ok, denials included
    std::uint32_t events() const { return end - begin + withoutTime; }
    bool isGroup() const { return level == Level::Group || level == Level::Services; }
};

// One lane's timed events, or a part of them.
struct LaneEvents {
    std::span<const Micros> times;
    std::span<const RowId> rows;
    std::span<const EventClass> classes;
};

class LaneIndex {
public:
    // Rows should be in time order, rows without a time last (any other order costs a sort). All lanes are shown.
    // Null if a stop was requested before the end.
    static std::shared_ptr<const LaneIndex> build(std::shared_ptr<const Snapshot> snapshot,
                                                  std::shared_ptr<const RowVector> rows, LaneWish wish,
                                                  Checkpoint& checkpoint);
    static std::shared_ptr<const LaneIndex> build(std::shared_ptr<const Snapshot> snapshot,
                                                  std::shared_ptr<const RowVector> rows, LaneColumn column,
                                                  Checkpoint& checkpoint, LaneOrder order = LaneOrder::Telling);

    // The same lanes, others of them shown.
    std::shared_ptr<const LaneIndex> choose(const LaneChoice& choice) const;

    std::span<const Lane> lanes() const { return m_lanes; } // that are shown, from top to bottom
    std::size_t laneCount() const;                          // shown or not, groups left out
    bool hasGroups() const;                                 // by a column
    LaneEvents events(const Lane& lane) const;
    // What a person calls the lane: "mateo", "root@123456789012"; with account or path where names would be equal.
    static std::string name(const Lane& lane) { return laneTitle(lane.key, lane.detail); }

    // All timed events, in time order: rows()[i] has class classes()[i]. Here all that AWS services did is of kind
    // service, lest it hide in one row what people did.
    std::span<const std::uint32_t> rows() const;
    std::span<const EventClass> classes() const;
    std::uint32_t withoutTime() const;
    bool isEmpty() const;
    // First and last event; nullopt if none has a time.
    std::optional<std::pair<Micros, Micros>> timeSpan() const;
    // The same of all that is loaded, whatever rows these lanes are made of.
    std::optional<std::pair<Micros, Micros>> snapshotSpan() const;

    // Where a row is: its lane, or the folded group it is in, and its place in events(lane). nullopt for rows of no
    // lane that is shown; place is empty without time.
    struct Place {
        std::size_t lane = 0;
        std::optional<std::size_t> event;
    };
    std::optional<Place> find(RowId row) const;
    // The lane of another index of the same store, or the folded group it is in; quick where its code is the same.
    std::optional<std::size_t> findLane(const LaneIndex& other, const Lane& lane) const;
    // The first lane with this value.
    std::optional<std::size_t> findLane(std::string_view key) const;

    const Snapshot& snapshot() const;
    const AnyColumn& column() const; // whose values the lanes are
    const Lane* groupOf(const Lane& lane) const;                      // null: it stands in none
    std::vector<std::string> memberKeys(const Lane& group) const;     // shown or not
    const AnyColumn& columnOf(const Lane& lane) const; // of a group or a lane that stands for one: the groups'
    std::size_t memoryBytes() const;

private:
    friend class LaneBuilder;
    struct Data;
    LaneIndex() = default;

    std::shared_ptr<const Data> m_data; // of all choices
    std::vector<Lane> m_lanes;
    std::vector<std::uint32_t> m_shownAt; // by place in the lanes of all: where it, or its folded group, is shown
};

} // namespace rastro
