// SPDX-License-Identifier: Apache-2.0
//
// LaneIndex: the events of a row set by lane (one value of a column, usually the actor), each lane's in time
// order as one stretch of three parallel arrays: time, row, class. 14 bytes an event. Built in a worker, immutable
// afterwards; keeps its snapshot alive. Rows without a time are counted in their lane but stand on no axis.
#pragma once

#include "base/checkpoint.h"
#include "query/ondemand.h"
#include "store/snapshot.h"
#include "timeline/eventclass.h"
#include "timeline/lanename.h"
#include "timeline/timerange.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

struct Lane {
    std::string_view key; // the value, as in the dictionary; empty when the column is missing
    Code code = kMissing;
    bool isService = false; // AWS itself
    bool isRoot = false;
    NameDetail detail = NameDetail::Short; // what the name needs to be unlike all others
    std::uint32_t begin = 0;               // stretch of timed events in the arrays
    std::uint32_t end = 0;
    std::uint32_t withoutTime = 0;
    std::uint32_t changes = 0; // of kind change, credential or take, however they ended
    std::uint32_t denials = 0;
    std::uint32_t errors = 0; // outcome not ok, denials included
    std::uint32_t events() const { return end - begin + withoutTime; }
};

// One lane's timed events, or a part of them.
struct LaneEvents {
    std::span<const Micros> times;
    std::span<const RowId> rows;
    std::span<const EventClass> classes;
};

class LaneIndex {
public:
    // Rows should be in time order, rows without a time last (any other order costs a sort).
    // Null if a stop was requested before the end.
    static std::shared_ptr<const LaneIndex> build(std::shared_ptr<const Snapshot> snapshot,
                                                  std::shared_ptr<const RowVector> rows, LaneColumn column,
                                                  Checkpoint& checkpoint, LaneOrder order = LaneOrder::Telling);

    std::span<const Lane> lanes() const { return m_lanes; }
    LaneEvents events(const Lane& lane) const;
    // What a person calls the lane: "mateo", "root@123456789012"; with account or path where names would be equal.
    static std::string name(const Lane& lane) { return laneTitle(lane.key, lane.detail); }

    // All timed events, in time order: rows()[i] has class classes()[i]. Here all that AWS services did is of kind
    // service, lest it hide in one row what people did.
    std::span<const std::uint32_t> rows() const { return {m_rows->data(), m_classes.size()}; }
    std::span<const EventClass> classes() const { return m_classes; }
    std::uint32_t withoutTime() const { return static_cast<std::uint32_t>(m_rows->size() - m_classes.size()); }
    bool isEmpty() const { return m_rows->empty(); }
    // First and last event; nullopt if none has a time.
    std::optional<std::pair<Micros, Micros>> timeSpan() const;
    // The same of all that is loaded, whatever rows these lanes are made of.
    std::optional<std::pair<Micros, Micros>> snapshotSpan() const;

    // Where a row is: its lane, and its place in events(lane). nullopt for rows of no lane; place is empty without
    // time.
    struct Place {
        std::size_t lane = 0;
        std::optional<std::size_t> event;
    };
    std::optional<Place> find(RowId row) const;
    // hint: the code the key had in another index of the same store; makes it quick.
    std::optional<std::size_t> findLane(std::string_view key, Code hint = kMissing) const;

    const Snapshot& snapshot() const { return *m_snapshot; }
    const AnyColumn& column() const { return m_column.column; } // whose values the lanes are
    std::size_t memoryBytes() const;

private:
    friend class LaneBuilder;
    LaneIndex() = default;

    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<const RowVector> m_rows;
    LaneColumn m_column = Column::ActorKey;
    std::vector<Lane> m_lanes;
    std::vector<std::uint32_t> m_laneOfCode; // kNoLane where a code has none
    std::vector<Micros> m_times;             // by lane
    std::vector<RowId> m_laneRows;           // by lane
    std::vector<EventClass> m_laneClasses;   // by lane
    std::vector<EventClass> m_classes;       // by time
};

} // namespace rastro
