// SPDX-License-Identifier: Apache-2.0
//
// From counts to the facet that is shown: the first values in the order wished, those the filter names, and what the
// field's own terms make of each. Pure functions over a finished tally, any thread.
#pragma once

#include "query/facetedit.h"
#include "query/facets.h"
#include "query/facettally.h"
#include "query/valuematcher.h"

namespace rastro {

// The own terms of a field, ready to be put to single values.
class FacetMarks {
public:
    // Errors as ValueMatcher::make().
    static Result<FacetMarks> make(const Expression& filter, const AnyColumn& field, const FilterContext& context);

    FacetMark markOf(const FacetChoice& value) const;
    bool names(std::string_view text) const; // picked or excluded
    bool hasNames() const { return !m_named.empty(); }
    const FacetPicks& picks() const { return m_picks; }

private:
    struct Node {
        Expression::Kind kind = Expression::Kind::All;
        std::vector<Node> children;
        std::size_t matcher = 0;
    };
    Result<Node> nodeOf(const Expression& expression, const FilterContext& context);
    bool holds(const Node& node, const FacetChoice& value) const;

    FacetPicks m_picks;
    std::vector<std::pair<std::string, FacetMark>> m_named; // folded, sorted
    std::uint64_t m_lengths = 0; // of named texts, a bit for each modulo 64
    bool m_missingIsPicked = false;
    bool m_missingIsExcluded = false;
    std::vector<Node> m_terms; // every one must hold
    std::vector<ValueMatcher> m_matchers;
};

// rows: how many were counted.
Facet facetOf(const FacetTally& tally, const FacetWish& wish, const FacetMarks& marks, std::uint64_t rows,
              const Checkpoint& checkpoint);

} // namespace rastro
