// SPDX-License-Identifier: Apache-2.0
#include "query/reference/words.h"

#include "query/reference/fold.h"

#include <algorithm>
#include <map>

namespace rastro::reference {

namespace {

using Steps = std::vector<std::string>;

const std::map<std::string, Steps, std::less<>>& aliases() {
    static const std::map<std::string, Steps, std::less<>> table{
        {"user", {"useridentity", "username"}},
        {"ip", {"sourceipaddress"}},
        {"key", {"useridentity", "accesskeyid"}},
        {"api", {"eventname"}},
        {"svc", {"eventsource"}},
        {"region", {"awsregion"}},
        {"err", {"errorcode"}},
        {"ua", {"useragent"}},
        {"role", {"useridentity", "sessioncontext", "sessionissuer", "username"}},
        {"time", {"eventtime"}},
        {"id", {"eventid"}},
    };
    return table;
}

// By any of its names, the folded name of a derived column.
const std::map<std::string, std::string, std::less<>>& derivedColumns() {
    static const std::map<std::string, std::string, std::less<>> table{
        {"kind", "kind"},         {"outcome", "outcome"}, {"actor", "actor"},
        {"actorkey", "actorkey"}, {"account", "account"}, {"acct", "account"},
        {"target", "target"},     {"summary", "summary"}, {"source", "source"},
        {"offset", "offset"},     {"length", "length"},   {"issuedaccesskeyid", "issuedaccesskeyid"},
    };
    return table;
}

bool isWildcard(const Letter& letter) {
    return letter.is('*') || letter.is('?');
}

bool isListLetter(const Letter& letter) {
    const char c = fold(letter.byte);
    return !letter.isEscaped && (isDigit(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '.');
}

std::vector<Word> stepsOf(const Word& word) {
    std::vector<Word> steps(1);
    for (const Letter& letter : word) {
        if (letter.is('.'))
            steps.emplace_back();
        else
            steps.back().push_back(letter);
    }
    return steps;
}

} // namespace

bool isFilterBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string textOf(const Word& word) {
    std::string text;
    for (const Letter& letter : word)
        text += letter.byte;
    return text;
}

bool hasEscapes(const Word& word) {
    return std::ranges::any_of(word, &Letter::isEscaped);
}

bool isKeyword(const Word& word, std::string_view keyword) {
    return !hasEscapes(word) && folded(textOf(word)) == keyword;
}

std::optional<Field> fieldOf(const Word& word) {
    const bool isTopLevel = !word.empty() && word[0].is('.');
    std::vector<Word> steps = stepsOf(isTopLevel ? Word(word.begin() + 1, word.end()) : word);
    Field field;
    field.reach = Reach::Path;
    if (steps.back().size() == 1 && steps.back()[0].is('*')) {
        field.reach = Reach::Below;
        steps.pop_back();
    }
    for (const Word& step : steps) {
        if (step.empty() || std::ranges::any_of(step, isWildcard))
            return std::nullopt;
        field.steps.push_back(folded(textOf(step)));
    }
    if (isTopLevel || field.reach == Reach::Below || field.steps.size() != 1)
        return field;
    if (const auto derived = derivedColumns().find(field.steps[0]); derived != derivedColumns().end()) {
        field.reach = Reach::Derived;
        field.derived = derived->second;
    } else if (const auto alias = aliases().find(field.steps[0]); alias != aliases().end()) {
        field.steps = alias->second;
    }
    return field;
}

Value bareValueOf(const Word& word) {
    Value value;
    value.text = textOf(word);
    for (const Letter& letter : word) {
        if (letter.is('*'))
            value.pattern.addAnyRun();
        else if (letter.is('?'))
            value.pattern.addAnyCharacter();
        else
            value.pattern.addByte(letter.byte);
    }
    return value;
}

Value valueOf(const Word& word) {
    Value value = bareValueOf(word);
    if (word.size() > 1 && word[0].is('@') && std::all_of(word.begin() + 1, word.end(), isListLetter)) {
        value.kind = ValueKind::List;
        value.text.erase(0, 1);
    } else if (!hasEscapes(word)) {
        value.network = Network::parse(value.text);
    }
    return value;
}

} // namespace rastro::reference
