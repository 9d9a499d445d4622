// SPDX-License-Identifier: Apache-2.0
//
// Why a text is no filter: where (bytes; begin == end at the end of the text) and what was expected, as one sentence
// without a full stop, e.g. "a value is expected after the colon". The texts of a log are never part of it.
#pragma once

#include "language/expression.h"

#include <string>

namespace rastro {

struct SyntaxError {
    TextSpan span;
    std::string expected;
};

} // namespace rastro
