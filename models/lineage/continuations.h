// SPDX-License-Identifier: Apache-2.0
//
// What may have gone on under another name: sessions that one event made possible without issuing their credential: a
// password set for another user, the trust of a role changed, a command, start script or role given to an instance, code
// put into a function. Only possible, and never part of an origin. Blocks its caller, several threads inside.
#pragma once

#include "lineage/lineage.h"

#include <string>
#include <vector>

namespace rastro {

struct Continuation {
    RowId by = kNoRow;              // the event that made it possible
    SessionId session = kNoSession; // that began later; kNoSession: none is loaded
    std::string thing;              // "user svc-backup", "role Deploy", "instance i-0abc", "function resize"
};

inline constexpr std::size_t kMostContinuations = 200;

// Whether an event may be one by its call alone: asked of every event of a chain.
bool mayContinue(std::string_view eventName);

// rows: events for which mayContinue() holds, in the order of time; the first kMostContinuations that ended well are
// read, and so many sessions are told. Error Cancelled.
Result<std::vector<Continuation>> continuationsOf(const Snapshot& snapshot, const Lineage& lineage,
                                                  const std::vector<RowId>& rows, const Checkpoint& checkpoint);

} // namespace rastro
