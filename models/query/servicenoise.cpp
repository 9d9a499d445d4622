// SPDX-License-Identifier: Apache-2.0
#include "query/servicenoise.h"

#include "language/parser.h"

#include <algorithm>

namespace rastro {

const Expression& noNoiseTerm() {
    static const Expression term = std::get<Expression>(parseFilter(kNoNoiseFilter));
    return term;
}

std::optional<Expression> withNoise(const Expression& filter) {
    if (filter == noNoiseTerm())
        return Expression{};
    if (filter.kind != Expression::Kind::And)
        return std::nullopt;
    const auto term = std::ranges::find(filter.children, noNoiseTerm());
    if (term == filter.children.end())
        return std::nullopt;
    Expression rest = filter;
    rest.children.erase(rest.children.begin() + (term - filter.children.begin()));
    return rest.children.size() == 1 ? rest.children.front() : rest;
}

} // namespace rastro
