// SPDX-License-Identifier: Apache-2.0
#include "store/readplan.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

namespace rastro {

namespace {

constexpr std::uint32_t kNoSlot = 0xFFFFFFFFu;
constexpr std::uint64_t kPlainTaskBytes = 8u << 20; // a big file is shared out in parts of this size
constexpr std::uint64_t kGzipTaskBytes = 64u << 20; // larger: up to a restart spacing is inflated to get to its start

} // namespace

// Where a record stands in its file.
struct ReadPlan::Place {
    std::uint64_t member;
    std::uint32_t source;
    std::uint64_t offset;
    auto operator<=>(const Place&) const = default;
};

ReadPlan::ReadPlan(const Snapshot& snapshot, std::span<const std::uint32_t> rows)
    : m_snapshot(snapshot), m_rows(rows), m_slots(snapshot.sources().size(), kNoSlot) {
    groupByFile();
}

ReadPlan::Place ReadPlan::placeOf(std::uint32_t place) const {
    const RowId id = row(place);
    const SourceId from = m_snapshot.source(id);
    return {source(from).memberIndex, index(from), m_snapshot.offset(id)};
}

std::uint32_t ReadPlan::slotOf(SourceId id) {
    std::uint32_t& slot = m_slots[index(id)];
    if (slot == kNoSlot) {
        slot = static_cast<std::uint32_t>(m_sources.size());
        m_sources.push_back(m_snapshot.sources().info(id));
    }
    return slot;
}

void ReadPlan::groupByFile() {
    std::unordered_map<std::string, std::uint32_t> archives;
    std::vector<std::size_t> ends; // by file: first how many rows, then where the next of its rows goes
    for (std::uint32_t place = 0; place < m_rows.size(); ++place) {
        const std::uint32_t slot = slotOf(m_snapshot.source(row(place)));
        if (slot == m_files.size()) {
            const SourceInfo& info = m_sources[slot];
            m_files.push_back(info.isArchive ? archives.try_emplace(info.filePath, slot).first->second : slot);
            ends.push_back(0);
        }
        ++ends[m_files[slot]];
    }
    std::size_t sum = 0;
    for (std::size_t& end : ends)
        end = (sum += end) - end;
    m_places.resize(m_rows.size());
    for (std::uint32_t place = 0; place < m_rows.size(); ++place)
        m_places[ends[m_files[m_slots[index(m_snapshot.source(row(place)))]]]++] = place;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        if (end != begin) {
            sortGroup({begin, end});
            cutTasks({begin, end});
        }
        begin = end;
    }
}

// By place in the file. Rows come in batches that are in order in themselves, so that it is mostly enough to put the
// batches in order.
void ReadPlan::sortGroup(Slice group) {
    struct Run {
        Place first;
        Place last;
        Slice slice;
    };
    std::vector<Run> runs;
    SourceId lastSource = kNoSource; // most rows follow the one before in its file
    std::uint64_t lastOffset = 0;
    for (std::size_t i = group.begin; i < group.end; ++i) {
        const RowId id = row(m_places[i]);
        const SourceId source = m_snapshot.source(id);
        const std::uint64_t offset = m_snapshot.offset(id);
        if (i == group.begin || source != lastSource || offset < lastOffset) {
            if (i > group.begin)
                runs.back().last = placeOf(m_places[i - 1]);
            const Place place = placeOf(m_places[i]);
            if (runs.empty() || place < runs.back().last)
                runs.push_back({place, place, {i, i}});
        }
        lastSource = source;
        lastOffset = offset;
        runs.back().slice.end = i + 1;
    }
    if (runs.size() == 1)
        return;
    runs.back().last = placeOf(m_places[group.end - 1]);
    std::ranges::sort(runs, {}, &Run::first);
    const bool areApart =
        std::ranges::adjacent_find(runs, [](const Run& a, const Run& b) { return b.first < a.last; }) == runs.end();
    std::vector<std::uint32_t> sorted;
    sorted.reserve(group.end - group.begin);
    for (const Run& run : runs)
        sorted.insert(sorted.end(), m_places.begin() + static_cast<std::ptrdiff_t>(run.slice.begin),
                      m_places.begin() + static_cast<std::ptrdiff_t>(run.slice.end));
    if (!areApart)
        std::ranges::sort(sorted, {}, [this](std::uint32_t place) { return std::tuple(placeOf(place), place); });
    std::ranges::copy(sorted, m_places.begin() + static_cast<std::ptrdiff_t>(group.begin));
}

// One task a file, several for a big one; an archive can only be read from its start.
void ReadPlan::cutTasks(Slice group) {
    const SourceInfo& info = source(m_snapshot.source(row(m_places[group.begin])));
    m_tasks.push_back({group.begin, group.end});
    if (info.isArchive)
        return;
    const std::uint64_t limit = info.isGzip ? kGzipTaskBytes : kPlainTaskBytes;
    std::uint64_t first = m_snapshot.offset(row(m_places[group.begin]));
    for (std::size_t i = group.begin; i < group.end; ++i) {
        const std::uint64_t offset = m_snapshot.offset(row(m_places[i]));
        if (offset - first <= limit)
            continue;
        m_tasks.back().end = i;
        m_tasks.push_back({i, group.end});
        first = offset;
    }
}

} // namespace rastro
