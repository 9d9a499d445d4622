// SPDX-License-Identifier: Apache-2.0
#include "paths/jsondiff.h"

#include "paths/documents.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

namespace rastro {

namespace {

using json::Tree;
using Kind = DiffLine::Kind;

constexpr int kMostDepth = 300;               // documents inside documents included
constexpr std::size_t kMostPairs = 250'000; // of elements compared with each other; longer arrays go by position

struct Side {
    const Tree* tree = nullptr; // null: not there
    Tree::Index at = 0;
    bool isDocument = false;

    explicit operator bool() const { return tree != nullptr; }
    const Tree::Node& node() const { return tree->node(at); }
    bool isContainer() const { return tree != nullptr && tree->isContainer(at); }
};

bool isEqual(const Side& a, const Side& b) { return json::equalValues(*a.tree, a.at, *b.tree, b.at); }

class Differ {
public:
    Diff take() { return std::move(m_diff); }

    // True if the two are the same.
    bool compare(std::string key, Side left, Side right, int depth) {
        left = opened(left);
        right = opened(right);
        if (m_diff.lines.size() >= kMostDiffLines || depth > kMostDepth) {
            m_diff.isCut = true;
            return true;
        }
        if (left.isContainer() && right.isContainer() && left.node().type == right.node().type)
            return compareMembers(std::move(key), left, right, depth);
        if (left && right && (left.isContainer() || right.isContainer())) { // nothing alike: one after the other
            compare(key, left, Side{}, depth);
            compare(std::move(key), Side{}, right, depth);
            return false;
        }
        if (left.isContainer() || right.isContainer())
            return compareMembers(std::move(key), left, right, depth);
        const Kind kind = !right ? Kind::LeftOnly : !left ? Kind::RightOnly : isEqual(left, right) ? Kind::Same : Kind::Changed;
        m_diff.differences += kind == Kind::Same ? 0 : 1;
        m_diff.lines.push_back({kind, depth, std::move(key), textOf(left), textOf(right), false});
        return kind == Kind::Same;
    }

private:
    // A string that holds a document, as that document.
    Side opened(Side side) {
        if (!side || side.node().type != Tree::Type::String)
            return side;
        std::string scratch;
        const std::string text = side.tree->text(side.at);
        const auto document = documentIn(text, scratch);
        auto tree = document ? Tree::parse(std::string(*document)) : Result<Tree>(Error{ErrorCode::Malformed, {}, {}});
        if (!tree)
            return side;
        m_documents.push_back(std::move(*tree));
        return {&m_documents.back(), Tree::root(), true};
    }

    static std::string textOf(const Side& side) { return side ? side.tree->text(side.at) : std::string(); }

    static std::string shownAs(const Side& side) {
        if (!side)
            return {};
        const bool isObject = side.node().type == Tree::Type::Object;
        if (side.node().childCount == 0)
            return isObject ? "{}" : "[]";
        return isObject ? "{…}" : "[…]";
    }

    bool compareMembers(std::string key, const Side& left, const Side& right, int depth) {
        const std::size_t at = m_diff.lines.size();
        const Kind alone = !right ? Kind::LeftOnly : Kind::RightOnly;
        m_diff.lines.push_back({left && right ? Kind::Same : alone, depth, std::move(key), shownAs(left), shownAs(right),
                                left.isDocument || right.isDocument});
        const Side& any = left ? left : right;
        const bool isSame = any.node().type == Tree::Type::Object ? compareObjects(left, right, depth + 1)
                                                                  : compareArrays(left, right, depth + 1);
        if (left && right)
            m_diff.lines[at].kind = isSame ? Kind::Same : Kind::Changed;
        else if (any.node().childCount == 0)
            ++m_diff.differences;
        return isSame && left && right;
    }

    static std::vector<Side> membersOf(const Side& side) {
        std::vector<Side> members;
        if (!side)
            return members;
        for (Tree::Index child = side.node().firstChild; child != Tree::kNone; child = side.tree->node(child).nextSibling)
            members.push_back({side.tree, child, false});
        return members;
    }

    // In the order of the left one, then what only the right one has. Of a key that is there twice, first with first.
    bool compareObjects(const Side& left, const Side& right, int depth) {
        std::vector<Side> rest = membersOf(right);
        std::unordered_map<std::string, std::deque<std::size_t>> places; // in `rest`, by key
        for (std::size_t i = 0; i < rest.size(); ++i)
            places[rest[i].tree->key(rest[i].at)].push_back(i);
        bool isSame = true;
        for (const Side& member : membersOf(left)) {
            const std::string key = member.tree->key(member.at);
            Side counterpart;
            if (const auto other = places.find(key); other != places.end() && !other->second.empty()) {
                counterpart = std::exchange(rest[other->second.front()], Side{});
                other->second.pop_front();
            }
            isSame = compare(key, member, counterpart, depth) && isSame;
        }
        for (const Side& member : rest) {
            if (member)
                isSame = compare(member.tree->key(member.at), Side{}, member, depth) && isSame;
        }
        return isSame;
    }

    bool compareArrays(const Side& left, const Side& right, int depth) {
        const std::vector<Side> a = membersOf(left);
        const std::vector<Side> b = membersOf(right);
        bool isSame = true;
        std::size_t i = 0;
        std::size_t k = 0;
        const auto pairUp = [&](std::size_t toI, std::size_t toK) { // what stands between two common elements
            for (; i < toI || k < toK; i += i < toI ? 1 : 0, k += k < toK ? 1 : 0) {
                const std::string key = '[' + std::to_string(i < toI ? i : k) + ']';
                isSame = compare(key, i < toI ? a[i] : Side{}, k < toK ? b[k] : Side{}, depth) && isSame;
            }
        };
        for (const auto& [commonA, commonB] : commonElements(a, b)) {
            pairUp(commonA, commonB);
            isSame = compare('[' + std::to_string(i) + ']', a[i], b[k], depth) && isSame;
            ++i;
            ++k;
        }
        pairUp(a.size(), b.size());
        return isSame;
    }

    // The longest common subsequence, by place in both.
    static std::vector<std::pair<std::size_t, std::size_t>> commonElements(const std::vector<Side>& a,
                                                                           const std::vector<Side>& b) {
        std::vector<std::pair<std::size_t, std::size_t>> common;
        const std::size_t width = b.size() + 1;
        if (a.empty() || b.empty() || a.size() * b.size() > kMostPairs)
            return common;
        std::vector<std::uint32_t> longest((a.size() + 1) * width);
        std::vector<std::uint8_t> equal(a.size() * b.size());
        for (std::size_t i = a.size(); i-- > 0;) {
            for (std::size_t k = b.size(); k-- > 0;) {
                equal[i * b.size() + k] = isEqual(a[i], b[k]) ? 1 : 0;
                longest[i * width + k] = equal[i * b.size() + k]
                                             ? longest[(i + 1) * width + k + 1] + 1
                                             : std::max(longest[(i + 1) * width + k], longest[i * width + k + 1]);
            }
        }
        for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
            if (equal[i * b.size() + k])
                common.emplace_back(i++, k++);
            else if (longest[(i + 1) * width + k] >= longest[i * width + k + 1])
                ++i;
            else
                ++k;
        }
        return common;
    }

    Diff m_diff;
    std::deque<Tree> m_documents;
};

} // namespace

Diff diffOf(const Tree& left, const Tree& right) {
    Differ differ;
    differ.compare({}, {&left, Tree::root()}, {&right, Tree::root()}, 0);
    return differ.take();
}

} // namespace rastro
