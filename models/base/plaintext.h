// SPDX-License-Identifier: Apache-2.0
//
// Plain text for people, and hostile text made safe to print on a terminal or to put into a JSON document. The escapes are those of the window:
// \n, \t, \u202e, \u{e0041}; a byte that is no UTF-8 stands as \xNN. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rastro {

struct CodePoint {
    char32_t value = 0;
    std::uint8_t bytes = 1;
    bool isWellFormed = false; // else one byte that belongs to no character
};

// The character at text[at] (Unicode 15, table 3-7: well-formed UTF-8 only).
CodePoint codePointAt(std::string_view text, std::size_t at);

// Characters that are invisible or change how their neighbours are shown: controls, bidi, zero-width, separators, tags.
bool isHiding(char32_t character);

// The text on one line: hiding characters and ill-formed bytes as visible escapes.
std::string escapeControls(std::string_view text);

// Ill-formed bytes as \xNN, everything else as it is: a path or name as valid UTF-8 that still tells its bytes.
std::string visibleBytes(std::string_view bytes);

// Characters, for padding columns of text that escapeControls made.
std::size_t characterCount(std::string_view text);

std::string grouped(std::uint64_t number);                        // "12,345"
std::string counted(std::uint64_t number, std::string_view what); // "1 event", "12,345 events"

} // namespace rastro
