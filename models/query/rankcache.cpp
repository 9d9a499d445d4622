// SPDX-License-Identifier: Apache-2.0
#include "query/rankcache.h"

namespace rastro {

std::shared_ptr<const ValueRanks> RankCache::textRanks(const Snapshot& snapshot, Column column, unsigned threads,
                                                       const Checkpoint& checkpoint) {
    const std::size_t values = snapshot.dictionarySize(column);
    {
        const std::lock_guard lock(m_mutex);
        if (m_store.lock() != snapshot.store().lock()) {
            m_entries = {};
            m_store = snapshot.store();
        }
        // A dictionary only grows, so a larger one orders the values of a smaller one too.
        if (const Entry& entry = m_entries[codedIndex(column)]; entry.ranks && entry.values >= values)
            return entry.ranks;
    }
    std::vector<std::uint8_t> isPresent(values, 1);
    isPresent[index(kMissing)] = 0;
    Result<ValueRanks> ranks = rankTexts(
        isPresent, [&](std::uint32_t code) { return snapshot.value(column, Code{code}); }, threads, checkpoint);
    if (!ranks)
        return nullptr;
    const auto made = std::make_shared<const ValueRanks>(std::move(*ranks));
    const std::lock_guard lock(m_mutex);
    if (Entry& entry = m_entries[codedIndex(column)];
        m_store.lock() == snapshot.store().lock() && (!entry.ranks || entry.values < values))
        entry = {values, made};
    return made;
}

void RankCache::prepare(const Snapshot& snapshot, unsigned threads, const Checkpoint& checkpoint) {
    for (std::size_t c = 0; c < kCodedColumns && !checkpoint.isStopRequested(); ++c) {
        const auto column = static_cast<Column>(c);
        if (snapshot.dictionarySize(column) > kFewValues)
            textRanks(snapshot, column, threads, checkpoint);
    }
}

} // namespace rastro
