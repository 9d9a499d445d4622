// SPDX-License-Identifier: Apache-2.0
//
// What may stand at the cursor of a filter that is being typed, and what is there already. The text need not be a
// filter yet. Follows the lexical rules of resources/help/filters.md, in time linear in the text. Pure function, any
// thread.
#pragma once

#include "language/expression.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace rastro {

struct CompletionPlace {
    enum class Expected : std::uint8_t {
        Nothing,  // inside a quoted bare text or a regular expression, at the start of a word, behind a closed one
        Field,    // a field, or a bare word; after a term also `and`, `or`, `not`
        Operator, // the word before may be a field: `:`, `<`, …; it may also be a bare term, so a field may come too
        Value,    // of `field`
    };
    Expected expected = Expected::Nothing;
    std::string field;                           // of Value and Operator: as written, with its escapes
    Comparison comparison = Comparison::Matches; // of Value
    std::string typed;                           // unescaped, from the beginning of the word to the cursor
    TextSpan replaced;        // what a suggestion takes the place of: the whole word the cursor is in
    bool isAfterTerm = false; // of Field and Operator: `and` and `or` make sense
    bool hasOperator = false; // of Field: an operator stands behind the word already
    bool isInGroup = false;   // of Value: inside `field:( )`
};

CompletionPlace completionPlace(std::string_view text, std::size_t cursor);

} // namespace rastro
