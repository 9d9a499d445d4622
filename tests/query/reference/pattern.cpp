// SPDX-License-Identifier: Apache-2.0
#include "query/reference/pattern.h"

#include "query/reference/fold.h"

#include <algorithm>

namespace rastro::reference {

namespace {

bool continuesCharacter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Past the character that begins at a place; the place itself if none begins there.
std::size_t pastCharacter(std::string_view text, std::size_t at) {
    if (at == text.size() || continuesCharacter(text[at]))
        return at;
    ++at;
    while (at < text.size() && continuesCharacter(text[at]))
        ++at;
    return at;
}

} // namespace

void Pattern::addByte(char c) {
    m_items.push_back(static_cast<unsigned char>(fold(c)));
}

bool Pattern::hasWildcards() const {
    return std::ranges::any_of(m_items, [](int item) { return item < 0; });
}

bool Pattern::isOnlyStars() const {
    return !m_items.empty() && std::ranges::all_of(m_items, [](int item) { return item == kAnyRun; });
}

std::string Pattern::text() const {
    std::string out;
    for (const int item : m_items)
        out += static_cast<char>(static_cast<unsigned char>(item));
    return out;
}

// Going back to the last star only is enough: an earlier one could take nothing that the later could not.
bool Pattern::matchesWhole(std::string_view text) const {
    std::size_t item = 0;
    std::size_t at = 0;
    std::size_t star = m_items.size(); // the last star passed, and where what it takes ends
    std::size_t taken = 0;
    while (true) {
        if (item == m_items.size() && at == text.size())
            return true;
        if (item < m_items.size() && m_items[item] == kAnyRun) {
            star = item++;
            taken = at;
            continue;
        }
        std::size_t next = at;
        if (item < m_items.size() && at < text.size()) {
            if (m_items[item] == kAnyCharacter)
                next = pastCharacter(text, at);
            else if (m_items[item] == static_cast<unsigned char>(fold(text[at])))
                next = at + 1;
        }
        if (next != at) {
            ++item;
            at = next;
        } else if (star < m_items.size() && taken < text.size()) {
            at = ++taken;
            item = star + 1;
        } else {
            return false;
        }
    }
}

Pattern Pattern::surrounded() const {
    Pattern around;
    around.m_items.push_back(kAnyRun);
    around.m_items.insert(around.m_items.end(), m_items.begin(), m_items.end());
    around.m_items.push_back(kAnyRun);
    return around;
}

} // namespace rastro::reference
