// SPDX-License-Identifier: Apache-2.0
//
// Texts with wildcards: `*` is any run of bytes, `?` one character. Compared with A-Z folded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rastro::reference {

class Pattern {
public:
    void addByte(char c);
    void addAnyRun() { m_items.push_back(kAnyRun); }
    void addAnyCharacter() { m_items.push_back(kAnyCharacter); }

    bool hasWildcards() const;
    bool isOnlyStars() const; // one or more `*` and nothing else
    std::string text() const; // without wildcards: the text it stands for, folded

    Pattern surrounded() const; // with a `*` at both ends
    bool matchesWhole(std::string_view text) const;

private:
    static constexpr int kAnyRun = -1;
    static constexpr int kAnyCharacter = -2;
    std::vector<int> m_items; // folded bytes and wildcards
};

} // namespace rastro::reference
