// SPDX-License-Identifier: Apache-2.0
//
// The one JSON grammar of the engine: walks over bytes, checks them as it goes (RFC 8259) and finds where each value
// ends. It decodes nothing and copies nothing. Three things differ from the RFC, because evidence must not be lost:
// control characters inside strings and ill-formed UTF-8 are let through, and nesting is limited (kMaxDepth).
// Pure functions on the caller's bytes, any thread; never read outside [p, end).
#pragma once

#include <cstdint>
#include <string_view>

namespace rastro::json {

inline constexpr int kMaxDepth = 256;

enum class Fault : std::uint8_t {
    None,
    UnexpectedEnd, // the text ends inside a value: more bytes might complete it
    BadLiteral,
    BadNumber,
    BadEscape,
    BadStructure, // a comma, colon, bracket or value is missing or out of place
    TooDeep,      // nested deeper than kMaxDepth
};

std::string_view describe(Fault fault); // one plain sentence

struct Scan {
    const char* at = nullptr; // past the value; on a fault, the byte at which it was seen
    Fault fault = Fault::None;
    explicit operator bool() const { return fault == Fault::None; }
};

inline const char* skipSpace(const char* p, const char* end) {
    if (p < end && static_cast<unsigned char>(*p) > ' ') // nearly always: records are written without blanks
        return p;
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
        ++p;
    return p;
}

// Precondition of each: p < end, and p stands on the first byte of the value.
Scan scanString(const char* p, const char* end); // *p == '"'; at is past the closing quote
Scan scanNumber(const char* p, const char* end);
Scan scanLiteral(const char* p, const char* end); // true, false, null

// Any value. depth: how many arrays and objects are open already around it.
Scan scanValue(const char* p, const char* end, int depth = 0);

} // namespace rastro::json
