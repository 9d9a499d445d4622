// SPDX-License-Identifier: Apache-2.0
//
// PathWalk: the values that some paths reach in a record, found in one walk over its bytes without building anything.
// Arrays are run through, keys match with A-Z folded, duplicate keys all count, and where steps remain a document inside
// a string is walked too. Immutable, any thread.
#pragma once

#include "language/expression.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

// What a path reaches. null and arrays are nothing by themselves.
struct ReachedValue {
    enum class Kind : std::uint8_t { Text /* string after one unescape */, Token /* number, true, false */, Object };
    Kind kind = Kind::Text;
    std::string_view text; // valid UTF-8; empty for an object. Valid during the call only
};

class PathWalk {
public:
    static constexpr int kDeepestDocuments = 16; // documents inside documents

    // The paths are told apart by their place; a path with no steps that is not isAnyBelow reaches nothing.
    explicit PathWalk(std::span<const FieldPath> paths);
    ~PathWalk();

    bool isEmpty() const { return m_root.children.empty() && m_root.anyBelow.empty(); } // no path reaches anything

    // visit(place of the path, value) in document order. record: one JSON value as the engine accepted it.
    template <typename Visit> void walk(std::string_view record, Visit&& visit) const {
        using V = std::remove_reference_t<Visit>;
        run(record, const_cast<void*>(static_cast<const void*>(&visit)),
            [](void* context, std::size_t place, const ReachedValue& value) {
                (*static_cast<V*>(context))(place, value);
            });
    }

private:
    friend class PathWalker;
    struct Node {
        std::vector<std::pair<std::string, std::unique_ptr<Node>>> children; // by folded step
        std::vector<std::size_t> ending;                                     // paths that end here
        std::vector<std::size_t> anyBelow;                                   // `prefix.*` with this prefix
        const Node* child(std::string_view rawKey) const;
    };
    using Call = void (*)(void* context, std::size_t place, const ReachedValue& value);
    void run(std::string_view record, void* context, Call call) const;

    Node m_root;
};

} // namespace rastro
