// SPDX-License-Identifier: Apache-2.0
//
// Order of an identifier column (event id, request id, shared event id): GUIDs by their bytes, other texts folded.
// Such columns are nearly unique, so keys are compared instead of ranked. Blocks its caller.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/snapshot.h"

#include <cstdint>
#include <vector>

namespace rastro {

// For each of `rows` the rank of its identifier, equal ones sharing one; rows without one get `missing`.
struct IdentifierRanks {
    std::vector<std::uint32_t> rankOf; // by place in rows
    std::uint32_t count = 0;
    std::uint32_t missing = 0xFFFFFFFFu;
};

Result<IdentifierRanks> rankIdentifiers(const Snapshot& snapshot, const RowVector& rows, Column column,
                                        unsigned threads, const Checkpoint& checkpoint);

} // namespace rastro
