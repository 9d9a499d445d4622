// SPDX-License-Identifier: Apache-2.0
//
// EventStore: the growing side of the engine. Loader threads append rows; publish() makes an immutable Snapshot of what
// is in so far; settle() judges duplicates when a load ends. append() and report() are thread-safe; publish() and
// settle() are called by one thread at a time (the load's own).
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/chunk.h"
#include "store/loadreport.h"
#include "store/snapshot.h"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

// One event on its way into the store.
struct EventRow {
    Micros time = kNoTime;
    std::array<Identifier, 3> ids{};
    std::uint64_t offset = 0; // in the inflated source
    std::uint64_t recordHash = 0;
    std::uint32_t length = 0;
    std::uint16_t flags = 0;
    std::array<Code, kCodedColumns> codes{};
};

class ChunkBuilder;

class EventStore {
public:
    EventStore();
    ~EventStore();
    EventStore(const EventStore&) = delete;
    EventStore& operator=(const EventStore&) = delete;

    Dictionary& dictionary(Column column) { return m_pools->dictionaries[codedIndex(column)]; }
    SourceTable& sources() { return m_pools->sources; }

    // A text identifier kept for ever, as Identifier (see flags::kText). A room is one thread's: it is filled without a
    // lock, and a new one taken when it is full.
    struct IdentifierRoom {
        char* next = nullptr;
        std::size_t left = 0;
    };
    Identifier keepIdentifier(std::string_view text, IdentifierRoom& room);

    // Rows of one source. Error NoSpace when the table is full (2^32 - 2 rows).
    Status append(SourceId source, std::span<const EventRow> rows);

    // Changes the report under its lock: f(LoadReport&).
    template <typename F>
    void updateReport(F&& f) {
        const std::lock_guard lock(m_reportMutex);
        f(m_report);
    }
    std::uint32_t rowCount() const;

    // What is in so far, in time order. New rows are sorted and merged into the last order.
    std::shared_ptr<const Snapshot> publish(bool isLoading, unsigned threads = 1);

    // Judges duplicates, conflicts and summary rows over all rows (design: kept is the lowest source path and offset),
    // then publishes. Ends early, with the last verdicts, if a stop is requested.
    std::shared_ptr<const Snapshot> settle(unsigned threads, Checkpoint& checkpoint);

private:
    std::shared_ptr<Snapshot> makeSnapshot(bool isLoading);
    void extendFullOrder(const Snapshot& snapshot);
    void refreshTimeOrder(Snapshot& snapshot);
    static std::shared_ptr<const RowVector> placesInTime(const Snapshot& snapshot, unsigned threads);

    std::shared_ptr<StorePools> m_pools;
    mutable std::mutex m_mutex; // chunks
    std::vector<std::shared_ptr<const Chunk>> m_sealed;
    std::unique_ptr<ChunkBuilder> m_tail;
    std::unique_ptr<ChunkBuilder> m_spare; // the builder of the chunk sealed last, to be used again
    void seal(std::size_t place, std::unique_ptr<ChunkBuilder> full);
    std::mutex m_reportMutex;
    LoadReport m_report;
    std::shared_ptr<const RowVector> m_fullOrder;
    std::shared_ptr<const Snapshot::Verdicts> m_verdicts;
};

} // namespace rastro
