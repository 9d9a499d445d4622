// SPDX-License-Identifier: Apache-2.0
//
// ReadPlan: in which order to read the records of many rows so that every file is opened and inflated once: tasks of
// one file (or a part of a big one), and in each the rows by offset. Files come in the order in which the rows first
// name them. Immutable once made; the rows and the snapshot outlive it. Memory: 4 bytes a row.
#pragma once

#include "base/ids.h"
#include "base/parallel.h"
#include "store/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rastro {

class ReadPlan {
public:
    ReadPlan(const Snapshot& snapshot, std::span<const std::uint32_t> rows);

    std::size_t taskCount() const { return m_tasks.size(); }
    // Places in the rows given, in the order to read them.
    std::span<const std::uint32_t> places(std::size_t task) const {
        return std::span(m_places).subspan(m_tasks[task].begin, m_tasks[task].end - m_tasks[task].begin);
    }
    RowId row(std::uint32_t place) const { return RowId{m_rows[place]}; }
    const SourceInfo& source(SourceId id) const { return m_sources[m_slots[index(id)]]; }

private:
    struct Place;
    Place placeOf(std::uint32_t place) const;
    std::uint32_t slotOf(SourceId id);
    void groupByFile();
    void sortGroup(Slice group);
    void cutTasks(Slice group);

    const Snapshot& m_snapshot;
    std::span<const std::uint32_t> m_rows;
    std::vector<std::uint32_t> m_slots; // by source: its place in the next two, or kNoSlot
    std::vector<SourceInfo> m_sources;
    std::vector<std::uint32_t> m_files; // the slot of the first source of the same file
    std::vector<std::uint32_t> m_places;
    std::vector<Slice> m_tasks;
};

} // namespace rastro
