// SPDX-License-Identifier: Apache-2.0
//
// The values of a userIdentity object that are columns, in the pass that checks it and without a tree, as long as it is
// written the way CloudTrail writes it. Pure functions, any thread.
#pragma once

#include "base/jsonscan.h"

#include <array>
#include <string_view>

namespace rastro {

inline constexpr std::size_t kIdentityPaths = 12;

// In the order of IdentityCache::kColumns: values as written, which is what they mean; null: absent or null.
using IdentityTexts = std::array<std::string_view, kIdentityPaths>;

// Checks the value at p, which stands in `depth` containers, as json::scanValue() does. isRegular is false if it is no
// object, or if anything on the way to a column is written in another way: an escape or a letter that is not ASCII in a
// value, a key twice, in other letters or with an escape, a list or a text in place of an object. `texts`, which look into
// the bytes at p, are then of no use. Precondition: p < end.
json::Scan scanIdentity(const char* p, const char* end, int depth, IdentityTexts& texts, bool& isRegular);

} // namespace rastro
