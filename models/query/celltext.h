// SPDX-License-Identifier: Apache-2.0
//
// What a cell of a table or an export says. Exact texts, not escaped: whoever shows or writes them makes them safe.
// Pure functions over a snapshot, any thread.
#pragma once

#include "store/snapshot.h"

#include <optional>
#include <string>

namespace rastro {

// The value of a stored column as valid UTF-8, times in UTC; nullopt when missing, and for Target and Summary.
std::optional<std::string> cellText(const Snapshot& snapshot, Column column, RowId row);

// The path of a source as it is shown, valid UTF-8.
std::string shownPath(const Snapshot& snapshot, SourceId source);

// The event in a few letters: "iam:AttachUserPolicy". Records without a name show their type.
std::string eventLabel(const Snapshot& snapshot, RowId row);

} // namespace rastro
