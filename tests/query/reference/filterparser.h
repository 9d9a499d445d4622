// SPDX-License-Identifier: Apache-2.0
//
// The filter language of the reference, from its specification: recursive descent right over the text.
#pragma once

#include "query/reference/filtertree.h"

#include <string>
#include <string_view>
#include <variant>

namespace rastro::reference {

// The filter, or where it breaks off and why: "at 5: a value is expected".
std::variant<NodePtr, std::string> parseFilterText(std::string_view text);

} // namespace rastro::reference
