// SPDX-License-Identifier: Apache-2.0
#include "query/facetedit.h"

#include "base/foldedtext.h"
#include "language/fields.h"
#include "language/unparser.h"

#include <algorithm>

namespace rastro {

namespace {

using Kind = Expression::Kind;

bool isOfField(const Term& term, const AnyColumn& field) {
    return !term.isBare() && !term.field.isAnyBelow && AnyColumn(term.field) == field;
}

// The value a term names and nothing else, if it is such a term.
std::optional<std::string> namedText(const Term& term) {
    const Value& value = term.value;
    if (term.comparison != Comparison::Matches)
        return std::nullopt;
    if (value.kind == Value::Kind::Literal)
        return value.text;
    const bool isPlain = value.kind == Value::Kind::Pattern &&
                         (value.parts.empty() ||
                          (value.parts.size() == 1 && value.parts[0].kind == PatternPart::Kind::Text));
    return isPlain ? std::optional(value.text) : std::nullopt;
}

bool isPresence(const Expression& expression) {
    if (expression.kind != Kind::Term)
        return false;
    const Term& term = expression.term;
    return term.comparison == Comparison::Matches && term.value.kind == Value::Kind::Pattern &&
           !term.value.parts.empty() &&
           std::ranges::all_of(term.value.parts,
                               [](const PatternPart& part) { return part.kind == PatternPart::Kind::AnyRun; });
}

// The choice that `expression` picks: f:x, or not f:* for no value.
std::optional<FacetChoice> pickedBy(const Expression& expression) {
    if (expression.kind == Kind::Not && isPresence(expression.children.front()))
        return FacetChoice();
    if (expression.kind != Kind::Term)
        return std::nullopt;
    const std::optional<std::string> text = namedText(expression.term);
    return text ? std::optional<FacetChoice>(*text) : std::nullopt;
}

// The parts of a list of values: the children of an Or, else the expression itself.
std::vector<Expression> alternatives(const Expression& expression) {
    return expression.kind == Kind::Or ? expression.children : std::vector{expression};
}

Expression anyOf(std::vector<Expression> parts) {
    if (parts.size() == 1)
        return std::move(parts.front());
    Expression either;
    either.kind = Kind::Or;
    either.children = std::move(parts);
    return either;
}

// An exclusion as the list of what it excludes: not f:x, not f:(x or y), f:* for no value. Empty if it is none.
std::vector<Expression> excludedParts(const Expression& term) {
    if (isPresence(term))
        return {negated(term)};
    if (term.kind != Kind::Not || isPresence(term.children.front()))
        return {};
    return alternatives(term.children.front());
}

bool isExclusion(const Expression& term) { return !excludedParts(term).empty(); }

// Whether a term takes part in picking: f:x, f:(x or y), also with patterns among them.
bool isList(const Expression& term) {
    return !isExclusion(term) && std::ranges::all_of(alternatives(term), [](const Expression& part) {
        return part.kind == Kind::Term ? part.term.comparison == Comparison::Matches : pickedBy(part).has_value();
    });
}

bool picks(const Expression& part, const FacetChoice& value) {
    const std::optional<FacetChoice> picked = pickedBy(part);
    return picked && isSameChoice(*picked, value);
}

FieldPath fieldPath(const AnyColumn& field) { return field.column() ? fieldOf(*field.column()) : field.path(); }

Expression pickTerm(FieldPath path, const FacetChoice& value) {
    return value ? equalsTerm(std::move(path), *value) : negated(presentTerm(std::move(path)));
}
Expression pickTerm(const AnyColumn& field, const FacetChoice& value) { return pickTerm(fieldPath(field), value); }

// The field as the person wrote it, so that the list stays one `field:(…)`.
FieldPath writtenPath(const Expression& term) {
    return term.kind == Kind::Term ? term.term.field : writtenPath(term.children.front());
}

// Takes the value out of a list and out of an exclusion; false if nothing of it is left.
bool takeFrom(std::vector<Expression>& parts, const FacetChoice& value) {
    std::erase_if(parts, [&](const Expression& part) { return picks(part, value); });
    return !parts.empty();
}

enum class Side : std::uint8_t { Picked, Excluded };

Expression without(const Expression& filter, const AnyColumn& field, const FacetChoice& value, Side side) {
    std::vector<Expression> kept;
    for (Expression& term : topLevelTerms(filter)) {
        const bool isExcluding = isExclusion(term);
        if (!isOwnTerm(term, field) || isExcluding != (side == Side::Excluded)) {
            kept.push_back(std::move(term));
            continue;
        }
        std::vector<Expression> parts = isExcluding ? excludedParts(term) : alternatives(term);
        const std::size_t before = parts.size();
        if (!takeFrom(parts, value))
            continue;
        if (parts.size() != before)
            term = isExcluding ? negated(anyOf(std::move(parts))) : anyOf(std::move(parts));
        kept.push_back(std::move(term));
    }
    return fromTopLevelTerms(std::move(kept));
}

// Puts `term` where the field's first own term stood, or at the end, and drops the others.
Expression replaced(const Expression& filter, const AnyColumn& field, Expression term) {
    std::vector<Expression> kept;
    bool isPlaced = false;
    for (Expression& old : topLevelTerms(filter)) {
        if (!isOwnTerm(old, field)) {
            kept.push_back(std::move(old));
        } else if (!isPlaced) {
            kept.push_back(term);
            isPlaced = true;
        }
    }
    if (!isPlaced)
        kept.push_back(std::move(term));
    return fromTopLevelTerms(std::move(kept));
}

bool contains(const std::vector<FacetChoice>& choices, const FacetChoice& value) {
    return std::ranges::any_of(choices, [&](const FacetChoice& choice) { return isSameChoice(choice, value); });
}

} // namespace

bool isSameChoice(const FacetChoice& a, const FacetChoice& b) {
    return a && b ? equalsFolded(*a, *b) : a.has_value() == b.has_value();
}

bool isOwnTerm(const Expression& topLevelTerm, const AnyColumn& field) {
    if (topLevelTerm.kind == Kind::Term)
        return isOfField(topLevelTerm.term, field);
    return !topLevelTerm.children.empty() &&
           std::ranges::all_of(topLevelTerm.children, [&](const Expression& child) { return isOwnTerm(child, field); });
}

FacetPicks picksOf(const Expression& filter, const AnyColumn& field) {
    FacetPicks out;
    for (Expression& term : topLevelTerms(filter)) {
        if (!isOwnTerm(term, field))
            continue;
        const bool isExcluding = isExclusion(term);
        for (const Expression& part : isExcluding ? excludedParts(term) : alternatives(term)) {
            std::vector<FacetChoice>& side = isExcluding ? out.excluded : out.picked;
            if (const std::optional<FacetChoice> choice = pickedBy(part))
                side.push_back(*choice);
        }
        out.terms.push_back(std::move(term));
    }
    return out;
}

Expression withPicked(const Expression& filter, const AnyColumn& field, const FacetChoice& value) {
    std::vector<Expression> terms = topLevelTerms(without(filter, field, value, Side::Excluded));
    const auto list =
        std::ranges::find_if(terms, [&](const Expression& term) { return isOwnTerm(term, field) && isList(term); });
    if (list == terms.end()) {
        terms.push_back(pickTerm(field, value));
        return fromTopLevelTerms(std::move(terms));
    }
    std::vector<Expression> parts = alternatives(*list);
    if (std::ranges::none_of(parts, [&](const Expression& part) { return picks(part, value); })) {
        parts.push_back(pickTerm(writtenPath(*list), value));
        *list = anyOf(std::move(parts));
    }
    return fromTopLevelTerms(std::move(terms));
}

Expression withoutPicked(const Expression& filter, const AnyColumn& field, const FacetChoice& value) {
    return without(filter, field, value, Side::Picked);
}

Expression withExcluded(const Expression& filter, const AnyColumn& field, const FacetChoice& value) {
    if (contains(picksOf(filter, field).excluded, value))
        return without(filter, field, value, Side::Picked);
    std::vector<Expression> terms = topLevelTerms(without(filter, field, value, Side::Picked));
    terms.push_back(negated(pickTerm(field, value)));
    return fromTopLevelTerms(std::move(terms));
}

Expression withoutExcluded(const Expression& filter, const AnyColumn& field, const FacetChoice& value) {
    return without(filter, field, value, Side::Excluded);
}

Expression withOnly(const Expression& filter, const AnyColumn& field, const FacetChoice& value) {
    return replaced(filter, field, pickTerm(field, value));
}

Expression withAllBut(const Expression& filter, const AnyColumn& field, const FacetChoice& value) {
    return replaced(filter, field, negated(pickTerm(field, value)));
}

Expression withoutField(const Expression& filter, const AnyColumn& field) {
    std::vector<Expression> terms = topLevelTerms(filter);
    std::erase_if(terms, [&](const Expression& term) { return isOwnTerm(term, field); });
    return fromTopLevelTerms(std::move(terms));
}

Expression withToggled(const Expression& filter, const AnyColumn& field, const FacetChoice& value) {
    const FacetPicks picks = picksOf(filter, field);
    if (contains(picks.picked, value))
        return withoutPicked(filter, field, value);
    if (contains(picks.excluded, value))
        return withoutExcluded(filter, field, value);
    return withPicked(filter, field, value);
}

Expression edited(const Expression& filter, const AnyColumn& field, const FacetChoice& value, FacetEdit edit) {
    switch (edit) {
    case FacetEdit::Toggle:
        return withToggled(filter, field, value);
    case FacetEdit::Pick:
        return withPicked(filter, field, value);
    case FacetEdit::Exclude:
        return withExcluded(filter, field, value);
    case FacetEdit::Only:
        return withOnly(filter, field, value);
    case FacetEdit::AllBut:
        break;
    }
    return withAllBut(filter, field, value);
}

} // namespace rastro
