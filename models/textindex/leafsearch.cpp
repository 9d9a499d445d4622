// SPDX-License-Identifier: Apache-2.0
#include "textindex/leafsearch.h"

#include "base/jsonstring.h"
#include "textindex/foldedtext.h"
#include "textindex/leaves.h"

#include <algorithm>
#include <cstring>

namespace rastro {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Escape {
    char character;
    char letter;
};
constexpr Escape kEscapes[] = {{'"', '"'},  {'\\', '\\'}, {'/', '/'},  {'\b', 'b'},
                               {'\f', 'f'}, {'\n', 'n'},  {'\r', 'r'}, {'\t', 't'}};

bool hasNonAscii(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace

LeafSearch::LeafSearch(std::string_view needle)
    : m_search(foldedNeedle(needle)), m_hasReplacement(m_search.needle().find(kReplacement) != std::string::npos) {
    m_escapes.set('u');
    for (const Escape& escape : kEscapes) {
        if (m_search.needle().find(escape.character) != std::string::npos)
            m_escapes.set(static_cast<unsigned char>(escape.letter));
    }
}

// Whether a leaf may hold the needle although the bytes of the record do not.
bool LeafSearch::mayHide(std::string_view record) const {
    const char* p = record.data();
    const char* const end = p + record.size();
    while ((p = static_cast<const char*>(std::memchr(p, '\\', static_cast<std::size_t>(end - p)))) != nullptr) {
        if (end - p < 2)
            break;
        if (m_escapes.test(static_cast<unsigned char>(p[1])))
            return true;
        p += 2; // the next backslash may be the one that is escaped
    }
    return m_hasReplacement && hasNonAscii(record);
}

bool LeafSearch::occursIn(std::string_view record) const {
    const std::size_t hit = m_search.find(record);
    const bool isHit = hit != std::string_view::npos;
    const bool isHidden = mayHide(record);
    if (!isHit && !isHidden)
        return false;
    return walkLeaves(record, [&](const Leaf& leaf) {
        const auto leafEnd = static_cast<std::size_t>(leaf.raw.data() - record.data()) + leaf.raw.size();
        const bool mayShow = isHit && leafEnd >= hit + needle().size();
        if (leaf.kind == Leaf::Kind::Token || (!isHidden && !mayShow) || json::isPlain(leaf.raw))
            return mayShow && m_search.occursIn(leaf.raw);
        return m_search.occursIn(json::decode(leaf.raw));
    });
}

} // namespace rastro
