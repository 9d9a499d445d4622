// SPDX-License-Identifier: Apache-2.0
#include "report/sectionmaker.h"

#include "events/callkind.h"
#include "events/calltable.h"
#include "language/fields.h"
#include "language/unparser.h"

namespace rastro {

namespace {

// "iam:CreateUser" of service and name, else the values side by side.
std::string textOf(const std::vector<AnyColumn>& by, const GroupKey& key) {
    const bool isCall = by.size() == 2 && by[0] == AnyColumn(Column::EventSource) && by[1] == AnyColumn(Column::EventName);
    if (isCall)
        return std::string(serviceOfSource(key[0].value_or("?"))) + ':' + key[1].value_or("?");
    std::string text;
    for (const std::optional<std::string>& value : key)
        text += (text.empty() ? "" : "  ") + value.value_or("(none)");
    return text;
}

Expression termOf(const AnyColumn& column, const std::optional<std::string>& value) {
    const FieldPath field = column.column() ? fieldOf(*column.column()) : column.path();
    return value ? equalsTerm(field, *value) : negated(presentTerm(field));
}

} // namespace

EndedWell::EndedWell(const Snapshot& snapshot) : m_snapshot(snapshot), m_ok(snapshot.find(Column::Outcome, name(Outcome::Ok))) {}

Expression columnTerm(Column column, std::string_view value) {
    return equalsTerm(fieldOf(column), value);
}

Expression timeTerm(Comparison comparison, Micros time) {
    Expression term = columnTerm(Column::EventTime, formatTime(time));
    term.term.comparison = comparison;
    return term;
}

std::string SectionMaker::filterWith(const Expression& term) const {
    return filterText(both(m_base, term));
}

Result<ReportSection> SectionMaker::counts(std::string_view name, std::string_view title, const RowVector& rows,
                                           const std::vector<AnyColumn>& by, std::size_t most,
                                           const Expression& extra) const {
    ReportSection section{.name = std::string(name), .title = std::string(title)};
    if (rows.empty())
        return section;
    const auto counted = aggregate(m_snapshot, rows, {.by = by, .limit = most}, m_columns, m_threads, m_checkpoint);
    if (!counted)
        return counted.error();
    section.all = counted->groupCount;
    for (const AggregateGroup& group : counted->groups) {
        Expression terms = extra;
        for (std::size_t i = 0; i < by.size(); ++i)
            terms = both(terms, termOf(by[i], group.key[i]));
        section.lines.push_back({.text = textOf(by, group.key),
                                 .events = group.count,
                                 .errors = group.errors,
                                 .first = group.first,
                                 .last = group.last,
                                 .filter = filterWith(terms)});
    }
    return section;
}

} // namespace rastro
