// SPDX-License-Identifier: Apache-2.0
//
// The canonical text of an expression and of its parts: parseFilter(filterText(e)) == e for every expression that
// parseFilter can give. Terms of one field side by side are written `field:(a or b)`. Pure functions, any thread.
#pragma once

#include "language/expression.h"

#include <string>
#include <string_view>
#include <vector>

namespace rastro {

// Empty for All. Where the readable text would be longer than a filter may be, one without what can be left out.
std::string filterText(const Expression& expression);

std::string fieldText(const FieldPath& field);
std::string valueText(const Value& value); // as it may stand after `field:` and in `field:( )`

// Any text as a value that means exactly this text: unquoted where that is possible, else quoted.
std::string literalValueText(std::string_view text);

// A term for a click: the field has exactly this text; the field is there. That a value is missing is
// negated(presentTerm(field)).
Expression equalsTerm(FieldPath field, std::string_view text);
Expression presentTerm(FieldPath field);
Expression negated(Expression expression); // a Not is taken off rather than doubled

// `a and b`, flattened; All is neutral.
Expression both(Expression a, Expression b);

// `a or b`, flattened; with All it is All.
Expression either(Expression a, Expression b);

// The top-level terms of a filter, as its chips: the children of an And, else the expression itself, none for All.
std::vector<Expression> topLevelTerms(const Expression& expression);
Expression fromTopLevelTerms(std::vector<Expression> terms);

} // namespace rastro
