// SPDX-License-Identifier: Apache-2.0
//
// What can be written in a filter, as one table: the help page and the completer take their words from it. Static
// data; English, translated by whoever shows it. Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rastro {

struct Construct {
    enum class Kind : std::uint8_t {
        Structure, // and, or, not, parentheses: between terms
        Field,     // ways to name a field
        Operator,  // between field and value
        Value,     // ways to write what a field is compared with
        Time,      // values of a comparison that are instants
        FullText,  // terms without a field
    };
    Kind kind;
    std::string_view word;    // what is typed of it literally, e.g. "and" or ">="; empty if that is nothing
    std::string_view syntax;  // the form
    std::string_view meaning; // one sentence with its full stop
    std::string_view example; // a whole filter
};

std::span<const Construct> allConstructs(); // by kind, in the order of Kind
std::string_view titleOf(Construct::Kind kind);

// resources/help/filters.md, as it has to be.
std::string grammarPage();

} // namespace rastro
