// SPDX-License-Identifier: Apache-2.0
#include "language/wordtext.h"

#include "language/lexer.h"
#include "language/values.h"

namespace rastro {

namespace {

constexpr std::string_view kEndsWord = " \t\r\n()\"\\";
constexpr std::string_view kWildcards = "*?";
constexpr std::string_view kOperators = ":<>";

std::string escaped(std::string_view text, std::string_view special, std::string_view more = {}) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos || kEndsWord.find(c) != std::string_view::npos ||
            more.find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

// A word is followed by white space, `)` or the end wherever it is written, so only its own slashes can close it.
bool readsAsRegex(std::string_view word) { return word.size() > 2 && word.front() == '/' && word.back() == '/'; }

std::string patternText(const Value& value, std::string_view special) {
    std::string out;
    for (const PatternPart& part : value.parts) {
        switch (part.kind) {
        case PatternPart::Kind::Text: out += escaped(part.text, special, kWildcards); break;
        case PatternPart::Kind::AnyRun: out += '*'; break;
        case PatternPart::Kind::AnyOne: out += '?'; break;
        }
    }
    return out;
}

// An escape of its first character takes from a word every other meaning.
std::string guarded(std::string word, bool hasOtherMeaning) {
    if (hasOtherMeaning || readsAsRegex(word))
        word.insert(word.begin(), '\\');
    return word;
}

std::string markedText(const Value& value) {
    switch (value.kind) {
    case Value::Kind::Regex: return '/' + value.text + '/';
    case Value::Kind::List: return '@' + value.text;
    case Value::Kind::Cidr: return value.text;
    default: return quoted(value.text);
    }
}

} // namespace

std::string fieldText(const FieldPath& field) {
    std::string out;
    for (const std::string& step : field.steps) {
        out += out.empty() && !field.isTopLevel ? "" : ".";
        out += escaped(step, ".*?", kOperators);
    }
    if (field.isAnyBelow)
        out += out.empty() ? "*" : ".*";
    const bool startsLikeRegex = out.starts_with('/'); // whether it is one depends on what follows the field
    return guarded(std::move(out), startsLikeRegex);
}

std::string bareText(const Value& value) {
    if (value.kind != Value::Kind::Pattern)
        return markedText(value);
    std::string word = patternText(value, kOperators);
    const bool isOperator = isConnective(word);
    return guarded(std::move(word), isOperator);
}

std::string groupText(const Value& value) {
    if (value.kind != Value::Kind::Pattern)
        return markedText(value);
    std::string word = patternText(value, {});
    const bool hasOtherMeaning = isConnective(word) || fieldValue(word).kind != Value::Kind::Pattern;
    return guarded(std::move(word), hasOtherMeaning);
}

std::string comparedText(const Value& value) {
    if (value.kind != Value::Kind::Pattern)
        return markedText(value);
    std::string word = escaped(value.text, {});
    const bool isList = fieldValue(word).kind == Value::Kind::List;
    return guarded(std::move(word), isList);
}

} // namespace rastro
