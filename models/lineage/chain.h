// SPDX-License-Identifier: Apache-2.0
//
// The life of a credential as a tree in lines: from the head of its chain down to it, and what it issued in turn.
// Blocks its caller; any thread.
#pragma once

#include "lineage/lineage.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rastro {

struct ChainLine {
    int depth = 0;
    bool isFollowed = false; // the credential that was asked for
    bool isPossible = false; // made possible by an event of the line above, not issued by it (lineage/continuations)
    std::string through;     // of a possible one: "user svc-backup", "instance i-0abc"
    std::string key;
    std::string actor;
    std::string person; // empty: the records name none
    RowId issuedBy = kNoRow; // of a possible one: the event that made it so
    RowId firstEvent = kNoRow; // kNoRow: it made none
    Micros first = kNoTime;
    Micros last = kNoTime;
    std::uint64_t events = 0;
    std::uint64_t errors = 0;
    std::vector<std::string> addresses; // sorted
};

struct Chain {
    std::string origin;
    std::vector<ChainLine> lines; // parents before what they issued; below each what it may have gone on as
    bool isCut = false;           // there are more than are kept
};

inline constexpr std::size_t kMostChainLines = 2'000;

// Of the event's session; no lines if it was made without one. Error Cancelled.
Result<Chain> chainOf(const Snapshot& snapshot, const Lineage& lineage, RowId row, const Checkpoint& checkpoint);

// One sentence a line, with times and event ids, for pasting.
std::string chainText(const Snapshot& snapshot, const Chain& chain);

} // namespace rastro
