// SPDX-License-Identifier: Apache-2.0
#include "cli/selecting.h"

#include "base/plaintext.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "query/doubts.h"
#include "query/filter.h"
#include "query/people.h"
#include "query/pickrows.h"
#include "query/valuematcher.h"

#include <algorithm>
#include <chrono>

namespace rastro::cli {

namespace {

FilterContext contextOf(const Selection& selection) {
    FilterContext out; // times without a zone are UTC
    out.lists = selection.lists;
    out.now = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
                  .count();
    return out;
}

void collectColumns(const Expression& filter, std::vector<AnyColumn>& columns) {
    const bool isOfField = filter.kind == Expression::Kind::Term && !filter.term.isBare() && !filter.term.field.isAnyBelow;
    if (isOfField && std::ranges::find(columns, AnyColumn(filter.term.field)) == columns.end())
        columns.emplace_back(filter.term.field);
    for (const Expression& child : filter.children)
        collectColumns(child, columns);
}

} // namespace

Result<SharedRowVector> selectedRows(const LoadedTrail& trail, const Selection& selection, SharedRowVector base,
                                     OnDemandCache& columns) {
    if (selection.filter.kind == Expression::Kind::All)
        return base;
    for (const std::string& doubt : doubtsAbout(selection.filter))
        tellProblem("a term of the filter: " + doubt);
    if (!selection.networks && asksOfNetworks(selection.filter))
        tellProblem("countries and networks are not known: no file of networks is given");
    const FilterTools tools{columns, contextOf(selection), trail.threads};
    const Result<FilteredRows> filtered = filterRows(*trail.snapshot, selection.filter, tools, interruption());
    if (!filtered)
        return filtered.error();
    std::vector<AnyColumn> asked;
    collectColumns(selection.filter, asked);
    tellAbsent(*trail.snapshot, asked, columns);
    if (filtered->unreadRows > 0)
        tellProblem(grouped(filtered->unreadRows) + " records could not be read back for the filter");
    Result<RowVector> rows = pickRows(*trail.snapshot, *base, *filtered, trail.threads, interruption());
    if (!rows)
        return rows.error();
    return std::make_shared<const RowVector>(std::move(*rows));
}

void tellAbsent(const Snapshot& snapshot, std::span<const AnyColumn> asked, const OnDemandCache& columns) {
    for (const AnyColumn& column : asked) {
        const OnDemandPtr made = column.column() || column.finding() ? nullptr : columns.find(snapshot, column);
        if (!made)
            continue;
        std::uint32_t row = 0;
        while (row < made->rowCount() && made->code(RowId{row}) == kMissing)
            ++row;
        if (row == made->rowCount() && row > 0)
            tellProblem("no event has a field " + escapeControls(column.name()));
    }
}

FindingRules rulesOf(const Selection& selection) {
    FindingRules rules{.ours = nullptr, .networks = selection.networks, .learning = selection.learning};
    if (const auto ours = selection.lists->find("ours"); ours != selection.lists->end())
        rules.ours = std::make_shared<const ValueList>(ours->second);
    rules.people = PeopleBook::of(*selection.lists);
    return rules;
}

std::string whyUnusable(const Expression& filter, const Selection& selection) {
    if (filter.kind == Expression::Kind::Term) {
        const auto matcher = ValueMatcher::make(filter.term, contextOf(selection));
        return matcher ? std::string() : matcher.error().what;
    }
    for (const Expression& child : filter.children) {
        if (std::string why = whyUnusable(child, selection); !why.empty())
            return why;
    }
    return {};
}

} // namespace rastro::cli
