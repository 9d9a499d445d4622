// SPDX-License-Identifier: Apache-2.0
//
// Expression: what a filter asks, as a tree. The language is described in resources/help/filters.md. Plain values, any
// thread; nothing here is resolved against data, so one expression can be put to any snapshot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace rastro {

// Where something stands in the text it was parsed from, in bytes.
struct TextSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// A field as a path: its steps from the top of the record, unescaped. `userIdentity.arn` has two. A field that is one
// of the fixed words (aliases and derived columns) has that word as its only step and isTopLevel false; `.name` always
// means the key of that name at the top of the record.
struct FieldPath {
    std::vector<std::string> steps;
    bool isTopLevel = false;  // written with a dot before it
    bool isAnyBelow = false;  // `prefix.*`: every leaf at or below the steps; `*` alone has no steps
    bool operator==(const FieldPath&) const = default;
};

// A piece of a pattern: text to be found as it is (A-Z folded), or a wildcard.
struct PatternPart {
    enum class Kind : std::uint8_t { Text, AnyRun /* * */, AnyOne /* ? */ };
    Kind kind = Kind::Text;
    std::string text; // of Text
    bool operator==(const PatternPart&) const = default;
};

struct Value {
    enum class Kind : std::uint8_t {
        Pattern, // unquoted: parts; a whole-value comparison (a substring in a bare term)
        Literal, // quoted: text
        Regex,   // text between the slashes
        Cidr,    // text as written, `a/len` with a valid address and length
        List,    // text: the name after @
    };
    Kind kind = Kind::Pattern;
    std::string text;               // unescaped; of a pattern: its parts joined, wildcards as * and ?
    std::vector<PatternPart> parts; // of a pattern only; no two texts side by side, empty for no text at all
    bool operator==(const Value&) const = default;
};

enum class Comparison : std::uint8_t { Matches /* : */, Less, LessOrEqual, Greater, GreaterOrEqual };

// One question: field (empty steps and not isAnyBelow: a bare term) against a value. `f:*` is a Pattern of one AnyRun.
struct Term {
    FieldPath field;
    Comparison comparison = Comparison::Matches;
    Value value;
    bool isBare() const { return field.steps.empty() && !field.isAnyBelow; }
    bool operator==(const Term&) const = default;
};

// And and Or have two or more children and never a child of their own kind; Not has one and may have a Not below it.
// `f:(a or b)` is the Or of `f:a` and `f:b`. All is the empty filter: every row.
struct Expression {
    enum class Kind : std::uint8_t { All, And, Or, Not, Term };
    Kind kind = Kind::All;
    std::vector<Expression> children;
    Term term;     // of Term
    TextSpan span; // not part of equality
    bool operator==(const Expression& other) const {
        return kind == other.kind && children == other.children && term == other.term;
    }
};

} // namespace rastro
