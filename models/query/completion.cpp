// SPDX-License-Identifier: Apache-2.0
#include "query/completion.h"

#include "base/foldedtext.h"
#include "language/fields.h"
#include "language/unparser.h"
#include "query/anycolumn.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

using Expected = CompletionPlace::Expected;
using Kind = Suggestion::Kind;

constexpr std::size_t kSearchedBytes = 512; // of a name, for parts: values may be as long as records

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// Signs and blanks; a byte beyond ASCII belongs to a word.
bool isSign(char c) {
    return static_cast<unsigned char>(c) < 0x80 && !isUpper(c) && !isLower(c) && !isDigit(c);
}

bool startsPart(std::string_view name, std::size_t at) {
    const char before = name[at - 1];
    if (isSign(before))
        return true;
    if (!isUpper(name[at]))
        return false;
    // eventName, and the A of sourceIPAddress
    return !isUpper(before) || (at + 1 < name.size() && isLower(name[at + 1]));
}

bool startsFolded(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && equalsFolded(text.substr(0, start.size()), start);
}

struct Ranked {
    Match match = Match::None;
    bool isPath = false;
    std::uint64_t count = 0;
    Suggestion suggestion;
};

// Keeps the order of those that are equal.
std::vector<Suggestion> bestOf(std::vector<Ranked> all, std::size_t limit) {
    std::ranges::stable_sort(all, [](const Ranked& a, const Ranked& b) {
        if (a.match != b.match)
            return a.match < b.match;
        return a.isPath != b.isPath ? !a.isPath : a.count > b.count;
    });
    all.resize(std::min(all.size(), limit));
    std::vector<Suggestion> best;
    best.reserve(all.size());
    for (Ranked& ranked : all)
        best.push_back(std::move(ranked.suggestion));
    return best;
}

// The order fields are offered in while nothing is typed: what an investigator asks for first.
constexpr std::array kUsualFields{Column::EventName,
                                  Column::Actor,
                                  Column::SourceIPAddress,
                                  Column::Outcome,
                                  Column::Kind,
                                  Column::EventSource,
                                  Column::IdentityAccessKeyId,
                                  Column::Account,
                                  Column::AwsRegion,
                                  Column::Target,
                                  Column::IdentityUserName,
                                  Column::IssuerUserName,
                                  Column::UserAgent,
                                  Column::ErrorCode,
                                  Column::EventTime};

// Compared by order rather than equality: then the field stands alone and an operator is offered.
bool isOrdered(Column column) {
    return info(column).storage == Storage::Time || info(column).storage == Storage::Number;
}

void addColumn(std::vector<Ranked>& all, Column column, std::string_view typed) {
    const ColumnInfo& known = info(column);
    const Match byName = matchOf(known.name, typed);
    const Match byAlias = known.alias.empty() ? Match::None : matchOf(known.alias, typed);
    const Match match = std::min(byName, byAlias);
    if (match == Match::None)
        return;
    // Without anything typed the short name is the one to learn.
    const bool isAlias = !known.alias.empty() && byAlias <= byName;
    Suggestion suggestion{Kind::Field, std::string(isAlias ? known.alias : known.name), {}, {}, std::nullopt};
    suggestion.insert = suggestion.label + (isOrdered(column) ? ' ' : ':');
    suggestion.other = isAlias ? known.name : known.alias;
    all.push_back({match, false, 0, std::move(suggestion)});
}

void addFindings(std::vector<Ranked>& all, std::string_view typed) {
    for (const FindingInfo& finding : allFindings()) {
        const Match match = matchOf(finding.name, typed);
        if (match == Match::None)
            continue;
        const std::string word(finding.name);
        all.push_back({match, false, 0, {Kind::Field, word, word + ':', {}, std::nullopt}});
    }
}

void addFields(std::vector<Ranked>& all, std::string_view typed) {
    for (const Column column : kUsualFields)
        addColumn(all, column, typed);
    for (const ColumnInfo& known : allColumns()) {
        if (std::ranges::find(kUsualFields, known.column) == kUsualFields.end())
            addColumn(all, known.column, typed);
    }
    addFindings(all, typed);
}

void addPaths(std::vector<Ranked>& all, std::string_view typed, const Catalog& catalog) {
    for (const SeenPath& seen : catalog.paths) {
        if (columnOf(seen.path))
            continue;
        std::string text = fieldText(seen.path);
        const Match match = matchOf(text, typed);
        if (match == Match::None)
            continue;
        Suggestion suggestion{Kind::Path, text, text + ':', {}, seen.count};
        all.push_back({match, true, seen.count, std::move(suggestion)});
    }
}

void addWord(std::vector<Ranked>& all, std::string_view typed, std::string_view word) {
    if (startsFolded(word, typed))
        all.push_back({typed.empty() ? Match::Whole : Match::Prefix,
                       false,
                       0,
                       {Kind::Operator, std::string(word), std::string(word) + ' ', {}, std::nullopt}});
}

void addConnectives(std::vector<Ranked>& all, const CompletionPlace& place) {
    if (place.isAfterTerm) {
        addWord(all, place.typed, "and");
        addWord(all, place.typed, "or");
    }
    if (place.isAfterTerm || !place.typed.empty())
        addWord(all, place.typed, "not");
}

bool isKnownField(const AnyColumn& column, const Catalog& catalog) {
    return column.column() || column.finding() || std::ranges::any_of(catalog.paths, [&](const SeenPath& seen) {
               return equalsFolded(fieldText(seen.path), column.name());
           });
}

void addComparisons(std::vector<Ranked>& all, std::string_view field, const Catalog& catalog) {
    const auto column = AnyColumn::named(field);
    if (!column || !isKnownField(*column, catalog))
        return; // a bare word
    const bool isOrderedField = column->column() && isOrdered(*column->column());
    for (const std::string_view sign : {":", ">=", ">", "<=", "<"}) {
        const std::uint64_t weight = isOrderedField == (sign != ":") ? 2 : 1;
        const std::string insert = std::string(sign) + (sign == ":" ? "" : " ");
        all.push_back({Match::Whole, false, weight, {Kind::Operator, std::string(sign), insert, {}, std::nullopt}});
    }
}

// A value the text of which means more than itself: relative times.
void addTimes(std::vector<Ranked>& all, const CompletionPlace& place) {
    const auto column = AnyColumn::named(place.field);
    if (!column || column->column() != Column::EventTime || place.comparison == Comparison::Matches)
        return;
    for (const std::string_view time : {"last-1h", "last-24h", "last-7d", "now-1h", "now-24h", "now-7d"}) {
        const Match match = matchOf(time, place.typed);
        if (match != Match::None)
            all.push_back({match, false, 0, {Kind::Value, std::string(time), std::string(time), {}, std::nullopt}});
    }
}

void addLists(std::vector<Ranked>& all, const CompletionPlace& place, const Catalog& catalog) {
    if (place.comparison != Comparison::Matches)
        return;
    for (const std::string& list : catalog.lists) {
        const std::string text = '@' + list;
        const Match match = std::min(matchOf(text, place.typed), matchOf(list, place.typed));
        if (match != Match::None)
            all.push_back({match, true, 0, {Kind::List, text, text, {}, std::nullopt}});
    }
}

void addValues(std::vector<Ranked>& all, const CompletionPlace& place, std::span<const ValueCount> values) {
    for (const ValueCount& value : values) {
        const Match match = matchOf(value.text, place.typed);
        if (match != Match::None)
            all.push_back({match == Match::Whole ? Match::Prefix : match,
                           false,
                           value.count,
                           {Kind::Value, value.text, literalValueText(value.text), {}, value.count}});
    }
}

bool isBlankOrClosing(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ')';
}

} // namespace

Match matchOf(std::string_view name, std::string_view typed) {
    if (startsFolded(name, typed))
        return name.size() == typed.size() ? Match::Whole : Match::Prefix;
    name = name.substr(0, kSearchedBytes);
    for (std::size_t at = 1; at + typed.size() <= name.size(); ++at) {
        if (startsPart(name, at) && startsFolded(name.substr(at), typed))
            return Match::Part;
    }
    return Match::None;
}

std::vector<Suggestion> suggestionsFor(const CompletionPlace& place, const Catalog& catalog,
                                       std::span<const ValueCount> values, std::size_t limit) {
    std::vector<Ranked> all;
    switch (place.expected) {
    case Expected::Nothing:
        break;
    case Expected::Operator:
        addComparisons(all, place.field, catalog);
        [[fallthrough]];
    case Expected::Field:
        addConnectives(all, place);
        addFields(all, place.typed);
        addPaths(all, place.typed, catalog);
        break;
    case Expected::Value:
        addTimes(all, place);
        addValues(all, place, values);
        addLists(all, place, catalog);
        break;
    }
    return bestOf(std::move(all), limit);
}

CompletedText accepted(std::string_view text, const CompletionPlace& place, const Suggestion& suggestion) {
    std::string insert = suggestion.insert;
    const std::string_view rest = text.substr(place.replaced.end);
    const bool isField = suggestion.kind == Kind::Field || suggestion.kind == Kind::Path;
    if ((isField && place.hasOperator) || (insert.ends_with(' ') && rest.starts_with(' ')))
        insert.pop_back(); // it stands there already
    const bool isValue = suggestion.kind == Kind::Value || suggestion.kind == Kind::List;
    if (isValue && (rest.empty() ? !place.isInGroup : !isBlankOrClosing(rest.front())))
        insert += ' ';
    CompletedText completed{std::string(text.substr(0, place.replaced.begin)), 0};
    completed.text += insert;
    completed.cursor = completed.text.size();
    completed.text += rest;
    return completed;
}

} // namespace rastro
