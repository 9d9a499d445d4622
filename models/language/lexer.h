// SPDX-License-Identifier: Apache-2.0
//
// Cuts the text of a filter into tokens, one at a time, as the parser asks: what a word is depends on the place it
// stands in. Linear in the length of the text over a whole pass. The tokens are views of the text.
#pragma once

#include "language/expression.h"

#include <cstddef>
#include <string_view>

namespace rastro {

constexpr bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
constexpr bool isOperatorSign(char c) { return c == ':' || c == '<' || c == '>'; }
constexpr bool endsWord(char c) { return isBlank(c) || c == '(' || c == ')' || c == '"'; }

// `and`, `or` or `not` in any letter case.
bool isConnective(std::string_view word);

struct Token {
    enum class Kind : std::uint8_t { End, Open, Close, And, Or, Not, Field, Word, Quoted, Regex, Fault };
    Kind kind = Kind::End;
    TextSpan span;                                // all of it: of a field with its operator
    std::string_view text;                        // as written; of Quoted and Regex: between the marks
    Comparison comparison = Comparison::Matches;  // of Field
    std::string_view expected;                    // of Fault
};

class Lexer {
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    enum class Place : std::uint8_t {
        Term,  // a word may be a field, or one of and, or, not
        Value, // right after an operator: every word is a value
        Group, // in field:( ): values, and, or, not
    };
    Token next(Place place);

private:
    Token sign(Token::Kind kind);
    Token quoted();
    Token regex(std::size_t close);
    Token word(Place place);
    Token field(std::size_t begin, std::size_t operatorAt);
    Token fault(TextSpan span, std::string_view expected);
    std::size_t afterBlanks(std::size_t at) const;
    std::size_t regexClose(std::size_t open);

    std::string_view m_text;
    std::size_t m_at = 0;
    // The last search for the slash that closes a regular expression: it holds for every start in between.
    std::size_t m_searchedFrom = 0;
    std::size_t m_searchedTo = 0;
    bool m_hasClose = false;
};

} // namespace rastro
