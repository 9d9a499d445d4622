// SPDX-License-Identifier: Apache-2.0
//
// Whether the regular expressions of one filter are ones RE2 takes, each within 8 MB and all together within a bound
// on their compiled size, so that a hostile filter costs bounded time. One check for each filter; one thread.
#pragma once

#include "language/syntaxerror.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace rastro {

class RegexCheck {
public:
    // What is wrong with the pattern; the span is one within it.
    std::optional<SyntaxError> faultOf(std::string_view pattern);

private:
    std::size_t m_instructions = 0; // of all patterns so far
};

} // namespace rastro
