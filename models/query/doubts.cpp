// SPDX-License-Identifier: Apache-2.0
#include "query/doubts.h"

#include "base/foldedtext.h"
#include "events/callkind.h"
#include "language/findings.h"
#include "query/anycolumn.h"
#include "query/timevalue.h"

#include <algorithm>

namespace rastro {

namespace {

// Whether the value is one text and no pattern of several.
bool isOneText(const Value& value) {
    const bool hasWildcard = std::ranges::any_of(value.parts, [](const PatternPart& part) { return part.kind != PatternPart::Kind::Text; });
    return value.kind == Value::Kind::Literal || (value.kind == Value::Kind::Pattern && !hasWildcard);
}

// All values the column can have; none if they are not few.
std::vector<std::string_view> fewValues(const AnyColumn& column) {
    std::vector<std::string_view> values;
    if (column == AnyColumn(Column::Kind)) {
        for (const Kind kind : kAllKinds)
            values.push_back(name(kind));
    } else if (column == AnyColumn(Column::Outcome)) {
        for (const Outcome outcome : kAllOutcomes)
            values.push_back(name(outcome));
    } else if (column == AnyColumn(Finding::New)) {
        values = {"ip", "region", "api", "agent"};
    } else if (column == AnyColumn(Finding::OriginKind)) {
        values = {"human", "ci", "workload", "service"};
    }
    return values;
}

std::string listed(const std::vector<std::string_view>& values) {
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i)
        text += (i == 0 ? "" : i + 1 == values.size() ? " or " : ", ") + std::string(values[i]);
    return text;
}

// `eventName=GetObject`, as other languages write it, is a text to be found anywhere.
std::string doubtAboutWord(const Value& value) {
    const std::size_t sign = value.text.find('=');
    if (value.kind != Value::Kind::Pattern || sign == std::string::npos || sign == 0)
        return {};
    const std::string name = value.text.substr(0, value.text[sign - 1] == '!' ? sign - 1 : sign);
    const std::size_t after = value.text.find_first_not_of('=', sign);
    const auto column = AnyColumn::named(name);
    const bool isField = column && (column->column() || column->finding() || name.starts_with("userIdentity.") ||
                                    name.starts_with("requestParameters.") || name.starts_with("responseElements."));
    if (!isField || after == std::string::npos)
        return {};
    const bool isNot = name.size() < sign;
    return "\"" + value.text + "\" is looked for as a text; the field is asked with " + (isNot ? "not " : "") + name + ':' +
           value.text.substr(after);
}

std::string doubtAbout(const Term& term) {
    if (term.isBare())
        return doubtAboutWord(term.value);
    if (term.field.isAnyBelow || !isOneText(term.value))
        return {};
    const AnyColumn column(term.field);
    const std::string& text = term.value.text;
    if (column == AnyColumn(Column::EventTime) && !timesFor(term.comparison, text, {}))
        return "\"" + text + "\" is no time: 2023-07, 2023-07-19, 2023-07-19T21, 2023-07-19T21:00:00Z, now-24h and last-7d are";
    const std::vector<std::string_view> values = fewValues(column);
    const auto isText = [&](std::string_view value) { return equalsFolded(value, text); };
    if (!values.empty() && std::ranges::none_of(values, isText))
        return column.name() + " is " + listed(values) + ", never \"" + text + '"';
    const bool isLikeNetwork = text.find('/') != std::string::npos && text.find_first_not_of("0123456789abcdefABCDEF.:/") == std::string::npos;
    if (column == AnyColumn(Column::SourceIPAddress) && isLikeNetwork)
        return "\"" + text + "\" is no network: 203.0.113.0/24 and 2001:db8::/32 are";
    return {};
}

void collect(const Expression& filter, std::vector<std::string>& doubts) {
    if (filter.kind == Expression::Kind::Term) {
        if (std::string doubt = doubtAbout(filter.term); !doubt.empty())
            doubts.push_back(std::move(doubt));
    }
    for (const Expression& child : filter.children)
        collect(child, doubts);
}

} // namespace

std::vector<std::string> doubtsAbout(const Expression& filter) {
    std::vector<std::string> doubts;
    collect(filter, doubts);
    return doubts;
}

bool asksOfNetworks(const Expression& filter) {
    if (filter.kind != Expression::Kind::Term)
        return std::ranges::any_of(filter.children, asksOfNetworks);
    if (filter.term.isBare() || filter.term.field.isAnyBelow)
        return false;
    const AnyColumn column(filter.term.field);
    return column == AnyColumn(Finding::Country) || column == AnyColumn(Finding::Network);
}

} // namespace rastro
