// SPDX-License-Identifier: Apache-2.0
#include "query/facetvalues.h"

#include "base/foldedtext.h"
#include "query/textpattern.h"

#include <algorithm>

namespace rastro {

namespace {

// The entries of a tally that are to be shown.
class Picker {
public:
    Picker(const FacetTally& tally, const FacetWish& wish, const FacetMarks& marks, const Checkpoint& checkpoint)
        : m_tally(tally)
        , m_wish(wish)
        , m_marks(marks)
        , m_checkpoint(checkpoint)
        , m_search(TextPattern::literal(wish.search, TextPattern::Extent::Inside)) {}

    void pick(Facet& facet) {
        look(facet);
        const std::size_t listed = std::min(m_wish.limit, m_found.size());
        const auto end = m_found.begin() + static_cast<std::ptrdiff_t>(listed);
        std::partial_sort(m_found.begin(), end, m_found.end(),
                          [this](std::size_t a, std::size_t b) { return isBefore(a, b); });
        m_found.resize(listed);
        facet.listed = listed;
        for (const std::size_t entry : m_found)
            append(facet, entry);
        appendNamed(facet);
    }

private:
    static constexpr std::size_t kLookAfter = 4'096; // entries between two looks at the checkpoint

    void look(Facet& facet) {
        std::string space;
        const bool needsText = !m_wish.search.empty() || m_marks.hasNames();
        for (std::size_t entry = 0; entry < m_tally.size(); ++entry) {
            if (entry % kLookAfter == 0 && m_checkpoint.isStopRequested())
                return;
            if (m_tally.count(entry) == 0)
                continue;
            ++facet.distinct;
            const std::string_view text = needsText ? m_tally.text(entry, space) : std::string_view();
            if (!isFound(text))
                continue;
            m_found.push_back(entry);
            if (m_marks.hasNames() && m_named.size() < kMostMarked && m_marks.names(text))
                m_named.push_back(entry);
        }
        facet.found = m_found.size();
    }

    bool isFound(std::string_view text) const { return m_wish.search.empty() || m_search.matches(text); }

    bool isBefore(std::size_t a, std::size_t b) const {
        const std::uint64_t x = m_tally.count(a);
        const std::uint64_t y = m_tally.count(b);
        if (x != y)
            return m_wish.order == FacetOrder::MostFrequent ? x > y : x < y;
        return m_tally.isBefore(a, b);
    }

    void append(Facet& facet, std::size_t entry) {
        std::string space;
        const std::string text(m_tally.text(entry, space));
        facet.values.push_back({FacetValue::Kind::Text, text, m_tally.count(entry), m_marks.markOf(text)});
    }

    // What the filter names stays in sight, or it could not be taken back.
    void appendNamed(Facet& facet) {
        std::erase_if(m_named, [this](std::size_t entry) { return std::ranges::find(m_found, entry) != m_found.end(); });
        std::ranges::sort(m_named, [this](std::size_t a, std::size_t b) { return isBefore(a, b); });
        for (const std::size_t entry : m_named)
            append(facet, entry);
        std::size_t room = kMostMarked - std::min(kMostMarked, m_named.size());
        for (const auto* side : {&m_marks.picks().picked, &m_marks.picks().excluded}) {
            for (const FacetChoice& choice : *side) {
                if (room == 0)
                    return;
                if (choice && isFound(*choice) && !isShown(facet, *choice)) {
                    facet.values.push_back({FacetValue::Kind::Text, *choice, 0, m_marks.markOf(choice)});
                    --room;
                }
            }
        }
    }

    static bool isShown(const Facet& facet, std::string_view text) {
        return std::ranges::any_of(facet.values,
                                   [&](const FacetValue& value) { return equalsFolded(value.text, text); });
    }

    const FacetTally& m_tally;
    const FacetWish& m_wish;
    const FacetMarks& m_marks;
    const Checkpoint& m_checkpoint;
    TextPattern m_search;
    std::vector<std::size_t> m_found;
    std::vector<std::size_t> m_named;
};

} // namespace

Result<FacetMarks> FacetMarks::make(const Expression& filter, const AnyColumn& field, const FilterContext& context) {
    FacetMarks marks;
    marks.m_picks = picksOf(filter, field);
    const auto name = [&](const std::vector<FacetChoice>& choices, FacetMark mark, bool& missing) {
        for (const FacetChoice& choice : choices) {
            if (choice)
                marks.m_named.emplace_back(foldedText(*choice), mark);
            else
                missing = true;
        }
    };
    name(marks.m_picks.picked, FacetMark::Picked, marks.m_missingIsPicked);
    name(marks.m_picks.excluded, FacetMark::Excluded, marks.m_missingIsExcluded);
    std::ranges::sort(marks.m_named);
    for (const auto& named : marks.m_named)
        marks.m_lengths |= std::uint64_t{1} << (named.first.size() % 64);
    for (const Expression& term : marks.m_picks.terms) {
        Result<Node> node = marks.nodeOf(term, context);
        if (!node)
            return node.error();
        marks.m_terms.push_back(std::move(*node));
    }
    return marks;
}

Result<FacetMarks::Node> FacetMarks::nodeOf(const Expression& expression, const FilterContext& context) {
    Node node;
    node.kind = expression.kind;
    if (expression.kind == Expression::Kind::Term) {
        Result<ValueMatcher> matcher = ValueMatcher::make(expression.term, context);
        if (!matcher)
            return matcher.error();
        node.matcher = m_matchers.size();
        m_matchers.push_back(std::move(*matcher));
    }
    for (const Expression& child : expression.children) {
        Result<Node> made = nodeOf(child, context);
        if (!made)
            return made.error();
        node.children.push_back(std::move(*made));
    }
    return node;
}

bool FacetMarks::holds(const Node& node, const FacetChoice& value) const {
    const auto isTrue = [&](const Node& child) { return holds(child, value); };
    switch (node.kind) {
    case Expression::Kind::And:
        return std::ranges::all_of(node.children, isTrue);
    case Expression::Kind::Or:
        return std::ranges::any_of(node.children, isTrue);
    case Expression::Kind::Not:
        return !isTrue(node.children.front());
    case Expression::Kind::Term: {
        const ValueMatcher& matcher = m_matchers[node.matcher];
        return value && (matcher.isPresence() || matcher.matches(*value));
    }
    case Expression::Kind::All:
        break;
    }
    return true;
}

bool FacetMarks::names(std::string_view text) const {
    if (!((m_lengths >> (text.size() % 64)) & 1))
        return false;
    const std::string folded = foldedText(text);
    const auto named = std::ranges::lower_bound(m_named, folded, {}, &decltype(m_named)::value_type::first);
    return named != m_named.end() && named->first == folded;
}

FacetMark FacetMarks::markOf(const FacetChoice& value) const {
    if (!value && (m_missingIsPicked || m_missingIsExcluded))
        return m_missingIsPicked ? FacetMark::Picked : FacetMark::Excluded;
    if (value) {
        const std::string folded = foldedText(*value);
        const auto named = std::ranges::lower_bound(m_named, folded, {}, &decltype(m_named)::value_type::first);
        if (named != m_named.end() && named->first == folded)
            return named->second;
    }
    const bool isIn = std::ranges::all_of(m_terms, [&](const Node& term) { return holds(term, value); });
    return isIn ? FacetMark::None : FacetMark::LeftOut;
}

Facet facetOf(const FacetTally& tally, const FacetWish& wish, const FacetMarks& marks, std::uint64_t rows,
              const Checkpoint& checkpoint) {
    Facet facet;
    facet.wish = wish;
    facet.rows = rows;
    Picker(tally, wish, marks, checkpoint).pick(facet);
    if (!wish.search.empty())
        return facet;
    if (tally.objects() != 0)
        facet.values.push_back({FacetValue::Kind::Object, {}, tally.objects(), FacetMark::None});
    const FacetMark missing = marks.markOf(std::nullopt);
    if (tally.missing() != 0 || missing == FacetMark::Picked || missing == FacetMark::Excluded)
        facet.values.push_back({FacetValue::Kind::Missing, {}, tally.missing(), missing});
    return facet;
}

} // namespace rastro
