// SPDX-License-Identifier: Apache-2.0
//
// FilterTerm: one top-level term of a filter as its bar keeps it: a disabled one stays in the bar and asks nothing.
// A plain value, any thread.
#pragma once

#include "language/expression.h"

#include <vector>

namespace rastro {

struct FilterTerm {
    Expression expression;
    bool isEnabled = true;
    bool operator==(const FilterTerm&) const = default;
};

using FilterTerms = std::vector<FilterTerm>;

} // namespace rastro
