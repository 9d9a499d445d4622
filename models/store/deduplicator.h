// SPDX-License-Identifier: Apache-2.0
//
// Deduplicator: judges the rows of a snapshot that share an eventID. Equal value trees are duplicates, and the copy with
// the lowest source path and offset is kept; different ones are conflicts, and all stay; a summary row gives way to a
// full record. Reads records again only where equal ids have unequal bytes. One use, one thread calls it.
#pragma once

#include "base/checkpoint.h"
#include "store/snapshot.h"

#include <memory>
#include <span>
#include <vector>

namespace rastro {

class Deduplicator {
public:
    Deduplicator(const Snapshot& snapshot, unsigned threads, Checkpoint& checkpoint);

    // Null if a stop was requested before the end.
    std::shared_ptr<const Snapshot::Verdicts> judge();

private:
    struct Candidate {
        std::uint32_t hash; // of the eventID, beside the bits that chose the part
        std::uint32_t row;
    };
    using Group = std::vector<std::uint32_t>; // rows of one eventID, in the order of source path and offset

    std::vector<std::vector<Candidate>> partition() const;
    static std::vector<Candidate> repeated(const std::vector<Candidate>& candidates);
    void findGroups(const std::vector<Candidate>& candidates, std::vector<Group>& groups) const;
    void addGroups(std::vector<std::uint32_t> rows, std::vector<Group>& groups) const;
    bool sameId(std::uint32_t a, std::uint32_t b) const;
    void judgeGroup(const Group& group, Snapshot::Verdicts& out) const;
    bool areConsistent(std::uint32_t a, std::uint32_t b) const;
    void judgeSummaries(const Group& summaries, bool hasFull, std::uint32_t kept, Snapshot::Verdicts& out) const;
    void readUnequal(const std::vector<Group>& groups);
    bool isEqual(std::uint32_t a, std::uint32_t b) const;

    const Snapshot& m_snapshot;
    unsigned m_threads;
    Checkpoint& m_checkpoint;
    struct Content {
        std::uint32_t row;
        std::uint64_t low;
        std::uint64_t high;
    };
    std::vector<Content> m_contents; // canonical hashes of the records that were read again, by row
};

} // namespace rastro
