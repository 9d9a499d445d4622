// SPDX-License-Identifier: Apache-2.0
//
// Folding of the filter language: A-Z only, byte for byte, everywhere.
#pragma once

#include <string>
#include <string_view>

namespace rastro::reference {

inline char fold(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string folded(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = fold(c);
    return out;
}

inline bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// 0..15, or -1.
inline int hexDigit(char c) {
    const char f = fold(c);
    return isDigit(c) ? c - '0' : f >= 'a' && f <= 'f' ? f - 'a' + 10 : -1;
}

} // namespace rastro::reference
