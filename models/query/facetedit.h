// SPDX-License-Identifier: Apache-2.0
//
// What clicks on the values of a facet make of a filter. The values picked of one field are one top-level term,
// `field:(a or b)`; each value filtered out is one of its own, `not field:x`; rows without a value are `not field:*`.
// Terms of other fields stay as and where they are. Values compare with A-Z folded. Pure functions, any thread.
#pragma once

#include "language/expression.h"
#include "query/anycolumn.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rastro {

using FacetChoice = std::optional<std::string>; // nullopt: no value

// What the top-level terms of a filter say of one field; values may stand in it twice.
struct FacetPicks {
    std::vector<FacetChoice> picked;   // named by a term of the field
    std::vector<FacetChoice> excluded; // named by a `not`
    std::vector<Expression> terms;     // all of the field's own terms, whatever they say
};

// Whether a top-level term asks for nothing but this field.
bool isOwnTerm(const Expression& topLevelTerm, const AnyColumn& field);

FacetPicks picksOf(const Expression& filter, const AnyColumn& field);

bool isSameChoice(const FacetChoice& a, const FacetChoice& b);

// Adds the value to those picked; one that was filtered out is let in again.
Expression withPicked(const Expression& filter, const AnyColumn& field, const FacetChoice& value);
// Takes it from those picked; the term goes with the last one.
Expression withoutPicked(const Expression& filter, const AnyColumn& field, const FacetChoice& value);
// Filters it out; it is picked no longer.
Expression withExcluded(const Expression& filter, const AnyColumn& field, const FacetChoice& value);
Expression withoutExcluded(const Expression& filter, const AnyColumn& field, const FacetChoice& value);
// In place of every term of the field: this value alone, or all but it.
Expression withOnly(const Expression& filter, const AnyColumn& field, const FacetChoice& value);
Expression withAllBut(const Expression& filter, const AnyColumn& field, const FacetChoice& value);
Expression withoutField(const Expression& filter, const AnyColumn& field);
// What a click on the value does: picked ones and ones filtered out become free, free ones picked.
Expression withToggled(const Expression& filter, const AnyColumn& field, const FacetChoice& value);

// The same by name, for views that only tell what is wished.
enum class FacetEdit : std::uint8_t { Toggle, Pick, Exclude, Only, AllBut };
Expression edited(const Expression& filter, const AnyColumn& field, const FacetChoice& value, FacetEdit edit);

} // namespace rastro
