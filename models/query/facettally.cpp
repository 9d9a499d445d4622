// SPDX-License-Identifier: Apache-2.0
#include "query/facettally.h"

#include "base/bitcount.h"
#include "query/celltext.h"
#include "query/keytally.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <type_traits>
#include <unordered_map>

namespace rastro {

namespace {

// Counts by code. Rows that follow each other often hold the same code, and adding twice to one place waits for memory:
// hence several tables in turn where they are small.
class CodeCounts {
public:
    explicit CodeCounts(std::size_t codes) : m_counts(codes) {}
    std::size_t size() const { return m_counts.size(); }
    std::uint32_t operator[](std::size_t code) const { return m_counts[code]; }
    std::uint32_t& operator[](std::size_t code) { return m_counts[code]; }

    void add(const PackedColumn& column, const ChunkRows& rows) {
        column.visit([&](auto codes) {
            if constexpr (std::is_null_pointer_v<decltype(codes)>) {
                m_counts[0] += rows.count();
            } else if (rows.isAll()) {
                addAll(codes, rows.chunkRows());
            } else {
                for (const std::uint16_t place : rows.places())
                    ++m_counts[codes[place]];
            }
        });
    }
    void take(CodeCounts& other) {
        std::ranges::transform(m_counts, other.m_counts, m_counts.begin(), std::plus{});
        std::ranges::fill(other.m_counts, 0u);
    }

private:
    static constexpr std::size_t kTables = 4;
    static constexpr std::size_t kSmall = 1'024; // codes for which several tables stay in the nearest cache

    template <typename T> void addAll(const T* codes, std::uint32_t rows) {
        if (m_counts.size() > kSmall) {
            for (std::uint32_t i = 0; i < rows; ++i)
                ++m_counts[codes[i]];
            return;
        }
        m_tables.assign(kTables * kSmall, 0);
        std::uint32_t* const tables = m_tables.data();
        std::uint32_t i = 0;
        for (; i + kTables <= rows; i += kTables) {
            ++tables[codes[i]];
            ++tables[kSmall + codes[i + 1]];
            ++tables[2 * kSmall + codes[i + 2]];
            ++tables[3 * kSmall + codes[i + 3]];
        }
        for (; i < rows; ++i)
            ++tables[codes[i]];
        for (std::size_t code = 0; code < m_counts.size(); ++code)
            m_counts[code] += tables[code] + tables[kSmall + code] + tables[2 * kSmall + code] + tables[3 * kSmall + code];
    }

    std::vector<std::uint32_t> m_counts;
    std::vector<std::uint32_t> m_tables;
};

class CodedTally final : public FacetTally {
public:
    CodedTally(const Snapshot& snapshot, Column column)
        : m_snapshot(snapshot), m_column(column), m_counts(snapshot.dictionarySize(column)) {}

    void add(std::size_t chunk, const ChunkRows& rows) override {
        m_counts.add(m_snapshot.chunk(chunk).coded[codedIndex(m_column)], rows);
    }
    void take(FacetTally& other) override { m_counts.take(static_cast<CodedTally&>(other).m_counts); }
    void finish() override { m_missing = m_counts[index(kMissing)]; }
    std::size_t size() const override { return m_counts.size(); }
    std::uint64_t count(std::size_t entry) const override { return entry == index(kMissing) ? 0 : m_counts[entry]; }
    std::string_view text(std::size_t entry, std::string&) const override { return valueOf(entry); }
    bool isBefore(std::size_t a, std::size_t b) const override { return valueOf(a) < valueOf(b); }

private:
    std::string_view valueOf(std::size_t entry) const {
        return m_snapshot.value(m_column, Code{static_cast<std::uint32_t>(entry)});
    }
    const Snapshot& m_snapshot;
    Column m_column;
    CodeCounts m_counts;
};

// A row with several values counts once for each distinct one.
class MadeTally final : public FacetTally {
public:
    explicit MadeTally(const OnDemandColumn& column) : m_column(column), m_counts(column.dictionarySize()) {}

    void add(std::size_t chunk, const ChunkRows& rows) override {
        const OnDemandColumn::Part& part = m_column.part(chunk);
        if (part.lists.empty()) {
            m_counts.add({part.entries.data(), 4}, rows);
            return;
        }
        rows.forEach([&](std::uint32_t place) {
            const std::uint32_t entry = part.entries[place];
            if (!(entry & OnDemandColumn::kIsList)) {
                ++m_counts[entry];
                return;
            }
            const std::uint32_t* list = part.lists.data() + (entry & ~OnDemandColumn::kIsList);
            for (std::uint32_t i = 1; i <= list[0]; ++i)
                ++m_counts[list[i]];
        });
    }
    void take(FacetTally& other) override { m_counts.take(static_cast<MadeTally&>(other).m_counts); }
    void finish() override {
        m_missing = m_counts[index(kMissing)];
        m_objects = m_counts.size() > kFirstText - 1 ? m_counts[index(OnDemandColumn::kObject)] : 0;
    }
    std::size_t size() const override { return m_counts.size(); }
    std::uint64_t count(std::size_t entry) const override { return entry < kFirstText ? 0 : m_counts[entry]; }
    std::string_view text(std::size_t entry, std::string&) const override { return valueOf(entry); }
    bool isBefore(std::size_t a, std::size_t b) const override { return valueOf(a) < valueOf(b); }

private:
    static constexpr std::size_t kFirstText = index(OnDemandColumn::kObject) + 1;
    std::string_view valueOf(std::size_t entry) const {
        return m_column.value(Code{static_cast<std::uint32_t>(entry)});
    }
    const OnDemandColumn& m_column;
    CodeCounts m_counts;
};

// By the path of the file; two sources may have one.
class SourceTally final : public FacetTally {
public:
    explicit SourceTally(const Snapshot& snapshot) : m_snapshot(snapshot), m_counts(snapshot.sources().size()) {}

    void add(std::size_t chunk, const ChunkRows& rows) override { m_counts.add(m_snapshot.chunk(chunk).source, rows); }
    void take(FacetTally& other) override { m_counts.take(static_cast<SourceTally&>(other).m_counts); }
    void finish() override {
        std::unordered_map<std::string, std::uint32_t> first;
        for (std::uint32_t source = 0; source < m_counts.size(); ++source) {
            if (m_counts[source] == 0)
                continue;
            const auto [known, isNew] = first.try_emplace(shownPath(m_snapshot, SourceId{source}), source);
            if (isNew)
                continue;
            m_counts[known->second] += m_counts[source];
            m_counts[source] = 0;
        }
    }
    std::size_t size() const override { return m_counts.size(); }
    std::uint64_t count(std::size_t entry) const override { return m_counts[entry]; }
    std::string_view text(std::size_t entry, std::string& space) const override { return space = pathOf(entry); }
    bool isBefore(std::size_t a, std::size_t b) const override { return pathOf(a) < pathOf(b); }

private:
    std::string pathOf(std::size_t entry) const {
        return shownPath(m_snapshot, SourceId{static_cast<std::uint32_t>(entry)});
    }
    const Snapshot& m_snapshot;
    CodeCounts m_counts;
};

} // namespace

void ChunkRows::set(const RowBitmap::Word* words, std::uint32_t rows) {
    std::uint32_t count = 0;
    for (std::size_t w = 0; w < RowBitmap::kChunkWords; ++w)
        count += bitCount(words[w]);
    m_chunkRows = rows;
    m_isAll = count == rows;
    m_places.resize(m_isAll ? 0 : count);
    if (m_isAll)
        return;
    std::uint16_t* out = m_places.data();
    for (std::size_t w = 0; w < RowBitmap::kChunkWords; ++w) {
        for (RowBitmap::Word rest = words[w]; rest != 0; rest &= rest - 1)
            *out++ = static_cast<std::uint16_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
    }
}

std::unique_ptr<FacetTally> makeFacetTally(const Snapshot& snapshot, const AnyColumn& column,
                                           const OnDemandColumn* made) {
    if (made != nullptr)
        return std::make_unique<MadeTally>(*made);
    const Column stored = *column.column();
    switch (info(stored).storage) {
    case Storage::Coded:
        return std::make_unique<CodedTally>(snapshot, stored);
    case Storage::Source:
        return std::make_unique<SourceTally>(snapshot);
    default:
        return makeKeyTally(snapshot, stored);
    }
}

} // namespace rastro
