// SPDX-License-Identifier: Apache-2.0
#include "query/filterplan.h"

#include <algorithm>
#include <cstring>

namespace rastro {

namespace {

using Word = RowBitmap::Word;
constexpr std::size_t kWords = RowBitmap::kChunkWords;

bool isEmpty(const Word* words) {
    return std::all_of(words, words + kWords, [](Word word) { return word == 0; });
}

void intersect(Word* words, const Word* other) {
    for (std::size_t i = 0; i < kWords; ++i)
        words[i] &= other[i];
}

void unite(Word* words, const Word* other) {
    for (std::size_t i = 0; i < kWords; ++i)
        words[i] |= other[i];
}

} // namespace

FilterPlan::FilterPlan(const Snapshot& snapshot, const Expression& expression, std::vector<PlannedTerm> terms)
    : m_snapshot(snapshot), m_terms(std::move(terms)) {
    std::size_t next = 0;
    m_root = nodeOf(expression, next);
    m_scanned = m_root;
    uniteLeaves(m_scanned);
    for (const PlannedTerm& term : m_terms) {
        m_isExact = m_isExact && term.leaf != nullptr;
        if (term.needsRegular)
            m_unsureFlags |= flags::kIrregular;
        if (term.needsPlainTime)
            m_unsureFlags |= flags::kOddTime;
    }
}

FilterPlan::Node FilterPlan::nodeOf(const Expression& expression, std::size_t& next) {
    Node node;
    node.kind = expression.kind;
    if (expression.kind == Expression::Kind::Term) {
        node.term = next++;
        node.leaf = m_terms[node.term].leaf.get();
        node.cost = node.leaf != nullptr ? node.leaf->cost() : 1'000;
    }
    for (const Expression& child : expression.children) {
        node.children.push_back(nodeOf(child, next));
        node.cost += node.children.back().cost;
    }
    std::ranges::stable_sort(node.children, {}, &Node::cost);
    return node;
}

void FilterPlan::uniteLeaves(Node& node) {
    for (Node& child : node.children)
        uniteLeaves(child);
    const bool isOr = node.kind == Expression::Kind::Or;
    if (!isOr && node.kind != Expression::Kind::And)
        return;
    std::vector<Node> left;
    for (Node& child : node.children) {
        LeafPtr united;
        for (std::size_t i = 0; child.leaf != nullptr && i < left.size() && !united; ++i) {
            const FilterLeaf* first = left[i].leaf;
            if (first != nullptr && (united = isOr ? first->unitedWith(*child.leaf) : first->narrowedBy(*child.leaf)))
                left[i].leaf = united.get();
        }
        if (united)
            m_united.push_back(std::move(united));
        else
            left.push_back(std::move(child));
    }
    node.children = std::move(left);
}

void FilterPlan::fillAll(std::size_t c, Word* words) const {
    const std::uint32_t rows = m_snapshot.chunk(c).rows;
    std::memset(words, 0, kWords * sizeof(Word));
    std::memset(words, 0xFF, rows / 64 * sizeof(Word));
    if (rows % 64 != 0)
        words[rows / 64] = (Word{1} << (rows % 64)) - 1;
}

std::optional<TimeRangeOf> FilterPlan::times() const {
    const Node* only = &m_scanned;
    while (only->kind == Expression::Kind::And && only->children.size() == 1)
        only = &only->children.front();
    return m_isExact && m_unsureFlags == 0 && only->leaf != nullptr ? only->leaf->times() : std::nullopt;
}

void FilterPlan::fill(std::size_t c, Word* words) const { fillNode(m_scanned, c, words); }

void FilterPlan::fillNode(const Node& node, std::size_t c, Word* words) const {
    switch (node.kind) {
    case Expression::Kind::All:
        fillAll(c, words);
        return;
    case Expression::Kind::Term:
        node.leaf->fill(c, words);
        return;
    case Expression::Kind::Not: {
        fillNode(node.children.front(), c, words);
        std::vector<Word> all(kWords);
        fillAll(c, all.data());
        for (std::size_t i = 0; i < kWords; ++i)
            words[i] = all[i] & ~words[i];
        return;
    }
    case Expression::Kind::And:
    case Expression::Kind::Or:
        break;
    }
    const bool isAnd = node.kind == Expression::Kind::And;
    fillNode(node.children.front(), c, words);
    std::vector<Word> other(kWords);
    for (std::size_t i = 1; i < node.children.size(); ++i) {
        if (isAnd && isEmpty(words))
            return;
        fillNode(node.children[i], c, other.data());
        isAnd ? intersect(words, other.data()) : unite(words, other.data());
    }
}

void FilterPlan::bounds(std::size_t c, Bounds& bounds) const {
    bounds.sure.assign(kWords, 0);
    bounds.possible.assign(kWords, 0);
    boundNode(m_scanned, c, bounds);
}

void FilterPlan::boundNode(const Node& node, std::size_t c, Bounds& bounds) const {
    switch (node.kind) {
    case Expression::Kind::All:
        fillAll(c, bounds.sure.data());
        bounds.possible = bounds.sure;
        return;
    case Expression::Kind::Term:
        if (node.leaf != nullptr) {
            node.leaf->fill(c, bounds.sure.data());
            bounds.possible = bounds.sure;
        } else {
            std::ranges::fill(bounds.sure, Word{0});
            if (const auto& candidates = m_terms[node.term].candidates)
                std::copy_n(candidates->chunk(c), kWords, bounds.possible.data());
            else
                fillAll(c, bounds.possible.data());
        }
        return;
    case Expression::Kind::Not: {
        boundNode(node.children.front(), c, bounds);
        std::vector<Word> all(kWords);
        fillAll(c, all.data());
        std::swap(bounds.sure, bounds.possible);
        for (std::size_t i = 0; i < kWords; ++i) {
            bounds.sure[i] = all[i] & ~bounds.sure[i];
            bounds.possible[i] = all[i] & ~bounds.possible[i];
        }
        return;
    }
    case Expression::Kind::And:
    case Expression::Kind::Or:
        break;
    }
    const auto combine = node.kind == Expression::Kind::And ? intersect : unite;
    boundNode(node.children.front(), c, bounds);
    Bounds other{std::vector<Word>(kWords), std::vector<Word>(kWords)};
    for (std::size_t i = 1; i < node.children.size(); ++i) {
        boundNode(node.children[i], c, other);
        combine(bounds.sure.data(), other.sure.data());
        combine(bounds.possible.data(), other.possible.data());
    }
}

} // namespace rastro
