// SPDX-License-Identifier: Apache-2.0
#include "language/fields.h"

#include "base/foldedtext.h"

#include <algorithm>
#include <string>

namespace rastro {

namespace {

constexpr std::string_view kNoWildcard =
    "a field without wildcards is expected, except for .* at its end; wildcards stand in values";

// A step as it is written: from begin up to a dot or the end.
struct WrittenStep {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t wildcard = std::string_view::npos; // the first one not escaped
    std::string text;                              // unescaped
    bool isCut = false;                            // a backslash with nothing after it
};

WrittenStep readStep(std::string_view text, std::size_t begin) {
    WrittenStep step;
    step.begin = begin;
    std::size_t i = begin;
    for (; i < text.size() && text[i] != '.'; ++i) {
        if (text[i] == '\\') {
            if (++i == text.size()) {
                step.isCut = true;
                break;
            }
        } else if ((text[i] == '*' || text[i] == '?') && step.wildcard == std::string_view::npos) {
            step.wildcard = i;
        }
        step.text += text[i];
    }
    step.end = i;
    return step;
}

bool isAnyStep(std::string_view text, const WrittenStep& step) {
    return step.end == text.size() && text.substr(step.begin, step.end - step.begin) == "*";
}

std::optional<SyntaxError> faultOf(std::string_view text, const WrittenStep& step) {
    if (step.isCut)
        return SyntaxError{{text.size() - 1, text.size()}, "a character is expected after the backslash"};
    if (step.begin == step.end && step.begin == 0)
        return SyntaxError{{0, std::min<std::size_t>(1, text.size())}, "the name of a field is expected"};
    if (step.begin == step.end)
        return SyntaxError{{step.begin - 1, step.begin}, "a key is expected after the dot"};
    if (step.wildcard != std::string_view::npos)
        return SyntaxError{{step.wildcard, step.wildcard + 1}, std::string(kNoWildcard)};
    return std::nullopt;
}

// The steps as a column is named; empty if a dot stands inside a key, as no column has one.
std::string columnName(const std::vector<std::string>& steps) {
    std::string name;
    for (const std::string& step : steps) {
        if (step.find('.') != std::string::npos)
            return {};
        name += (name.empty() ? "" : ".") + step;
    }
    return name;
}

} // namespace

std::optional<Column> columnOf(const FieldPath& field) {
    constexpr std::size_t kMostSteps = 8; // more than any column has
    if (field.isAnyBelow || field.steps.size() > kMostSteps)
        return std::nullopt;
    const std::string name = columnName(field.steps);
    const std::optional<Column> column = findColumn(name);
    if (column && field.isTopLevel && (isDerived(*column) || !equalsFolded(info(*column).name, name)))
        return std::nullopt;
    return column;
}

bool isDerived(Column column) {
    switch (column) {
    case Column::IssuedAccessKeyId:
    case Column::Kind:
    case Column::Outcome:
    case Column::Actor:
    case Column::ActorKey:
    case Column::Account:
    case Column::Source:
    case Column::Offset:
    case Column::Length:
    case Column::Target:
    case Column::Summary: return true;
    default: return false;
    }
}

std::variant<FieldPath, SyntaxError> readField(std::string_view text) {
    FieldPath field;
    field.isTopLevel = text.starts_with('.');
    std::size_t at = field.isTopLevel ? 1 : 0;
    while (true) {
        WrittenStep step = readStep(text, at);
        if (isAnyStep(text, step)) {
            field.isAnyBelow = true;
            field.isTopLevel = field.isTopLevel && !field.steps.empty(); // `.*` is `*`
            return field;
        }
        if (std::optional<SyntaxError> fault = faultOf(text, step))
            return std::move(*fault);
        field.steps.push_back(std::move(step.text));
        if (step.end == text.size())
            return field;
        at = step.end + 1;
    }
}

std::optional<FieldPath> parseField(std::string_view text) {
    std::variant<FieldPath, SyntaxError> read = readField(text);
    FieldPath* field = std::get_if<FieldPath>(&read);
    return field != nullptr ? std::optional(std::move(*field)) : std::nullopt;
}

FieldPath fieldOf(Column column) {
    const ColumnInfo& named = info(column);
    // Names of columns are plain words and dots.
    return parseField(named.alias.empty() ? named.name : named.alias).value_or(FieldPath{});
}

} // namespace rastro
