// SPDX-License-Identifier: Apache-2.0
//
// Words of a filter: runs of characters that know whether a backslash stood before them, and what may be told from a
// word alone (field, keyword, list, pattern).
#pragma once

#include "query/reference/filtertree.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rastro::reference {

struct Letter {
    char byte = 0;
    bool isEscaped = false;
    bool is(char c) const { return byte == c && !isEscaped; }
};
using Word = std::vector<Letter>;

bool isFilterBlank(char c);
std::string textOf(const Word& word);
bool hasEscapes(const Word& word);

// and, or, not in any case, without escapes.
bool isKeyword(const Word& word, std::string_view keyword);

// What a word before an operator names; nullopt if it is no field.
std::optional<Field> fieldOf(const Word& word);

// What a word means as the value of a field, or bare.
Value valueOf(const Word& word);
Value bareValueOf(const Word& word);

} // namespace rastro::reference
