// SPDX-License-Identifier: Apache-2.0
#include "query/ondemand.h"

#include "base/parallel.h"
#include "events/describe.h"
#include "paths/pathwalk.h"
#include "store/bulkreader.h"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace rastro {

namespace {

constexpr std::uint32_t kPassRows = 1u << 18; // read at a time: keeps the plan of what to read small

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "making the column was stopped"};
}

bool isSameStore(const std::weak_ptr<const void>& store, const Snapshot& snapshot) {
    const std::weak_ptr<const void> other = snapshot.store();
    return !store.owner_before(other) && !other.owner_before(store);
}

} // namespace

// One column being made: its new parts, filled from several threads, each row by one of them.
class OnDemandBuilder {
public:
    OnDemandBuilder(AnyColumn key, const OnDemandColumn* known, std::uint32_t rows)
        : m_made(known != nullptr ? std::make_shared<OnDemandColumn>(*known)
                                  : std::make_shared<OnDemandColumn>(std::move(key)))
        , m_first(m_made->m_rowCount) {
        const std::size_t chunks = (std::size_t{rows} + kChunkRows - 1) >> kChunkBits;
        for (std::size_t c = m_first >> kChunkBits; c < chunks; ++c) {
            auto part = std::make_shared<OnDemandColumn::Part>();
            if (c < m_made->m_parts.size())
                *part = *m_made->m_parts[c]; // a chunk that was not full yet
            part->entries.resize(std::min<std::size_t>(kChunkRows, rows - (c << kChunkBits)));
            m_parts.push_back(std::move(part));
        }
        m_made->m_rowCount = rows;
    }

    std::uint32_t firstRow() const { return m_first; }
    Code intern(std::string_view text) { return Code{index(m_made->m_values->intern(text)) + 1}; }

    // The distinct codes of a row, in order.
    void set(std::uint32_t row, std::span<const std::uint32_t> codes) {
        if (codes.empty())
            return;
        OnDemandColumn::Part& part = *m_parts[(row >> kChunkBits) - (m_first >> kChunkBits)];
        std::uint32_t& entry = part.entries[row & (kChunkRows - 1)];
        if (codes.size() == 1) {
            entry = codes[0];
            return;
        }
        const std::lock_guard lock(m_mutex);
        entry = static_cast<std::uint32_t>(part.lists.size()) | OnDemandColumn::kIsList;
        part.lists.push_back(static_cast<std::uint32_t>(codes.size()));
        part.lists.insert(part.lists.end(), codes.begin(), codes.end());
        m_made->m_hasLists = true;
    }

    OnDemandPtr finish(std::uint64_t unreadRows) {
        std::vector<std::shared_ptr<const OnDemandColumn::Part>>& parts = m_made->m_parts;
        parts.resize(m_first >> kChunkBits);
        parts.insert(parts.end(), m_parts.begin(), m_parts.end());
        m_made->m_unreadRows += unreadRows;
        return m_made;
    }

private:
    std::shared_ptr<OnDemandColumn> m_made;
    std::uint32_t m_first;
    std::vector<std::shared_ptr<OnDemandColumn::Part>> m_parts;
    std::mutex m_mutex;
};

namespace {

// One pass for several columns that start at the same row.
class Pass {
public:
    Pass(const Snapshot& snapshot, std::span<OnDemandBuilder* const> builders, std::span<const AnyColumn> keys)
        : m_snapshot(snapshot), m_builders(builders), m_keys(keys), m_walk(pathsOf(keys)) {
        m_describes = std::ranges::any_of(keys, [](const AnyColumn& key) { return key.column().has_value(); });
    }

    bool run(std::uint32_t first, unsigned threads, Checkpoint& checkpoint) {
        for (std::uint32_t from = first; from < m_snapshot.rowCount(); from += kPassRows) {
            RowVector rows(std::min(kPassRows, m_snapshot.rowCount() - from));
            std::iota(rows.begin(), rows.end(), from);
            const bool isDone = readRecordViews(m_snapshot, rows, RecordForm::Json, threads, checkpoint,
                                                [&](unsigned, std::size_t place, const Result<std::string_view>& record) {
                                                    checkpoint.advance(1);
                                                    take(rows[place], record);
                                                });
            if (!isDone)
                return false;
        }
        return true;
    }
    std::uint64_t unreadRows() const { return m_unreadRows; }

private:
    static std::vector<FieldPath> pathsOf(std::span<const AnyColumn> keys) {
        std::vector<FieldPath> paths;
        for (const AnyColumn& key : keys)
            paths.push_back(key.path()); // no steps for target and summary: reaches nothing
        return paths;
    }

    void take(std::uint32_t row, const Result<std::string_view>& record) {
        if (!record) {
            m_unreadRows.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        std::vector<std::vector<std::uint32_t>> codes(m_keys.size());
        m_walk.walk(*record, [&](std::size_t place, const ReachedValue& value) {
            const Code code = value.kind == ReachedValue::Kind::Object ? OnDemandColumn::kObject
                                                                       : m_builders[place]->intern(value.text);
            std::vector<std::uint32_t>& known = codes[place];
            if (std::ranges::find(known, index(code)) == known.end())
                known.push_back(index(code));
        });
        if (m_describes)
            describeRecord(*record, codes);
        for (std::size_t i = 0; i < codes.size(); ++i)
            m_builders[i]->set(row, codes[i]);
    }

    void describeRecord(std::string_view record, std::vector<std::vector<std::uint32_t>>& codes) {
        const auto tree = json::Tree::parse(std::string(record));
        if (!tree) {
            m_unreadRows.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        const Description description = describe(*tree);
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            if (!m_keys[i].column())
                continue;
            const std::string& text = m_keys[i].column() == Column::Target ? description.target : description.summary;
            if (!text.empty())
                codes[i].push_back(index(m_builders[i]->intern(text)));
        }
    }

    const Snapshot& m_snapshot;
    std::span<OnDemandBuilder* const> m_builders;
    std::span<const AnyColumn> m_keys;
    PathWalk m_walk;
    bool m_describes = false;
    std::atomic<std::uint64_t> m_unreadRows{0};
};

const OnDemandColumn* knownFor(const AnyColumn& key, std::span<const OnDemandPtr> known) {
    const auto found = std::ranges::find_if(known, [&](const OnDemandPtr& column) { return column && column->key() == key; });
    return found == known.end() ? nullptr : found->get();
}

} // namespace

std::size_t OnDemandColumn::memoryBytes() const {
    std::size_t bytes = m_values->memoryBytes();
    for (const auto& part : m_parts)
        bytes += (part->entries.capacity() + part->lists.capacity()) * sizeof(std::uint32_t);
    return bytes;
}

Result<std::vector<OnDemandPtr>> makeOnDemandColumns(const Snapshot& snapshot, std::span<const AnyColumn> keys,
                                                     std::span<const OnDemandPtr> known, unsigned threads,
                                                     Checkpoint& checkpoint) {
    std::vector<std::unique_ptr<OnDemandBuilder>> builders;
    std::vector<std::uint32_t> starts;
    for (const AnyColumn& key : keys) {
        if (!key.isMade())
            return Error{ErrorCode::InvalidArgument, {}, "this column is stored already"};
        builders.push_back(std::make_unique<OnDemandBuilder>(key, knownFor(key, known), snapshot.rowCount()));
        starts.push_back(builders.back()->firstRow());
    }
    std::vector<std::uint32_t> distinct = starts;
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    std::uint64_t total = 0;
    for (const std::uint32_t start : distinct)
        total += snapshot.rowCount() - start;
    checkpoint.setTotal(checkpoint.done() + total);

    std::vector<OnDemandPtr> made(keys.size());
    for (const std::uint32_t start : distinct) {
        std::vector<OnDemandBuilder*> together;
        std::vector<AnyColumn> theirKeys;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (starts[i] == start) {
                together.push_back(builders[i].get());
                theirKeys.push_back(keys[i]);
            }
        }
        Pass pass(snapshot, together, theirKeys);
        if (!pass.run(start, threads, checkpoint))
            return cancelled();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (starts[i] == start)
                made[i] = builders[i]->finish(pass.unreadRows());
        }
    }
    return made;
}

OnDemandPtr OnDemandCache::findAny(const Snapshot& snapshot, const AnyColumn& key) const {
    const std::lock_guard lock(m_mutex);
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        if (entry->column->key() == key && isSameStore(entry->store, snapshot)) {
            m_entries.splice(m_entries.begin(), m_entries, entry);
            return m_entries.front().column;
        }
    }
    return nullptr;
}

OnDemandPtr OnDemandCache::find(const Snapshot& snapshot, const AnyColumn& key) const {
    OnDemandPtr column = findAny(snapshot, key);
    return column && column->rowCount() >= snapshot.rowCount() ? column : nullptr;
}

void OnDemandCache::keep(const Snapshot& snapshot, const OnDemandPtr& column) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_entries, [&](const Entry& entry) {
        return entry.store.expired() ||
               (entry.column->key() == column->key() && isSameStore(entry.store, snapshot));
    });
    m_entries.push_front({snapshot.store(), column});
    std::size_t bytes = 0;
    std::size_t kept = 0;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry, ++kept) {
        bytes += entry->column->memoryBytes();
        if (bytes > m_budgetBytes && kept > 0) { // the newest stays, however large
            m_entries.erase(entry, m_entries.end());
            break;
        }
    }
}

Result<std::vector<OnDemandPtr>> OnDemandCache::columns(const Snapshot& snapshot, std::span<const AnyColumn> keys,
                                                        unsigned threads, Checkpoint& checkpoint) {
    std::vector<OnDemandPtr> all;
    std::vector<AnyColumn> missing;
    std::vector<OnDemandPtr> grown;
    for (const AnyColumn& key : keys) {
        all.push_back(find(snapshot, key));
        if (!all.back() && std::ranges::find(missing, key) == missing.end()) {
            missing.push_back(key);
            grown.push_back(findAny(snapshot, key));
        }
    }
    if (missing.empty())
        return all;
    const auto made = makeOnDemandColumns(snapshot, missing, grown, threads, checkpoint);
    if (!made)
        return made.error();
    for (const OnDemandPtr& column : *made)
        keep(snapshot, column);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!all[i])
            all[i] = *std::ranges::find(*made, keys[i], &OnDemandColumn::key);
    }
    return all;
}

Result<OnDemandPtr> OnDemandCache::column(const Snapshot& snapshot, const AnyColumn& key, unsigned threads,
                                          Checkpoint& checkpoint) {
    auto all = columns(snapshot, {&key, 1}, threads, checkpoint);
    if (!all)
        return all.error();
    return all->front();
}

void OnDemandCache::clear() {
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
}

} // namespace rastro
