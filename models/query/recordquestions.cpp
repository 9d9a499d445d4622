// SPDX-License-Identifier: Apache-2.0
#include "query/recordquestions.h"

#include "language/fields.h"

namespace rastro {

namespace {

// An alias as the path it stands for.
FieldPath recordPath(const FieldPath& field) {
    const std::optional<Column> column = field.isAnyBelow ? std::nullopt : columnOf(field);
    return column ? parseField(info(*column).name).value_or(field) : field;
}

// The paths to walk, by place of their terms; no steps for those whose column always holds.
std::vector<FieldPath> pathsOf(const FilterPlan& plan) {
    std::vector<FieldPath> paths;
    for (const PlannedTerm& term : plan.terms()) {
        const bool mayBeAsked = !term.bare && (!term.leaf || term.needsRegular || term.needsPlainTime);
        paths.push_back(mayBeAsked ? recordPath(term.term.field) : FieldPath{});
    }
    return paths;
}

bool isHit(const PlannedTerm& term, const ReachedValue& value) {
    if (value.kind == ReachedValue::Kind::Object)
        return term.matcher.isPresence() && !term.term.field.isAnyBelow;
    if (term.matcher.isPresence() || term.matcher.matches(value.text))
        return true;
    const std::optional<Micros> time = term.times ? timeOf(value.text, term.zone) : std::nullopt;
    return time && term.times->contains(*time);
}

} // namespace

RecordQuestions::RecordQuestions(const Snapshot& snapshot, const FilterPlan& plan)
    : m_snapshot(snapshot), m_plan(plan), m_walk(pathsOf(plan)) {}

bool RecordQuestions::matches(std::uint32_t row, std::string_view record) const {
    const std::vector<PlannedTerm>& terms = m_plan.terms();
    std::vector<std::uint8_t> hit;
    if (!m_walk.isEmpty()) {
        hit.resize(terms.size());
        m_walk.walk(record, [&](std::size_t place, const ReachedValue& value) {
            hit[place] = hit[place] != 0 || isHit(terms[place], value) ? 1 : 0;
        });
    }
    const std::uint16_t rowFlags = m_snapshot.rowFlags(RowId{row});
    return m_plan.test([&](std::size_t place) {
        const PlannedTerm& term = terms[place];
        if (term.bare)
            return term.bare->matches(record);
        const bool columnHolds = term.leaf && !(term.needsRegular && (rowFlags & flags::kIrregular)) &&
                                 !(term.needsPlainTime && (rowFlags & flags::kOddTime));
        return columnHolds ? term.leaf->contains(row) : !hit.empty() && hit[place] != 0;
    });
}

bool RecordQuestions::matchesUnread(std::uint32_t row) const {
    return m_plan.test([&](std::size_t place) {
        const PlannedTerm& term = m_plan.terms()[place];
        return term.leaf && term.leaf->contains(row);
    });
}

} // namespace rastro
