// SPDX-License-Identifier: Apache-2.0
//
// Random filters of every shape the parser can give, and random texts made of pieces of the language; always the same
// ones for a seed.
#pragma once

#include "language/expression.h"

#include <random>
#include <string_view>

namespace rastro::test {

class RandomFilters {
public:
    explicit RandomFilters(unsigned seed) : m_random(seed) {}

    Expression expression(int depth = 4) { return node(depth, Expression::Kind::All); }

    // Often no filter at all.
    std::string languageText() {
        std::string text;
        for (std::size_t i = below(14); i > 0; --i)
            text += piece();
        return text;
    }

    std::string anyText() {
        std::string text;
        for (std::size_t i = below(6); i > 0; --i)
            text += below(3) == 0 ? std::string(1, static_cast<char>(below(256))) : std::string(piece());
        return text;
    }

private:
    static constexpr std::string_view kPieces[] = {
        "a",    "b",    " ",    " ",   " ",     "\t",   "(",   ")",     "\"",      ":",          ":",
        "<",    "<=",   ">",    ">=",  "=",     "\\",   "*",   "?",     ".",       "/",          "/",
        "@",    "and",  "or",   "not", " and ", " or ", "NOT", "f:",    "f:(",     "10.0.0.0/8", "::1/128",
        "@l",   "/x/",  "\"q\"", ".*", "a.b",   "time", "f<",  "-24h",  "2023-07-20", "\xC3\xA9", "\xFF"};

    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random); }
    std::string_view piece() { return kPieces[below(std::size(kPieces))]; }

    std::string someText() {
        std::string text = anyText();
        return text.empty() ? "x" : text;
    }

    FieldPath field() {
        if (below(8) == 0)
            return {{}, false, true};
        FieldPath path{{}, below(4) == 0, below(6) == 0};
        for (std::size_t i = 1 + below(3); i > 0; --i)
            path.steps.push_back(below(2) == 0 ? std::string(1, "fg"[below(2)]) : someText());
        return path;
    }

    Value pattern() {
        Value value;
        for (std::size_t i = 1 + below(4); i > 0; --i)
            addPart(value, static_cast<PatternPart::Kind>(below(3)));
        return value;
    }

    void addPart(Value& value, PatternPart::Kind kind) {
        using Kind = PatternPart::Kind;
        if (!value.parts.empty() && value.parts.back().kind == kind && kind != Kind::AnyOne)
            return;
        value.parts.push_back({kind, kind == Kind::Text ? someText() : ""});
        value.text += kind == Kind::Text ? value.parts.back().text : kind == Kind::AnyRun ? "*" : "?";
    }

    Value plain() {
        Value value;
        addPart(value, PatternPart::Kind::Text);
        return value;
    }

    Value oneOf(Value::Kind kind, std::initializer_list<const char*> texts) {
        return {kind, std::data(texts)[below(texts.size())], {}};
    }

    Value bareValue() {
        switch (below(4)) {
        case 0: return {Value::Kind::Literal, anyText(), {}};
        case 1: return oneOf(Value::Kind::Regex, {"x", "^a|b$", "a/b", "/", "(a:b)\"", "\\/", "@l", "[ab]\\\\"});
        default: return pattern();
        }
    }

    Value fieldValue() {
        switch (below(6)) {
        case 0: return oneOf(Value::Kind::Cidr, {"10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "::/0"});
        case 1: return oneOf(Value::Kind::List, {"l", "bad-ips_2.txt", "."});
        case 2: return plain();
        default: return bareValue();
        }
    }

    Expression term() {
        Expression node;
        node.kind = Expression::Kind::Term;
        switch (below(4)) {
        case 0: node.term.value = bareValue(); break;
        case 1:
            node.term = {field(), static_cast<Comparison>(1 + below(4)), plain()};
            if (below(3) == 0)
                node.term.value = {Value::Kind::Literal, anyText(), {}};
            break;
        case 2: node.term = {{{"f"}}, Comparison::Matches, fieldValue()}; break; // often the same one
        default: node.term = {field(), Comparison::Matches, fieldValue()}; break;
        }
        return node;
    }

    Expression node(int depth, Expression::Kind parent) {
        using Kind = Expression::Kind;
        const Kind kind = depth == 0 ? Kind::Term : static_cast<Kind>(1 + below(4));
        if (kind == Kind::Term || (kind == parent && kind != Kind::Not))
            return term();
        Expression out;
        out.kind = kind;
        for (std::size_t i = kind == Kind::Not ? 1 : 2 + below(3); i > 0; --i)
            out.children.push_back(node(depth - 1, kind));
        return out;
    }

    std::mt19937 m_random;
};

} // namespace rastro::test
