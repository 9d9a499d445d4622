// SPDX-License-Identifier: Apache-2.0
//
// FilterPlan: an expression made ready for one snapshot: each term answered by a column, or left to the records. Built
// and used by query/filter; immutable once made, any thread.
#pragma once

#include "query/baretest.h"
#include "query/filterleaves.h"

#include <memory>
#include <vector>

namespace rastro {

struct PlannedTerm {
    Term term;
    ValueMatcher matcher;
    LeafPtr leaf = nullptr;    // null: only the record can tell
    std::shared_ptr<const BareTest> bare;        // of a bare term
    std::shared_ptr<const RowBitmap> candidates; // of a bare term: no other row matches; null: any may
    std::optional<TimeRangeOf> times; // of eventTime: instants that match beside the texts
    std::chrono::minutes zone{0};     // of times that have none
    bool needsRegular = false; // the leaf does not hold for irregular rows: their records tell
    bool needsPlainTime = false; // nor for rows whose time is written in another form
};

class FilterPlan {
public:
    // Bits of a chunk between which the truth lies: `sure` rows match, `possible` ones may.
    struct Bounds {
        std::vector<RowBitmap::Word> sure;
        std::vector<RowBitmap::Word> possible;
    };

    // terms: by their order in the expression, depth first.
    FilterPlan(const Snapshot& snapshot, const Expression& expression, std::vector<PlannedTerm> terms);

    const std::vector<PlannedTerm>& terms() const { return m_terms; }
    bool isExact() const { return m_isExact; } // every term has a leaf

    // When the rows are those of a range of times and no others.
    std::optional<TimeRangeOf> times() const;

    // Writes the chunk's bits; for a plan that is exact.
    void fill(std::size_t c, RowBitmap::Word* words) const;
    void bounds(std::size_t c, Bounds& bounds) const;

    // The whole expression for one row; holds(place of the term).
    template <typename Holds> bool test(const Holds& holds) const { return testNode(m_root, holds); }

    // The flags of rows whose records must be asked whatever the columns say.
    std::uint16_t unsureFlags() const { return m_unsureFlags; }

private:
    struct Node {
        Expression::Kind kind = Expression::Kind::All;
        std::vector<Node> children;
        std::size_t term = 0;
        const FilterLeaf* leaf = nullptr; // of a term; null: only the record can tell
        int cost = 0;
    };
    void uniteLeaves(Node& node);
    Node nodeOf(const Expression& expression, std::size_t& next);
    void fillNode(const Node& node, std::size_t c, RowBitmap::Word* words) const;
    void boundNode(const Node& node, std::size_t c, Bounds& bounds) const;
    void fillAll(std::size_t c, RowBitmap::Word* words) const;

    template <typename Holds> bool testNode(const Node& node, const Holds& holds) const {
        const auto isTrue = [&](const Node& child) { return testNode(child, holds); };
        switch (node.kind) {
        case Expression::Kind::And:
            return std::all_of(node.children.begin(), node.children.end(), isTrue);
        case Expression::Kind::Or:
            return std::any_of(node.children.begin(), node.children.end(), isTrue);
        case Expression::Kind::Not:
            return !isTrue(node.children.front());
        case Expression::Kind::Term:
            return holds(node.term);
        case Expression::Kind::All:
            break;
        }
        return true;
    }

    const Snapshot& m_snapshot;
    std::vector<PlannedTerm> m_terms;
    Node m_root;    // as the expression
    Node m_scanned; // the same for whole chunks: `or` of several values of a column is one scan
    std::vector<LeafPtr> m_united;
    bool m_isExact = true;
    std::uint16_t m_unsureFlags = 0;
};

} // namespace rastro
