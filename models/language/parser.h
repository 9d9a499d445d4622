// SPDX-License-Identifier: Apache-2.0
//
// From the text of a filter to its Expression. Any text at all is answered, in time linear in its length, with bounded
// memory and stack. Pure function, any thread.
#pragma once

#include "language/expression.h"

#include <string>
#include <string_view>
#include <variant>

namespace rastro {

// Why a text is no filter: where (bytes; begin == end at the end of the text) and what was expected, as one sentence
// without a full stop, e.g. "a value is expected after the colon". The texts of a log are never part of it.
struct SyntaxError {
    TextSpan span;
    std::string expected;
};

// Limits against hostile text; beyond them it is an error like any other.
inline constexpr std::size_t kLongestFilterBytes = 1u << 20;
inline constexpr int kDeepestFilter = 256;     // parentheses and nots around a term
inline constexpr std::size_t kMostTerms = 65'536;

std::variant<Expression, SyntaxError> parseFilter(std::string_view text);

} // namespace rastro
