// SPDX-License-Identifier: Apache-2.0
//
// From a value as it is written in a filter, with its escapes, to a Value: what is text, wildcard, network or list.
// Pure functions, any thread. A backslash at the very end of the text stands for nothing.
#pragma once

#include "language/expression.h"

#include <string>
#include <string_view>

namespace rastro {

std::string unescaped(std::string_view written);

Value patternValue(std::string_view written); // of a bare term: `*` and `?` are wildcards
Value fieldValue(std::string_view written);   // after `field:`: also `@list` and `address/length`
Value plainValue(std::string_view written);   // of a comparison: all of it is text, `*` too
Value quotedValue(std::string_view written);  // between the quotation marks

} // namespace rastro
