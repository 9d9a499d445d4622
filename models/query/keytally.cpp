// SPDX-License-Identifier: Apache-2.0
#include "query/keytally.h"

#include "base/hash.h"
#include "query/keycounts.h"

#include <optional>
#include <utility>

namespace rastro {

namespace {

// One value of a row, or none.
using RowKey = std::optional<std::uint64_t>;

class KeyTally final : public FacetTally {
public:
    KeyTally(const Snapshot& snapshot, Column column)
        : m_snapshot(snapshot), m_column(column), m_storage(info(column).storage) {}

    void add(std::size_t chunk, const ChunkRows& rows) override {
        const auto first = static_cast<std::uint32_t>(chunk << kChunkBits);
        rows.forEach([&](std::uint32_t place) {
            if (const RowKey key = keyOf(RowId{first + place}))
                m_counts.add(*key, 1, first + place);
            else
                ++m_missing;
        });
    }
    void take(FacetTally& other) override {
        auto& its = static_cast<KeyTally&>(other);
        m_counts.take(its.m_counts);
        m_missing += std::exchange(its.m_missing, 0);
    }
    std::size_t size() const override { return m_counts.slots().size(); }
    std::uint64_t count(std::size_t entry) const override { return m_counts.slots()[entry].count; }
    std::string_view text(std::size_t entry, std::string& space) const override {
        return space = m_snapshot.text(m_column, RowId{m_counts.slots()[entry].row});
    }
    bool isBefore(std::size_t a, std::size_t b) const override {
        const KeyCounts::Slot& x = m_counts.slots()[a];
        const KeyCounts::Slot& y = m_counts.slots()[b];
        switch (m_storage) {
        case Storage::Time:
            return static_cast<Micros>(x.key) < static_cast<Micros>(y.key);
        case Storage::Number:
            return x.key < y.key;
        default:
            return x.row < y.row;
        }
    }

private:
    RowKey keyOf(RowId row) const {
        switch (m_storage) {
        case Storage::Time: {
            const Micros time = m_snapshot.time(row);
            return time == kNoTime ? RowKey() : static_cast<std::uint64_t>(time);
        }
        case Storage::Number:
            return m_column == Column::Offset ? m_snapshot.offset(row) : m_snapshot.length(row);
        default:
            return identifierKey(row);
        }
    }
    RowKey identifierKey(RowId row) const {
        if (!m_snapshot.hasIdentifier(m_column, row))
            return std::nullopt;
        const unsigned shift = 2 * (static_cast<unsigned>(m_column) - static_cast<unsigned>(Column::EventId));
        if (((m_snapshot.rowFlags(row) >> shift) & 3) == flags::kText)
            return hash64(m_snapshot.identifierText(m_column, row), processSeed());
        const Identifier id = m_snapshot.identifier(m_column, row);
        const std::uint64_t halves[] = {id.high, id.low};
        return hash64({reinterpret_cast<const char*>(halves), sizeof halves}, ~processSeed());
    }

    const Snapshot& m_snapshot;
    Column m_column;
    Storage m_storage;
    KeyCounts m_counts;
};

} // namespace

std::unique_ptr<FacetTally> makeKeyTally(const Snapshot& snapshot, Column column) {
    return std::make_unique<KeyTally>(snapshot, column);
}

} // namespace rastro
