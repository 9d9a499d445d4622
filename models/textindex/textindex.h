// SPDX-License-Identifier: Apache-2.0
//
// TextIndex: which rows of a store may hold a text within one leaf of their record (see LeafSearch). Never leaves out a
// row that does; the caller reads the rows back and looks. Grows while it is asked: build() runs on one thread at a
// time, everything else on any thread. Rows that are not indexed yet, or could not be read, are always candidates.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/snapshot.h"
#include "textindex/rowruns.h"
#include "textindex/strip.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

struct Candidates {
    RowRuns rows;
    std::uint64_t blocks = 0;        // of the index whose rows are in it
    std::uint64_t unindexedRows = 0; // that are in it because nothing is known of them
};

class TextIndex {
public:
    TextIndex();
    ~TextIndex();
    TextIndex(const TextIndex&) = delete;
    TextIndex& operator=(const TextIndex&) = delete;

    // Indexes the rows of the snapshot that are not in yet, on several threads, each file inflated once. Later
    // snapshots of the same store go on where this one ended. Progress: bytes of records. Errors: Cancelled, and what
    // is done so far stays; InvalidArgument for a snapshot of another store.
    Status build(const Snapshot& snapshot, unsigned threads, Checkpoint& checkpoint);

    // Rows of the snapshot in whose records all the pieces may occur, each within a leaf. Pieces are texts as
    // LeafSearch takes them; those shorter than four bytes leave nothing out.
    Candidates candidates(const Snapshot& snapshot, std::span<const std::string_view> requiredPieces) const;

    bool isComplete(const Snapshot& snapshot) const; // no row of it is unindexed
    std::uint64_t blockCount() const;
    std::uint64_t bytesIndexed() const; // of records
    std::uint64_t memoryBytes() const;

private:
    // What is known so far; replaced as a whole.
    struct State {
        std::vector<StripPtr> strips;
        RowRuns rows; // that are in the strips
        std::uint64_t bytes = 0;
    };
    using StatePtr = std::shared_ptr<const State>;

    StatePtr state() const;
    bool belongsToStoreOf(const Snapshot& snapshot) const;
    void publish(const StripPtr& strip);
    void joinStrips(); // those that are not full

    std::mutex m_building;
    mutable std::mutex m_mutex; // the two below
    std::weak_ptr<const void> m_store;
    StatePtr m_state;
};

} // namespace rastro
