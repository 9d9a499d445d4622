// SPDX-License-Identifier: Apache-2.0
//
// The text form of a named list: a value on each line, blanks around it dropped. Empty lines are left out, and so is what
// stands behind a # at the start of a line or between blanks. Pure functions, any thread.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace rastro {

std::vector<std::string> valuesOfListText(std::string_view text); // each once, in order; a BOM and CRLF are fine

// The values in a file of at most 64 MB. Errors: NotFound, Unreadable, TooLarge.
Result<std::vector<std::string>> valuesOfListFile(const std::string& path);

} // namespace rastro
