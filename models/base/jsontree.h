// SPDX-License-Identifier: Apache-2.0
//
// One JSON document as a flat vector of nodes that point into its bytes: nothing is lost (order, duplicate keys, number
// tokens, escapes) and nothing is decoded before it is asked for. Owns its bytes; immutable after parse; any thread.
#pragma once

#include "base/hash.h"
#include "base/result.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace rastro::json {

class Tree {
public:
    enum class Type : std::uint8_t { Object, Array, String, Number, True, False, Null };
    using Index = std::uint32_t;
    static constexpr Index kNone = 0xFFFFFFFFu;

    struct Node {
        std::uint32_t keyBegin = 0;    // first byte inside the quotes of the key
        std::uint32_t keyLength = 0;   // 0 too for array elements and the root: see hasKey
        std::uint32_t valueBegin = 0;  // first byte of the value, quotes and brackets included
        std::uint32_t valueLength = 0; // bytes of the value, quotes and brackets included
        Index parent = kNone;
        Index firstChild = kNone;
        Index nextSibling = kNone;
        std::uint32_t childCount = 0;
        Type type = Type::Null;
        bool hasKey = false;
    };

    // Error code Malformed (what: the fault, where: "byte N") if the bytes are not one JSON value, TooLarge above 4 GB.
    static Result<Tree> parse(std::string bytes);

    const std::string& bytes() const { return m_bytes; }
    const std::vector<Node>& nodes() const { return m_nodes; }
    const Node& node(Index i) const { return m_nodes[i]; }
    static constexpr Index root() { return 0; }

    std::string key(Index i) const;              // decoded; empty without a key
    std::string_view rawKey(Index i) const;      // between the quotes
    std::string_view raw(Index i) const;         // the value as written
    std::string text(Index i) const;             // strings decoded, everything else as written
    bool isContainer(Index i) const { return m_nodes[i].type <= Type::Array; }

    // The last child of that (decoded) key, as most readers do with duplicates; kNone if there is none.
    Index child(Index i, std::string_view key) const;
    // Steps down from the root through objects; kNone as soon as a step fails.
    Index find(std::initializer_list<std::string_view> path) const;
    // text(find(path)), empty when missing, null or a container.
    std::string textAt(std::initializer_list<std::string_view> path) const;

private:
    friend class TreeBuilder;
    std::string m_bytes;
    std::vector<Node> m_nodes;
};

// Equality of values: objects without regard to order (duplicate keys in their order), numbers by exact decimal value,
// strings by what they mean. This is the "value tree equals" of duplicates.
bool equalValues(const Tree& a, Tree::Index nodeA, const Tree& b, Tree::Index nodeB);

// A hash that equal values share.
Hash128 hashValue(const Tree& tree, std::uint64_t seed);

} // namespace rastro::json
