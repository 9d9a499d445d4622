// SPDX-License-Identifier: Apache-2.0
//
// Texts that are wholly a JSON number, as doubles: the rule by which columns sort and comparisons compare.
// Pure functions, no locale, any thread.
#pragma once

#include <optional>
#include <string_view>

namespace rastro {

// nullopt unless the text is a number of RFC 8259 from its first to its last byte. Beyond the range of a double:
// infinity or zero with the right sign.
std::optional<double> jsonNumber(std::string_view text);

} // namespace rastro
