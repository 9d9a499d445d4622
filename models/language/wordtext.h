// SPDX-License-Identifier: Apache-2.0
//
// The parts of a term as they are written in a filter, with the escapes their place asks for and no others: the
// counterpart of values.h. Pure functions, any thread.
#pragma once

#include "language/expression.h"

#include <string>

namespace rastro {

std::string fieldText(const FieldPath& field);

std::string bareText(const Value& value);     // a term of its own
std::string groupText(const Value& value);    // after `field:` and in `field:( )`
std::string comparedText(const Value& value); // after `field <`

} // namespace rastro
