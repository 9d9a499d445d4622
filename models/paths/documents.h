// SPDX-License-Identifier: Apache-2.0
//
// Documents that stand inside strings of a record: policies as JSON text, trust policies as URL-encoded JSON. Paths go on
// inside them. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rastro {

// The JSON object or array that the whole text is, blanks around it aside: as it stands, or after one percent-decoding
// of every %XX. The view is into `text`, or into `scratch` when it had to be decoded. nullopt if it is no document.
std::optional<std::string_view> documentIn(std::string_view text, std::string& scratch);

} // namespace rastro
