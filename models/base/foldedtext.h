// SPDX-License-Identifier: Apache-2.0
//
// Text compared as the query language compares it: A-Z equal to a-z, every other byte by itself. Pure functions, any
// thread, no locale.
#pragma once

#include <string>
#include <string_view>

namespace rastro {

constexpr char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline bool equalsFolded(std::string_view a, std::string_view b) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (folded(a[i]) != folded(b[i]))
            return false;
    }
    return true;
}

inline std::string foldedText(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = folded(c);
    return out;
}

} // namespace rastro
