// SPDX-License-Identifier: Apache-2.0
//
// From the text of a filter to its Expression. Any text at all is answered, in time linear in its length, with bounded
// memory and stack. Pure function, any thread.
#pragma once

#include "language/expression.h"
#include "language/syntaxerror.h"

#include <cstddef>
#include <string_view>
#include <variant>

namespace rastro {

// Limits against hostile text; beyond them it is an error like any other.
inline constexpr std::size_t kLongestFilterBytes = 1u << 20;
inline constexpr int kDeepestFilter = 256; // parentheses and nots around a term
inline constexpr std::size_t kMostTerms = 65'536;

std::variant<Expression, SyntaxError> parseFilter(std::string_view text);

} // namespace rastro
