// SPDX-License-Identifier: Apache-2.0
#include "base/jsontree.h"

#include "base/jsonscan.h"
#include "base/jsonstring.h"

#include <algorithm>
#include <limits>

namespace rastro::json {

// Builds the nodes with an explicit stack: the grammar was checked by scanValue before.
class TreeBuilder {
public:
    explicit TreeBuilder(Tree& tree)
        : m_tree(tree), m_begin(tree.m_bytes.data()), m_end(m_begin + tree.m_bytes.size()) {}

    void build(const char* p) {
        p = value(p, Tree::kNone, {});
        while (!m_open.empty())
            p = step(skipSpace(p, m_end));
    }

private:
    struct Key {
        std::string_view raw;
        bool present = false;
    };

    // Inside the innermost open container, at a comma, a bracket, a key or a value.
    const char* step(const char* p) {
        const Tree::Index container = m_open.back();
        if (*p == '}' || *p == ']') {
            Tree::Node& node = m_tree.m_nodes[container];
            node.valueLength = static_cast<std::uint32_t>(p + 1 - m_begin) - node.valueBegin;
            m_open.pop_back();
            m_lastChild.pop_back();
            return p + 1;
        }
        if (*p == ',')
            p = skipSpace(p + 1, m_end);
        Key key;
        if (m_tree.m_nodes[container].type == Tree::Type::Object) {
            const char* past = scanString(p, m_end).at;
            key = {{p + 1, static_cast<std::size_t>(past - p - 2)}, true};
            p = skipSpace(skipSpace(past, m_end) + 1, m_end);
        }
        return value(p, container, key);
    }

    const char* value(const char* p, Tree::Index parent, Key key) {
        const auto self = static_cast<Tree::Index>(m_tree.m_nodes.size());
        Tree::Node node;
        node.parent = parent;
        node.valueBegin = static_cast<std::uint32_t>(p - m_begin);
        if (key.present) {
            node.hasKey = true;
            node.keyBegin = static_cast<std::uint32_t>(key.raw.data() - m_begin);
            node.keyLength = static_cast<std::uint32_t>(key.raw.size());
        }
        node.type = typeAt(*p);
        const bool container = node.type <= Tree::Type::Array;
        const char* past = container ? p + 1 : scanValue(p, m_end).at;
        node.valueLength = static_cast<std::uint32_t>(past - p);
        m_tree.m_nodes.push_back(node);
        link(self, parent);
        if (container) {
            m_open.push_back(self);
            m_lastChild.push_back(Tree::kNone);
        }
        return past;
    }

    void link(Tree::Index self, Tree::Index parent) {
        if (parent == Tree::kNone)
            return;
        Tree::Index& last = m_lastChild.back();
        if (last == Tree::kNone)
            m_tree.m_nodes[parent].firstChild = self;
        else
            m_tree.m_nodes[last].nextSibling = self;
        last = self;
        ++m_tree.m_nodes[parent].childCount;
    }

    static Tree::Type typeAt(char c) {
        switch (c) {
        case '{': return Tree::Type::Object;
        case '[': return Tree::Type::Array;
        case '"': return Tree::Type::String;
        case 't': return Tree::Type::True;
        case 'f': return Tree::Type::False;
        case 'n': return Tree::Type::Null;
        default: return Tree::Type::Number;
        }
    }

    Tree& m_tree;
    const char* m_begin;
    const char* m_end;
    std::vector<Tree::Index> m_open;
    std::vector<Tree::Index> m_lastChild;
};

Result<Tree> Tree::parse(std::string bytes) {
    if (bytes.size() >= std::numeric_limits<std::uint32_t>::max())
        return Error{ErrorCode::TooLarge, {}, "the document is larger than 4 GB"};
    Tree tree;
    tree.m_bytes = std::move(bytes);
    const char* begin = tree.m_bytes.data();
    const char* end = begin + tree.m_bytes.size();
    const char* start = skipSpace(begin, end);
    Scan scan = scanValue(start, end);
    if (scan && skipSpace(scan.at, end) != end)
        scan.fault = Fault::BadStructure;
    if (!scan)
        return Error{ErrorCode::Malformed, "byte " + std::to_string(scan.at - begin), std::string(describe(scan.fault))};
    TreeBuilder(tree).build(start);
    return tree;
}

std::string Tree::key(Index i) const { return decode(rawKey(i)); }

std::string_view Tree::rawKey(Index i) const {
    return std::string_view(m_bytes).substr(m_nodes[i].keyBegin, m_nodes[i].keyLength);
}

std::string_view Tree::raw(Index i) const {
    return std::string_view(m_bytes).substr(m_nodes[i].valueBegin, m_nodes[i].valueLength);
}

std::string Tree::text(Index i) const {
    const std::string_view value = raw(i);
    return m_nodes[i].type == Type::String ? decode(value.substr(1, value.size() - 2)) : std::string(value);
}

Tree::Index Tree::child(Index i, std::string_view key) const {
    Index found = kNone;
    if (m_nodes[i].type != Type::Object)
        return found;
    for (Index c = m_nodes[i].firstChild; c != kNone; c = m_nodes[c].nextSibling) {
        const std::string_view raw = rawKey(c);
        if (raw == key || (raw.size() > key.size() && !isPlain(raw) && decode(raw) == key))
            found = c;
    }
    return found;
}

Tree::Index Tree::find(std::initializer_list<std::string_view> path) const {
    Index at = root();
    for (const std::string_view step : path) {
        at = child(at, step);
        if (at == kNone)
            break;
    }
    return at;
}

std::string Tree::textAt(std::initializer_list<std::string_view> path) const {
    const Index at = find(path);
    if (at == kNone || isContainer(at) || m_nodes[at].type == Type::Null)
        return {};
    return text(at);
}

namespace {

// A decimal number as sign, digits without leading and trailing zeros, and the exponent of its last digit.
struct Decimal {
    bool negative = false;
    std::string digits;
    long long exponent = 0;
    bool operator==(const Decimal&) const = default;
};

Decimal toDecimal(std::string_view token) {
    Decimal d;
    std::size_t i = 0;
    if (token[i] == '-') {
        d.negative = true;
        ++i;
    }
    long long fraction = 0;
    bool inFraction = false;
    for (; i < token.size() && token[i] != 'e' && token[i] != 'E'; ++i) {
        if (token[i] == '.') {
            inFraction = true;
            continue;
        }
        d.digits += token[i];
        fraction += inFraction;
    }
    if (i < token.size()) {
        const bool minus = token[i + 1] == '-';
        long long e = 0;
        for (std::size_t k = i + 1 + (minus || token[i + 1] == '+'); k < token.size() && e < 1'000'000'000'000LL; ++k)
            e = e * 10 + (token[k] - '0');
        d.exponent = minus ? -e : e;
    }
    d.exponent -= fraction;
    d.digits.erase(0, std::min(d.digits.find_first_not_of('0'), d.digits.size()));
    while (!d.digits.empty() && d.digits.back() == '0') {
        d.digits.pop_back();
        ++d.exponent;
    }
    return d.digits.empty() ? Decimal{} : d;
}

using Index = Tree::Index;

std::vector<std::pair<std::string, Index>> sortedChildren(const Tree& t, Index node) {
    std::vector<std::pair<std::string, Index>> out;
    for (Index c = t.node(node).firstChild; c != Tree::kNone; c = t.node(c).nextSibling)
        out.emplace_back(t.key(c), c);
    std::stable_sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    return out;
}

bool equalScalars(const Tree& a, Index x, const Tree& b, Index y) {
    if (a.raw(x) == b.raw(y))
        return true;
    switch (a.node(x).type) {
    case Tree::Type::String: return a.text(x) == b.text(y);
    case Tree::Type::Number: return toDecimal(a.raw(x)) == toDecimal(b.raw(y));
    default: return false;
    }
}

} // namespace

bool equalValues(const Tree& a, Index nodeA, const Tree& b, Index nodeB) {
    const Tree::Node& na = a.node(nodeA);
    const Tree::Node& nb = b.node(nodeB);
    if (na.type != nb.type || na.childCount != nb.childCount)
        return false;
    if (na.type == Tree::Type::Array) {
        for (Index x = na.firstChild, y = nb.firstChild; x != Tree::kNone;
             x = a.node(x).nextSibling, y = b.node(y).nextSibling) {
            if (!equalValues(a, x, b, y))
                return false;
        }
        return true;
    }
    if (na.type == Tree::Type::Object) {
        const auto xs = sortedChildren(a, nodeA);
        const auto ys = sortedChildren(b, nodeB);
        return std::equal(xs.begin(), xs.end(), ys.begin(), [&](const auto& x, const auto& y) {
            return x.first == y.first && equalValues(a, x.second, b, y.second);
        });
    }
    return equalScalars(a, nodeA, b, nodeB);
}

namespace {

void addCanonical(const Tree& t, Index node, std::string& out) {
    const auto addText = [&out](std::string_view text) {
        out += std::to_string(text.size());
        out += ':';
        out += text;
    };
    const Tree::Node& n = t.node(node);
    out += "oasntfz"[static_cast<std::size_t>(n.type)];
    if (n.type == Tree::Type::Object) {
        for (const auto& [key, child] : sortedChildren(t, node)) {
            addText(key);
            addCanonical(t, child, out);
        }
        out += ';';
    } else if (n.type == Tree::Type::Array) {
        for (Index c = n.firstChild; c != Tree::kNone; c = t.node(c).nextSibling)
            addCanonical(t, c, out);
        out += ';';
    } else if (n.type == Tree::Type::String) {
        addText(t.text(node));
    } else if (n.type == Tree::Type::Number) {
        const Decimal d = toDecimal(t.raw(node));
        addText((d.negative ? "-" : "") + d.digits + 'e' + std::to_string(d.exponent));
    }
}

} // namespace

Hash128 hashValue(const Tree& tree, std::uint64_t seed) {
    std::string canonical;
    addCanonical(tree, Tree::root(), canonical);
    return hash128(canonical, seed);
}

} // namespace rastro::json
