// SPDX-License-Identifier: Apache-2.0
//
// From the bytes between two quotes of a JSON text to the text they mean, and back. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace rastro::json {

// True when the bytes mean themselves: no backslash and nothing beyond ASCII.
bool isPlain(std::string_view raw);

// One JSON unescape of the bytes between the quotes (scanString accepted them); ill-formed UTF-8 and lone surrogates
// become U+FFFD (Unicode 15, table 3-8: one for each maximal ill-formed part). The result is valid UTF-8.
std::string decode(std::string_view raw);

// One JSON unescape that keeps raw bytes as they are: the bytes of a document that stands inside a string.
std::string unescapeBytes(std::string_view raw);

// Any bytes as valid UTF-8, ill-formed parts as U+FFFD.
std::string toValidUtf8(std::string_view bytes);

// As a JSON string with its quotes; control characters and ill-formed UTF-8 are made safe.
std::string quote(std::string_view text);

} // namespace rastro::json
