// SPDX-License-Identifier: Apache-2.0
//
// An expression written out so that a test can say what it expects: (a & b), (a | b), !a, all; a term is its field, its
// comparison and its value. Fields: steps joined by `/`, `^` before a top-level one, `/**` behind any-below, `-` for
// none. Values: 'text' with * and ? between for patterns, "text", /regex/, net(…), @list.
#pragma once

#include "language/expression.h"

namespace rastro::test {

inline std::string shapeOf(const FieldPath& field) {
    std::string out = field.isTopLevel ? "^" : "";
    for (const std::string& step : field.steps)
        out += (out.empty() || out == "^" ? "" : "/") + step;
    if (field.isAnyBelow)
        out += out.empty() ? "**" : "/**";
    return out.empty() ? "-" : out;
}

inline std::string shapeOf(const Value& value) {
    switch (value.kind) {
    case Value::Kind::Literal: return '"' + value.text + '"';
    case Value::Kind::Regex: return '/' + value.text + '/';
    case Value::Kind::Cidr: return "net(" + value.text + ')';
    case Value::Kind::List: return '@' + value.text;
    case Value::Kind::Pattern: break;
    }
    std::string out;
    for (const PatternPart& part : value.parts) {
        if (part.kind == PatternPart::Kind::Text)
            out += '\'' + part.text + '\'';
        else
            out += part.kind == PatternPart::Kind::AnyRun ? '*' : '?';
    }
    return out;
}

inline std::string shapeOf(const Term& term) {
    constexpr const char* kSigns[] = {":", "<", "<=", ">", ">="};
    return shapeOf(term.field) + ' ' + kSigns[static_cast<int>(term.comparison)] + ' ' + shapeOf(term.value);
}

inline std::string shapeOf(const Expression& node) {
    switch (node.kind) {
    case Expression::Kind::All: return "all";
    case Expression::Kind::Term: return shapeOf(node.term);
    case Expression::Kind::Not: return '!' + shapeOf(node.children.at(0));
    default: break;
    }
    std::string out;
    for (const Expression& child : node.children)
        out += (out.empty() ? "(" : node.kind == Expression::Kind::And ? " & " : " | ") + shapeOf(child);
    return out + ')';
}

} // namespace rastro::test
