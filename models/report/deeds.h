// SPDX-License-Identifier: Apache-2.0
//
// What single records say of what was done: the sentence, the place it was done to, the bytes that went out. Blocks its
// caller, several threads inside.
#pragma once

#include "base/checkpoint.h"
#include "store/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace rastro {

struct Deed {
    RowId row = kNoRow;
    bool isRead = false;  // else the record could not be read again, and the rest says so
    std::string call;     // "s3:GetObject"
    std::string summary;  // a sentence without its subject
    std::string place;    // "falcon-exports/2026/" of an object, else the target
    std::optional<double> bytesOut; // additionalEventData.bytesTransferredOut
};

// By place in the rows; nullopt once a stop is asked for.
std::optional<std::vector<Deed>> readDeeds(const Snapshot& snapshot, const RowVector& rows, unsigned threads,
                                           Checkpoint& checkpoint);

} // namespace rastro
