// SPDX-License-Identifier: Apache-2.0
//
// The values of a userIdentity object that are columns, in one pass over its bytes and without a tree, as long as it is
// written the way CloudTrail writes it. Pure functions, any thread.
#pragma once

#include <array>
#include <string_view>

namespace rastro {

inline constexpr std::size_t kIdentityPaths = 12;

// In the order of IdentityCache::kColumns: values as written, which is what they mean; null: absent or null.
using IdentityTexts = std::array<std::string_view, kIdentityPaths>;

// False if anything on the way to a column is written in another way: an escape or a letter that is not ASCII in a
// value, a key twice, in other letters or with an escape, a list or a text in place of an object. `texts` is then of no
// use. Precondition: `object` has been checked (json::scanValue).
bool scanIdentity(std::string_view object, IdentityTexts& texts);

} // namespace rastro
