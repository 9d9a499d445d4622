// SPDX-License-Identifier: Apache-2.0
#include "query/ondemand.h"

#include "base/parallel.h"
#include "events/describe.h"
#include "paths/pathwalk.h"
#include "query/findingcolumns.h"
#include "query/clientcolumn.h"
#include "query/ondemandbuilder.h"
#include "query/parties.h"
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

// Made from other columns rather than from the records.
bool isAcross(const AnyColumn& key) {
    return key.finding() && key.finding() != Finding::Party;
}

// One pass for several columns that start at the same row.
class Pass {
public:
    Pass(const Snapshot& snapshot, std::span<OnDemandBuilder* const> builders, std::span<const AnyColumn> keys)
        : m_snapshot(snapshot), m_builders(builders), m_keys(keys), m_walk(pathsOf(keys)) {
        m_describes = std::ranges::any_of(keys, [](const AnyColumn& key) { return key.column().has_value(); });
        m_needsTree = m_describes || std::ranges::any_of(keys, [](const AnyColumn& key) { return key.finding().has_value(); });
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
            paths.push_back(key.finding() ? FieldPath{} : key.path()); // no steps reach nothing: target, summary too
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
        if (m_needsTree)
            readRecord(*record, codes);
        for (std::size_t i = 0; i < codes.size(); ++i)
            m_builders[i]->set(row, codes[i]);
    }

    void readRecord(std::string_view record, std::vector<std::vector<std::uint32_t>>& codes) {
        const auto tree = json::Tree::parse(std::string(record));
        if (!tree) {
            m_unreadRows.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        const Description description = m_describes ? describe(*tree) : Description();
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            if (m_keys[i].finding()) {
                for (const std::string& party : partiesOf(*tree))
                    codes[i].push_back(index(m_builders[i]->intern(party)));
            } else if (m_keys[i].column()) {
                const std::string& text =
                    m_keys[i].column() == Column::Target ? description.target : description.summary;
                if (!text.empty())
                    codes[i].push_back(index(m_builders[i]->intern(text)));
            }
        }
    }

    const Snapshot& m_snapshot;
    std::span<OnDemandBuilder* const> m_builders;
    std::span<const AnyColumn> m_keys;
    PathWalk m_walk;
    bool m_describes = false;
    bool m_needsTree = false;
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
        if (!key.isMade() || isAcross(key))
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
    keepLocked(snapshot, column);
}

void OnDemandCache::keepLocked(const Snapshot& snapshot, const OnDemandPtr& column) {
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
    for (const AnyColumn& key : keys) {
        all.push_back(find(snapshot, key));
        if (!all.back() && std::ranges::find(missing, key) == missing.end())
            missing.push_back(key);
    }
    if (missing.empty())
        return all;
    std::vector<OnDemandPtr> made;
    if (const Status done = makeMissing(snapshot, missing, threads, checkpoint, made); !done)
        return done.error();
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!all[i])
            all[i] = *std::ranges::find(made, keys[i], &OnDemandColumn::key);
    }
    return all;
}

// First what the records hold, in one pass, then what is made of that. What is made meanwhile by rules that no longer
// hold answers its caller and is not kept.
Status OnDemandCache::makeMissing(const Snapshot& snapshot, std::span<const AnyColumn> missing, unsigned threads,
                                  Checkpoint& checkpoint, std::vector<OnDemandPtr>& made) {
    FindingRules rules;
    std::uint64_t version = 0;
    {
        const std::lock_guard lock(m_mutex);
        rules = m_rules;
        version = m_rulesVersion;
    }
    const AnyColumn parties(Finding::Party);
    std::vector<AnyColumn> ofRecords;
    std::vector<OnDemandPtr> grown;
    const auto want = [&](const AnyColumn& key) {
        if (std::ranges::find(ofRecords, key) == ofRecords.end()) {
            ofRecords.push_back(key);
            grown.push_back(findAny(snapshot, key));
        }
    };
    OnDemandPtr knownParties = find(snapshot, parties);
    for (const AnyColumn& key : missing) {
        if (!isAcross(key))
            want(key);
        else if (key.finding() == Finding::External && !knownParties)
            want(parties);
    }
    auto passed = makeOnDemandColumns(snapshot, ofRecords, grown, threads, checkpoint);
    if (!passed)
        return passed.error();
    made = std::move(*passed);
    for (const OnDemandPtr& column : made) {
        keep(snapshot, column);
        if (column->key() == parties)
            knownParties = column;
    }
    for (const AnyColumn& key : missing) {
        if (!isAcross(key))
            continue;
        auto finding = makeFinding(snapshot, *key.finding(), rules, knownParties.get(), threads, checkpoint);
        if (!finding)
            return finding.error();
        made.push_back(*finding);
        const std::unique_lock lock(m_mutex);
        if (version == m_rulesVersion)
            keepLocked(snapshot, *finding);
    }
    return Done{};
}

Result<OnDemandPtr> OnDemandCache::makeFinding(const Snapshot& snapshot, Finding finding, const FindingRules& rules,
                                               const OnDemandColumn* parties, unsigned threads,
                                               Checkpoint& checkpoint) {
    if (finding == Finding::External)
        return makeExternalColumn(snapshot, *parties, rules.ours.get());
    if (finding == Finding::Session || finding == Finding::Origin || finding == Finding::OriginKind || finding == Finding::Person) {
        const auto chains = lineage(snapshot, checkpoint);
        return chains ? makeLineageColumn(snapshot, finding, **chains, rules.people.get(), checkpoint) : chains.error();
    }
    if (finding == Finding::Client)
        return makeClientColumn(snapshot, rules.networks.get(), checkpoint);
    if (finding == Finding::KeyAccount)
        return makeKeyAccountColumn(snapshot, checkpoint);
    if (finding == Finding::Country || finding == Finding::Network)
        return makeAddressColumn(snapshot, finding, rules.networks.get(), checkpoint);
    return makeFirstUseColumn(snapshot, rules.learning, threads, checkpoint);
}

Result<std::shared_ptr<const Lineage>> OnDemandCache::lineage(const Snapshot& snapshot, const Checkpoint& checkpoint) {
    if (auto known = knownLineage(snapshot))
        return known;
    auto made = Lineage::build(snapshot, checkpoint);
    if (made) {
        const std::lock_guard lock(m_mutex);
        m_lineage = {snapshot.store(), snapshot.rowCount(), *made};
    }
    return made;
}

std::shared_ptr<const Lineage> OnDemandCache::knownLineage(const Snapshot& snapshot) const {
    const std::lock_guard lock(m_mutex);
    const bool isOfThis = m_lineage.store.lock() == snapshot.store().lock() && m_lineage.rows == snapshot.rowCount();
    return isOfThis ? m_lineage.lineage : nullptr;
}

void OnDemandCache::setRules(FindingRules rules) {
    const std::lock_guard lock(m_mutex);
    m_rules = std::move(rules);
    ++m_rulesVersion;
    std::erase_if(m_entries, [](const Entry& entry) { return isAcross(entry.column->key()); });
}

FindingRules OnDemandCache::rules() const {
    const std::lock_guard lock(m_mutex);
    return m_rules;
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
    m_lineage = {};
}

} // namespace rastro
