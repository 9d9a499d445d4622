// SPDX-License-Identifier: Apache-2.0
//
// A walk over the tokens of a JSON text, as RFC 8259 has them. Strings arrive after one unescape, with ill-formed UTF-8
// and lone surrogates as U+FFFD; numbers, true and false as written.
#pragma once

#include <string>
#include <string_view>

namespace rastro::reference {

class JsonSink {
public:
    virtual ~JsonSink() = default;
    virtual void beginObject() {}
    virtual void beginArray() {}
    virtual void endContainer() {}
    virtual void key(std::string) {}
    virtual void string(std::string) {}
    virtual void token(std::string_view) {} // a number, true or false
    virtual void null() {}
};

enum class Strictness {
    Rfc,    // a document inside a string
    Record, // an event: control characters inside its strings are let through, as evidence may hold them
};

inline constexpr int kDeepestJson = 256; // arrays and objects open at a time

std::string_view trimmedJson(std::string_view text); // without JSON white space at both ends

// True if the text is one value and nothing else but white space. The sink has seen a part of it when it is not.
bool walkJson(std::string_view text, Strictness strictness, JsonSink& sink);

// Wholly a JSON number.
bool isJsonNumber(std::string_view text);

// Whether a text (trimmed) is an array or object and nothing else.
bool isJsonDocument(std::string_view text);

} // namespace rastro::reference
