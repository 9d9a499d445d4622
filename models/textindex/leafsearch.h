// SPDX-License-Identifier: Apache-2.0
//
// LeafSearch: does a text stand within one leaf of a record? A leaf is a string after one JSON unescape (ill-formed
// UTF-8 as U+FFFD), or a number, true or false; keys and null are none; A to Z fold. Exact, and nearly as fast as a
// plain search over the bytes: leaves are only walked on a hit, or where the text could hide behind escapes. Immutable,
// any thread.
#pragma once

#include "textindex/foldedsearch.h"

#include <bitset>
#include <string_view>

namespace rastro {

class LeafSearch {
public:
    // Any bytes; ill-formed UTF-8 is taken as U+FFFD. An empty needle stands in every leaf.
    explicit LeafSearch(std::string_view needle);

    const std::string& needle() const { return m_search.needle(); } // folded
    bool occursIn(std::string_view record) const;

private:
    bool mayHide(std::string_view record) const;

    FoldedSearch m_search;
    std::bitset<256> m_escapes; // letters after a backslash that may stand for a character of the needle
    bool m_hasReplacement;      // U+FFFD, which no byte of the record need show
};

} // namespace rastro
