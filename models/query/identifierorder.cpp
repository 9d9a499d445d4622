// SPDX-License-Identifier: Apache-2.0
#include "query/identifierorder.h"

#include "query/jsonnumber.h"
#include "query/mergesort.h"
#include "query/valueranks.h"

#include <bit>
#include <string>

namespace rastro {

namespace {

struct Keyed {
    std::uint64_t key; // orders as the texts do, as far as it goes
    std::uint32_t place;
};

// The first eight bytes of a text, folded, as a number that orders like them.
std::uint64_t prefixKey(std::string_view text) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        const unsigned char c = i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
        key = (key << 8) | (c >= 'A' && c <= 'Z' ? c + 32u : c);
    }
    return key;
}

// The same for a GUID, whose first eight characters are hex digits.
std::uint64_t guidKey(const Identifier& id) {
    std::uint64_t key = 0;
    for (unsigned shift = 64; shift > 32; shift -= 4) {
        const std::uint64_t nibble = (id.high >> (shift - 4)) & 15;
        key = (key << 8) | (nibble < 10 ? '0' + nibble : 'a' + nibble - 10);
    }
    return key;
}

class Ranker {
public:
    Ranker(const Snapshot& snapshot, const RowVector& rows, Column column)
        : m_snapshot(snapshot), m_rows(rows), m_column(column) {}

    std::string textAt(std::uint32_t place) const { return m_snapshot.identifierText(m_column, rowAt(place)); }
    RowId rowAt(std::uint32_t place) const { return RowId{m_rows[place]}; }
    bool isGuid(std::uint32_t place) const {
        const unsigned shift = 2 * (static_cast<unsigned>(m_column) - static_cast<unsigned>(Column::EventId));
        return ((m_snapshot.rowFlags(rowAt(place)) >> shift) & 3) == flags::kGuid;
    }

    bool collect(std::vector<Keyed>& keys, const Checkpoint& checkpoint) {
        keys.reserve(m_rows.size());
        return forBlocks({0, m_rows.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const auto place = static_cast<std::uint32_t>(i);
                if (!m_snapshot.hasIdentifier(m_column, rowAt(place)))
                    continue;
                const bool guid = isGuid(place);
                m_areNumbers = m_areNumbers && !guid && jsonNumber(textAt(place));
                keys.push_back(
                    {guid ? guidKey(m_snapshot.identifier(m_column, rowAt(place))) : prefixKey(textAt(place)), place});
            }
        });
    }

    int compare(const Keyed& a, const Keyed& b) const {
        if (a.key != b.key)
            return a.key < b.key ? -1 : 1;
        if (m_areNumbers)
            return 0;
        if (!isGuid(a.place) || !isGuid(b.place))
            return compareFolded(textAt(a.place), textAt(b.place));
        const Identifier x = m_snapshot.identifier(m_column, rowAt(a.place));
        const Identifier y = m_snapshot.identifier(m_column, rowAt(b.place));
        if (x == y)
            return 0;
        return x.high != y.high ? (x.high < y.high ? -1 : 1) : (x.low < y.low ? -1 : 1);
    }

    // Instead of the text's prefix the number itself, as bits that order like it.
    void useNumbers(std::vector<Keyed>& keys) const {
        for (Keyed& k : keys) {
            const auto bits = std::bit_cast<std::uint64_t>(jsonNumber(textAt(k.place)).value_or(0.0) + 0.0);
            k.key = bits >> 63 ? ~bits : bits | (std::uint64_t{1} << 63);
        }
    }
    bool areNumbers() const { return m_areNumbers; }

private:
    const Snapshot& m_snapshot;
    const RowVector& m_rows;
    Column m_column;
    bool m_areNumbers = true;
};

} // namespace

Result<IdentifierRanks> rankIdentifiers(const Snapshot& snapshot, const RowVector& rows, Column column,
                                        unsigned threads, const Checkpoint& checkpoint) {
    const Error cancelled{ErrorCode::Cancelled, {}, "the sort was stopped"};
    Ranker ranker(snapshot, rows, column);
    std::vector<Keyed> keys;
    if (!ranker.collect(keys, checkpoint))
        return cancelled;
    if (ranker.areNumbers())
        ranker.useNumbers(keys);
    const auto less = [&ranker](const Keyed& a, const Keyed& b) {
        const int order = ranker.compare(a, b);
        return order != 0 ? order < 0 : a.place < b.place;
    };
    if (!parallelSort(keys, less, threads, checkpoint))
        return cancelled;
    IdentifierRanks ranks;
    ranks.rankOf.assign(rows.size(), ranks.missing);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        ranks.count += i == 0 || ranker.compare(keys[i - 1], keys[i]) != 0;
        ranks.rankOf[keys[i].place] = ranks.count - 1;
    }
    return ranks;
}

} // namespace rastro
