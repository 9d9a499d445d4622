// SPDX-License-Identifier: Apache-2.0
#include "store/bulkreader.h"

#include "base/parallel.h"
#include "store/recordbytes.h"
#include "store/sourcecursor.h"

#include <algorithm>
#include <atomic>
#include <tuple>
#include <unordered_map>

namespace rastro {

namespace {

constexpr std::uint64_t kTaskBytes = 64u << 20; // a big file is shared out in parts of this size

struct Item {
    std::uint32_t file; // the first source of the same file
    std::uint32_t source;
    std::uint64_t member;
    std::uint64_t offset;
    std::uint32_t place;
};

class Plan {
public:
    Plan(const Snapshot& snapshot, std::span<const std::uint32_t> rows) : m_snapshot(snapshot), m_rows(rows) {
        std::unordered_map<std::string, std::uint32_t> archives;
        m_items.reserve(rows.size());
        for (std::uint32_t place = 0; place < rows.size(); ++place) {
            const RowId row{rows[place]};
            const SourceId id = snapshot.source(row);
            const auto [known, isNew] = m_sources.try_emplace(index(id));
            if (isNew)
                known->second = snapshot.sources().info(id);
            const SourceInfo& source = known->second;
            const std::uint32_t file =
                source.isArchive ? archives.try_emplace(source.filePath, index(id)).first->second : index(id);
            m_items.push_back({file, index(id), source.memberIndex, snapshot.offset(row), place});
        }
        const auto order = [](const Item& i) { return std::tuple(i.file, i.member, i.source, i.offset, i.place); };
        std::ranges::sort(m_items, {}, order);
        cutTasks();
    }

    std::size_t taskCount() const { return m_tasks.size(); }

    void run(std::size_t task, SourceCursor& cursor, RecordForm form, const Checkpoint& checkpoint,
             const TakeRecord& take) const {
        for (std::size_t i = m_tasks[task].begin; i < m_tasks[task].end && !checkpoint.isStopRequested(); ++i)
            take(m_items[i].place, read(m_items[i], cursor, form));
    }

private:
    // One task a file, several for a big one; an archive can only be read from its start.
    void cutTasks() {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            const Item& item = m_items[i];
            const bool isNewFile = i == 0 || m_items[i - 1].file != item.file;
            if (isNewFile || (!m_sources.at(item.source).isArchive &&
                              item.offset - m_items[m_tasks.back().begin].offset > kTaskBytes))
                m_tasks.push_back({i, i});
            m_tasks.back().end = i + 1;
        }
    }

    Result<std::string> read(const Item& item, SourceCursor& cursor, RecordForm form) const {
        const SourceInfo& source = m_sources.at(item.source);
        const RowId row{m_rows[item.place]};
        auto record = cursor.read(SourceId{item.source}, source, item.offset, m_snapshot.length(row));
        if (record)
            record = recordFromSpan(m_snapshot, row, source, *std::move(record));
        if (record && form == RecordForm::Json)
            record = recordAsJson(m_snapshot, row, source, *std::move(record));
        return record;
    }

    const Snapshot& m_snapshot;
    std::span<const std::uint32_t> m_rows;
    std::unordered_map<std::uint32_t, SourceInfo> m_sources;
    std::vector<Item> m_items;
    std::vector<Slice> m_tasks;
};

} // namespace

bool readRecords(const Snapshot& snapshot, std::span<const std::uint32_t> rows, RecordForm form, unsigned threads,
                 const Checkpoint& checkpoint, const TakeRecord& take) {
    const Plan plan(snapshot, rows);
    std::atomic<std::size_t> next{0};
    const auto workers = static_cast<unsigned>(std::clamp<std::size_t>(plan.taskCount(), 1, std::max(threads, 1u)));
    inParallel(workers, [&](unsigned) {
        SourceCursor cursor;
        for (std::size_t task = next++; task < plan.taskCount() && !checkpoint.isStopRequested(); task = next++)
            plan.run(task, cursor, form, checkpoint, take);
    });
    return !checkpoint.isStopRequested();
}

} // namespace rastro
