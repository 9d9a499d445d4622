// SPDX-License-Identifier: Apache-2.0
//
// UTF-8 for the reference: bytes to well-formed text, code points to bytes.
#pragma once

#include <string>
#include <string_view>

namespace rastro::reference {

inline constexpr char32_t kReplacement = 0xFFFD;

void appendCodePoint(std::string& out, char32_t c);

// One U+FFFD for each maximal ill-formed part (Unicode 15, table 3-8).
std::string repaired(std::string_view bytes);

} // namespace rastro::reference
