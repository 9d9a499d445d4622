// SPDX-License-Identifier: Apache-2.0
#include "store/eventstore.h"

#include "base/parallel.h"
#include "events/callkind.h"
#include "store/chunkbuilder.h"
#include "store/deduplicator.h"
#include "store/timeorder.h"

#include <algorithm>
#include <thread>

namespace rastro {

EventStore::EventStore()
    : m_pools(std::make_shared<StorePools>()), m_fullOrder(std::make_shared<RowVector>()),
      m_verdicts(std::make_shared<Snapshot::Verdicts>()) {
    // Kinds and outcomes have the codes of their enums plus one, so that scans need no look-up.
    for (const Kind kind : kAllKinds)
        dictionary(Column::Kind).intern(name(kind));
    for (const Outcome outcome : kAllOutcomes)
        dictionary(Column::Outcome).intern(name(outcome));
}

EventStore::~EventStore() = default;

Identifier EventStore::keepIdentifier(std::string_view text, IdentifierRoom& room) {
    constexpr std::size_t kRoomBytes = 16 * 1024;
    if (room.left < text.size() || room.next == nullptr) {
        const std::size_t bytes = std::max(kRoomBytes, text.size());
        const std::lock_guard lock(m_pools->identifierMutex);
        room = {m_pools->identifiers.take(bytes), bytes};
    }
    char* const kept = room.next;
    std::copy(text.begin(), text.end(), kept);
    room = {kept + text.size(), room.left - text.size()};
    return {reinterpret_cast<std::uintptr_t>(kept), text.size()};
}

std::uint32_t EventStore::rowCount() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<std::uint32_t>(m_sealed.size()) * kChunkRows + (m_tail ? m_tail->rows() : 0);
}

Status EventStore::append(SourceId source, std::span<const EventRow> rows) {
    constexpr std::size_t kMaxChunks = 0xFFFFu;
    std::unique_lock lock(m_mutex);
    while (!rows.empty()) {
        if (m_sealed.size() >= kMaxChunks)
            return Error{ErrorCode::NoSpace, {}, "the table is full"};
        if (!m_tail)
            m_tail = m_spare ? std::move(m_spare) : std::make_unique<ChunkBuilder>();
        const std::size_t count = std::min<std::size_t>(rows.size(), m_tail->room());
        m_tail->append(source, rows.first(count));
        rows = rows.subspan(count);
        if (m_tail->room() == 0) {
            // Narrowing takes milliseconds: others go on with the next chunk meanwhile.
            m_sealed.push_back(m_tail->view());
            std::unique_ptr<ChunkBuilder> full = std::move(m_tail);
            const std::size_t place = m_sealed.size() - 1;
            lock.unlock();
            seal(place, std::move(full));
            lock.lock();
        }
    }
    return Done{};
}

void EventStore::seal(std::size_t place, std::unique_ptr<ChunkBuilder> full) {
    std::shared_ptr<const Chunk> narrow = full->seal();
    {
        const std::lock_guard lock(m_mutex);
        m_sealed[place].swap(narrow);
    }
    narrow.reset(); // the wide view, unless a snapshot holds it
    full->restart();
    const std::lock_guard lock(m_mutex);
    if (!m_spare)
        m_spare = std::move(full);
}

std::shared_ptr<Snapshot> EventStore::makeSnapshot(bool isLoading) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->m_pools = m_pools;
    snapshot->m_isLoading = isLoading;
    {
        const std::lock_guard lock(m_mutex);
        snapshot->m_chunks = m_sealed;
        if (m_tail && m_tail->rows() > 0)
            snapshot->m_chunks.push_back(m_tail->view());
    }
    for (const auto& chunk : snapshot->m_chunks)
        snapshot->m_rowCount += chunk->rows;
    snapshot->m_sourceRanks = std::make_shared<std::vector<std::uint32_t>>(m_pools->sources.ranks());
    snapshot->m_verdicts = m_verdicts;
    return snapshot;
}

void EventStore::extendFullOrder(const Snapshot& snapshot) {
    const auto known = static_cast<std::uint32_t>(m_fullOrder->size());
    if (known == snapshot.m_rowCount)
        return;
    RowVector fresh = timeSorted(snapshot, known, snapshot.m_rowCount);
    m_fullOrder =
        std::make_shared<RowVector>(known == 0 ? std::move(fresh) : mergeByTime(snapshot, *m_fullOrder, fresh));
}

void EventStore::refreshTimeOrder(Snapshot& snapshot) {
    extendFullOrder(snapshot);
    snapshot.m_fullTimeOrder = m_fullOrder;
    snapshot.m_timeOrder = m_fullOrder;
    if (m_verdicts->hidden.empty())
        return;
    std::vector<bool> hidden(snapshot.m_rowCount);
    for (const Snapshot::Hidden& h : m_verdicts->hidden)
        hidden[h.row] = true;
    auto visible = std::make_shared<RowVector>();
    visible->reserve(m_fullOrder->size() - m_verdicts->hidden.size());
    std::ranges::copy_if(*m_fullOrder, std::back_inserter(*visible), [&](std::uint32_t r) { return !hidden[r]; });
    snapshot.m_timeOrder = std::move(visible);
}

std::shared_ptr<const RowVector> EventStore::placesInTime(const Snapshot& snapshot, unsigned threads) {
    auto places = std::make_shared<RowVector>(snapshot.m_rowCount);
    for (const Snapshot::Hidden& h : snapshot.m_verdicts->hidden)
        (*places)[h.row] = static_cast<std::uint32_t>(snapshot.m_timeOrder->size());
    const unsigned parts = usefulThreads(threads, snapshot.m_timeOrder->size());
    inParallel(parts, [&](unsigned part) {
        const Slice slice = sliceOf(snapshot.m_timeOrder->size(), parts, part);
        for (std::size_t place = slice.begin; place < slice.end; ++place)
            (*places)[(*snapshot.m_timeOrder)[place]] = static_cast<std::uint32_t>(place);
    });
    return places;
}

std::shared_ptr<const Snapshot> EventStore::publish(bool isLoading, unsigned threads) {
    std::shared_ptr<Snapshot> snapshot = makeSnapshot(isLoading);
    refreshTimeOrder(*snapshot);
    if (!isLoading)
        snapshot->m_placesInTime = placesInTime(*snapshot, threads);
    auto report = std::make_shared<LoadReport>();
    {
        const std::lock_guard lock(m_reportMutex);
        m_report.events = snapshot->m_timeOrder->size();
        *report = m_report;
    }
    snapshot->m_report = std::move(report);
    return snapshot;
}

std::shared_ptr<const Snapshot> EventStore::settle(unsigned threads, Checkpoint& checkpoint) {
    {
        const std::lock_guard lock(m_mutex);
        m_spare.reset();
    }
    const std::shared_ptr<Snapshot> snapshot = makeSnapshot(true);
    std::jthread sorting([&] { extendFullOrder(*snapshot); });
    if (auto verdicts = Deduplicator(*snapshot, threads, checkpoint).judge())
        m_verdicts = std::move(verdicts);
    sorting.join();
    std::uint64_t duplicates = 0;
    for (const Snapshot::Hidden& h : m_verdicts->hidden)
        duplicates += h.state == RowState::Duplicate;
    std::vector<std::string> conflictIds;
    for (const std::uint32_t row : m_verdicts->conflicts)
        conflictIds.push_back(snapshot->identifierText(Column::EventId, RowId{row}));
    std::ranges::sort(conflictIds);
    const auto distinct = std::unique(conflictIds.begin(), conflictIds.end()) - conflictIds.begin();
    updateReport([&](LoadReport& report) {
        report.duplicates = duplicates;
        report.replaced = m_verdicts->hidden.size() - duplicates;
        report.conflicts = static_cast<std::uint64_t>(distinct);
    });
    return publish(false, threads);
}

} // namespace rastro
