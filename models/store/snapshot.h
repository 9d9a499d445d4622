// SPDX-License-Identifier: Apache-2.0
//
// Snapshot: everything loaded so far, as an immutable value that any thread may read and keep. Made by EventStore.
// Rows are storage (load) order and never move while a load runs; timeOrder() is what views show.
#pragma once

#include "base/bigmemory.h"
#include "base/ids.h"
#include "base/timestamp.h"
#include "store/chunk.h"
#include "store/columns.h"
#include "store/dictionary.h"
#include "store/loadreport.h"
#include "store/sources.h"

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rastro {

// Dictionaries and arena of a store: shared by it and its snapshots.
struct StorePools {
    std::array<Dictionary, kCodedColumns> dictionaries;
    SourceTable sources;
    std::mutex identifierMutex;
    ByteArena identifiers; // text of identifiers that are not GUIDs
};

enum class RowState : std::uint8_t { Kept, Duplicate, Replaced /* a summary row whose full record is loaded */ };

using RowVector = std::vector<std::uint32_t, BigAllocator<std::uint32_t>>; // rows made without a value are not zeroed

class Snapshot {
public:
    Snapshot();

    // Rows stored, hidden ones included; visible ones are timeOrder().
    std::uint32_t rowCount() const { return m_rowCount; }
    const RowVector& timeOrder() const { return *m_timeOrder; }
    std::shared_ptr<const RowVector> sharedTimeOrder() const { return m_timeOrder; }
    // The place of each row in timeOrder(), hidden ones at its end; null while a load runs.
    const RowVector* placesInTime() const { return m_placesInTime.get(); }
    // Time order of all rows, duplicates and replaced ones too.
    std::shared_ptr<const RowVector> sharedFullTimeOrder() const { return m_fullTimeOrder; }

    // The same for all snapshots of a store, and for no other.
    std::weak_ptr<const void> store() const { return m_pools; }

    bool isLoading() const { return m_isLoading; }
    const LoadReport& report() const { return *m_report; }

    RowState state(RowId row) const;
    bool isConflict(RowId row) const;
    std::span<const std::uint32_t> conflicts() const { return m_verdicts->conflicts; } // ascending rows
    bool isSummaryOnly(RowId row) const { return rowFlags(row) & flags::kSummaryOnly; }
    // f(row) for each row that is not kept, ascending.
    template <typename F> void forEachHidden(const F& f) const {
        for (const Hidden& hidden : m_verdicts->hidden)
            f(RowId{hidden.row});
    }
    // The row that stands for a hidden one; the row itself if it is kept.
    RowId keptRow(RowId row) const;

    // Coded columns.
    Code code(Column column, RowId row) const {
        const Chunk& c = chunkOf(row);
        return Code{static_cast<std::uint32_t>(c.coded[codedIndex(column)].at(inChunk(row)))};
    }
    std::string_view value(Column column, Code code) const {
        return m_pools->dictionaries[codedIndex(column)].value(code);
    }
    std::string_view codedText(Column column, RowId row) const { return value(column, code(column, row)); }
    // The code of a value, kMissing if there is no such value.
    Code find(Column column, std::string_view value) const { return m_pools->dictionaries[codedIndex(column)].find(value); }
    // Every code in this snapshot is below it.
    std::size_t dictionarySize(Column column) const { return m_pools->dictionaries[codedIndex(column)].size(); }

    Micros time(RowId row) const { return chunkOf(row).time[inChunk(row)]; } // kNoTime when missing
    std::uint64_t offset(RowId row) const { return chunkOf(row).offset.at(inChunk(row)); }
    std::uint32_t length(RowId row) const { return static_cast<std::uint32_t>(chunkOf(row).length.at(inChunk(row))); }
    SourceId source(RowId row) const {
        return SourceId{static_cast<std::uint32_t>(chunkOf(row).source.at(inChunk(row)))};
    }
    std::uint64_t recordHash(RowId row) const { return chunkOf(row).recordHash[inChunk(row)]; }
    std::uint16_t rowFlags(RowId row) const { return chunkOf(row).flags[inChunk(row)]; }

    // Place of the row's source in the order of path bytes, for ties.
    std::uint32_t sourceRank(RowId row) const { return (*m_sourceRanks)[index(source(row))]; }

    // Identifier columns (EventId, RequestId, SharedEventId): bytes for comparing, text for showing.
    Identifier identifier(Column column, RowId row) const;
    bool hasIdentifier(Column column, RowId row) const;
    bool hasGuid(Column column, RowId row) const; // else identifier() is good for identifierText() alone
    std::string identifierText(Column column, RowId row) const;

    // Any stored column as text (UTF-8), empty when missing. OnDemand columns are not stored: empty.
    std::string text(Column column, RowId row) const;
    bool isMissing(Column column, RowId row) const;

    const SourceTable& sources() const { return m_pools->sources; }

    // For scans: chunk c holds rows [c << kChunkBits, ...).
    std::size_t chunkCount() const { return m_chunks.size(); }
    const Chunk& chunk(std::size_t i) const { return *m_chunks[i]; }

private:
    friend class EventStore;
    const Chunk& chunkOf(RowId row) const { return *m_chunks[index(row) >> kChunkBits]; }
    static std::uint32_t inChunk(RowId row) { return index(row) & (kChunkRows - 1); }

    std::uint32_t m_rowCount = 0;
    bool m_isLoading = false;
    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    std::shared_ptr<StorePools> m_pools;
    std::shared_ptr<const RowVector> m_timeOrder;
    std::shared_ptr<const RowVector> m_fullTimeOrder;
    std::shared_ptr<const RowVector> m_placesInTime;
    std::shared_ptr<const std::vector<std::uint32_t>> m_sourceRanks;
    struct Hidden {
        std::uint32_t row;
        std::uint32_t kept;
        RowState state;
    };
    struct Verdicts {
        std::vector<Hidden> hidden;           // ascending by row
        std::vector<std::uint32_t> conflicts; // ascending rows
    };
    friend class Deduplicator;
    std::shared_ptr<const Verdicts> m_verdicts;
    std::shared_ptr<const LoadReport> m_report;
};

std::string formatGuid(const Identifier& id);
// A lower-case GUID in its canonical form (8-4-4-4-12) as bytes; false for anything else.
bool parseGuid(std::string_view text, Identifier& id);

} // namespace rastro
