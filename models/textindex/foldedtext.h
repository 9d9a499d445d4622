// SPDX-License-Identifier: Apache-2.0
//
// Text as searches compare it: A to Z as a to z, every other byte as it is. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace rastro {

constexpr char foldedByte(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

struct FoldedKind {
    bool hasBackslash = false;
    bool hasNonAscii = false;
};

// Folds into `out`, which has room for as much, and tells on the way what is in it.
FoldedKind foldInto(std::string_view text, char* out);

// What to search for: valid UTF-8 (as every leaf is once it is decoded) and folded.
std::string foldedNeedle(std::string_view needle);

} // namespace rastro
