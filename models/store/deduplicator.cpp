// SPDX-License-Identifier: Apache-2.0
#include "store/deduplicator.h"

#include "base/hash.h"
#include "base/jsontree.h"
#include "store/recordreader.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <thread>

namespace rastro {

namespace {

constexpr unsigned kParts = 256;

// f(i) for i in [0, count) on several threads.
template <typename F>
void forEachOn(unsigned threads, std::size_t count, const Checkpoint& checkpoint, F&& f) {
    std::atomic<std::size_t> next{0};
    const auto run = [&](unsigned thread) {
        for (std::size_t i = next++; i < count && !checkpoint.isStopRequested(); i = next++)
            f(i, thread);
    };
    std::vector<std::jthread> helpers;
    for (unsigned t = 1; t < threads; ++t)
        helpers.emplace_back(run, t);
    run(0);
}

} // namespace

Deduplicator::Deduplicator(const Snapshot& snapshot, unsigned threads, Checkpoint& checkpoint)
    : m_snapshot(snapshot), m_threads(std::max(1u, threads)), m_checkpoint(checkpoint) {}

std::vector<std::vector<Deduplicator::Candidate>> Deduplicator::partition() const {
    std::vector<std::vector<Candidate>> parts(kParts);
    for (auto& part : parts)
        part.reserve(m_snapshot.rowCount() / kParts + m_snapshot.rowCount() / (kParts * 32) + 16);
    for (std::uint32_t r = 0; r < m_snapshot.rowCount(); ++r) {
        const RowId row{r};
        const unsigned form = m_snapshot.rowFlags(row) & 3;
        if (form == flags::kAbsent || (m_snapshot.rowFlags(row) & flags::kEventIdIsNoString) != 0)
            continue;
        const Identifier id = m_snapshot.identifier(Column::EventId, row);
        if (form == flags::kText && id.low == 0)
            continue; // an empty id is no id
        const std::uint64_t hash = form == flags::kGuid
                                       ? hash64({reinterpret_cast<const char*>(&id), sizeof id}, processSeed())
                                       : hash64(m_snapshot.identifierText(Column::EventId, row), processSeed());
        parts[hash >> 56].push_back({static_cast<std::uint32_t>(hash), r});
    }
    return parts;
}

bool Deduplicator::sameId(std::uint32_t a, std::uint32_t b) const {
    const RowId x{a};
    const RowId y{b};
    const unsigned form = m_snapshot.rowFlags(x) & 3;
    if (form != (m_snapshot.rowFlags(y) & 3u))
        return false;
    return form == flags::kGuid
               ? m_snapshot.identifier(Column::EventId, x) == m_snapshot.identifier(Column::EventId, y)
               : m_snapshot.identifierText(Column::EventId, x) == m_snapshot.identifierText(Column::EventId, y);
}

// Candidates whose hash another one has too; most logs have none, so finding them comes before sorting.
std::vector<Deduplicator::Candidate> Deduplicator::repeated(const std::vector<Candidate>& candidates) {
    const std::size_t mask = std::bit_ceil(candidates.size() * 2 + 1) - 1;
    std::vector<std::uint32_t> table(mask + 1); // index of a candidate plus one
    std::vector<bool> isTold(candidates.size());
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        std::size_t at = candidates[i].hash & mask;
        while (table[at] != 0 && candidates[table[at] - 1].hash != candidates[i].hash)
            at = (at + 1) & mask;
        if (table[at] == 0) {
            table[at] = static_cast<std::uint32_t>(i + 1);
            continue;
        }
        const std::size_t first = table[at] - 1;
        if (!isTold[first])
            found.push_back(candidates[first]);
        isTold[first] = true;
        found.push_back(candidates[i]);
    }
    return found;
}

void Deduplicator::findGroups(const std::vector<Candidate>& candidates, std::vector<Group>& groups) const {
    std::vector<Candidate> sorted = repeated(candidates);
    std::ranges::sort(sorted, [](const Candidate& a, const Candidate& b) {
        return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
    });
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t j = i + 1;
        while (j < sorted.size() && sorted[j].hash == sorted[i].hash)
            ++j;
        if (j - i > 1) {
            std::vector<std::uint32_t> rows;
            for (std::size_t k = i; k < j; ++k)
                rows.push_back(sorted[k].row);
            addGroups(std::move(rows), groups);
        }
        i = j;
    }
}

// Rows whose ids have one hash: those that really share an id become groups.
void Deduplicator::addGroups(std::vector<std::uint32_t> rows, std::vector<Group>& groups) const {
    const auto byPlace = [this](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t ra = m_snapshot.sourceRank(RowId{a});
        const std::uint32_t rb = m_snapshot.sourceRank(RowId{b});
        return ra != rb ? ra < rb : m_snapshot.offset(RowId{a}) < m_snapshot.offset(RowId{b});
    };
    while (rows.size() > 1) {
        const std::uint32_t first = rows.front();
        const auto others = std::stable_partition(rows.begin(), rows.end(),
                                                  [&](std::uint32_t r) { return r == first || sameId(first, r); });
        Group group(rows.begin(), others);
        rows.erase(rows.begin(), others);
        if (group.size() < 2)
            continue;
        std::ranges::sort(group, byPlace);
        groups.push_back(std::move(group));
    }
}

// A 128-bit hash of the value tree for each row of a group whose bytes differ from another's.
void Deduplicator::readUnequal(const std::vector<Group>& groups) {
    std::vector<std::uint32_t> rows;
    for (const Group& group : groups) {
        const auto differs = [&](std::uint32_t r) {
            return m_snapshot.recordHash(RowId{r}) != m_snapshot.recordHash(RowId{group.front()});
        };
        if (std::ranges::any_of(group, differs))
            std::ranges::copy_if(group, std::back_inserter(rows),
                                 [this](std::uint32_t r) { return !m_snapshot.isSummaryOnly(RowId{r}); });
    }
    std::ranges::sort(rows, {}, [this](std::uint32_t r) {
        return std::pair(index(m_snapshot.source(RowId{r})), m_snapshot.offset(RowId{r}));
    });
    m_contents.resize(rows.size());
    constexpr std::size_t kBatch = 2048;
    std::vector<std::unique_ptr<RecordReader>> readers(m_threads);
    for (auto& reader : readers)
        reader = std::make_unique<RecordReader>();
    forEachOn(m_threads, (rows.size() + kBatch - 1) / kBatch, m_checkpoint, [&](std::size_t batch, unsigned thread) {
        for (std::size_t i = batch * kBatch; i < std::min(rows.size(), (batch + 1) * kBatch); ++i) {
            if (m_checkpoint.isStopRequested())
                return;
            // What cannot be read again is equal to nothing but the same bytes.
            Hash128 hash{m_snapshot.recordHash(RowId{rows[i]}), 0};
            if (const auto bytes = readers[thread]->read(m_snapshot, RowId{rows[i]})) {
                if (const auto tree = json::Tree::parse(*bytes))
                    hash = json::hashValue(*tree, processSeed());
            }
            m_contents[i] = {rows[i], hash.low, hash.high};
        }
    });
    std::ranges::sort(m_contents, {}, &Content::row);
}

bool Deduplicator::isEqual(std::uint32_t a, std::uint32_t b) const {
    if (m_snapshot.recordHash(RowId{a}) == m_snapshot.recordHash(RowId{b}))
        return true;
    const auto find = [this](std::uint32_t row) {
        const auto it = std::ranges::lower_bound(m_contents, row, {}, &Content::row);
        return it != m_contents.end() && it->row == row ? &*it : nullptr;
    };
    const Content* x = find(a);
    const Content* y = find(b);
    return x != nullptr && y != nullptr && x->low == y->low && x->high == y->high;
}

// Whether two summary rows may be of one event: what both tell is the same. The headers differ in what they tell.
bool Deduplicator::areConsistent(std::uint32_t a, std::uint32_t b) const {
    const Micros first = m_snapshot.time(RowId{a});
    const Micros second = m_snapshot.time(RowId{b});
    if (first != second && first != kNoTime && second != kNoTime)
        return false;
    for (std::size_t c = 0; c < codedIndex(Column::Kind); ++c) { // what is derived follows from the others
        const Code x = m_snapshot.code(static_cast<Column>(c), RowId{a});
        const Code y = m_snapshot.code(static_cast<Column>(c), RowId{b});
        if (x != y && x != kMissing && y != kMissing)
            return false;
    }
    return true;
}

// Summary rows: hidden behind a full record; else the one with most columns stays, and those that say something else.
void Deduplicator::judgeSummaries(const Group& summaries, bool hasFull, std::uint32_t kept,
                                  Snapshot::Verdicts& out) const {
    if (summaries.empty())
        return;
    const auto columns = [this](std::uint32_t r) {
        std::size_t present = 0;
        for (std::size_t c = 0; c < kCodedColumns; ++c)
            present += m_snapshot.code(static_cast<Column>(c), RowId{r}) != kMissing;
        return present;
    };
    if (hasFull) {
        for (const std::uint32_t row : summaries)
            out.hidden.push_back({row, kept, RowState::Replaced});
        return;
    }
    Group byColumns = summaries;
    std::ranges::stable_sort(byColumns, std::greater{}, columns);
    Group stay;
    for (const std::uint32_t row : byColumns) {
        const auto twin = std::ranges::find_if(stay, [&](std::uint32_t k) { return areConsistent(row, k); });
        if (twin == stay.end())
            stay.push_back(row);
        else
            out.hidden.push_back({row, *twin, isEqual(row, *twin) ? RowState::Duplicate : RowState::Replaced});
    }
    if (stay.size() > 1)
        out.conflicts.insert(out.conflicts.end(), stay.begin(), stay.end());
}

void Deduplicator::judgeGroup(const Group& group, Snapshot::Verdicts& out) const {
    Group summaries;
    Group kept;
    for (const std::uint32_t row : group) {
        if (m_snapshot.isSummaryOnly(RowId{row})) {
            summaries.push_back(row);
            continue;
        }
        const auto twin = std::ranges::find_if(kept, [&](std::uint32_t k) { return isEqual(row, k); });
        if (twin == kept.end())
            kept.push_back(row);
        else
            out.hidden.push_back({row, *twin, RowState::Duplicate});
    }
    if (kept.size() > 1)
        out.conflicts.insert(out.conflicts.end(), kept.begin(), kept.end());
    judgeSummaries(summaries, !kept.empty(), kept.empty() ? 0 : kept.front(), out);
}

std::shared_ptr<const Snapshot::Verdicts> Deduplicator::judge() {
    auto parts = partition();
    std::vector<std::vector<Group>> found(kParts);
    forEachOn(m_threads, kParts, m_checkpoint, [&](std::size_t i, unsigned) { findGroups(parts[i], found[i]); });
    std::vector<Group> groups;
    for (auto& part : found)
        std::ranges::move(part, std::back_inserter(groups));
    readUnequal(groups);
    if (m_checkpoint.isStopRequested())
        return nullptr;
    auto verdicts = std::make_shared<Snapshot::Verdicts>();
    for (const Group& group : groups)
        judgeGroup(group, *verdicts);
    std::ranges::sort(verdicts->hidden, {}, &Snapshot::Hidden::row);
    std::ranges::sort(verdicts->conflicts);
    return verdicts;
}

} // namespace rastro
