// SPDX-License-Identifier: Apache-2.0
#include "paths/pathwalk.h"

#include "base/foldedtext.h"
#include "base/jsonscan.h"
#include "base/jsonstring.h"
#include "paths/documents.h"

#include <algorithm>

namespace rastro {

PathWalk::PathWalk(std::span<const FieldPath> paths) {
    for (std::size_t place = 0; place < paths.size(); ++place) {
        Node* node = &m_root;
        for (const std::string& step : paths[place].steps) {
            const std::string folded = foldedText(step);
            auto known = std::ranges::find(node->children, folded, [](const auto& child) { return child.first; });
            if (known == node->children.end())
                known = node->children.emplace(known, folded, std::make_unique<Node>());
            node = known->second.get();
        }
        if (paths[place].isAnyBelow)
            node->anyBelow.push_back(place);
        else if (!paths[place].steps.empty())
            node->ending.push_back(place);
    }
}

PathWalk::~PathWalk() = default;

const PathWalk::Node* PathWalk::Node::child(std::string_view rawKey) const {
    std::string decoded;
    if (!json::isPlain(rawKey)) {
        decoded = json::decode(rawKey);
        rawKey = decoded;
    }
    for (const auto& [step, node] : children) {
        if (equalsFolded(step, rawKey))
            return node.get();
    }
    return nullptr;
}

class PathWalker {
public:
    using Node = PathWalk::Node;

    PathWalker(void* context, PathWalk::Call call) : m_context(context), m_call(call) {}

    void walkDocument(std::string_view text, const Node& root) {
        m_end = text.data() + text.size();
        value(json::skipSpace(text.data(), m_end), {&root, nullptr});
    }

private:
    static inline const std::vector<std::size_t> kNone;
    // `prefix.*` paths whose prefix was passed on the way down.
    struct Below {
        const std::vector<std::size_t>& places;
        const Below* outer;
    };
    struct Place {
        const Node* node;   // null: no path has its steps so far
        const Below* below; // null: no `prefix.*` around
        bool isOpened = false; // in a document whose string has been told for the paths that end here
        bool leadsOn() const {
            return below != nullptr || (node != nullptr && !(node->children.empty() && node->anyBelow.empty()));
        }
        const std::vector<std::size_t>& ending() const { return node == nullptr || isOpened ? kNone : node->ending; }
        bool isWanted() const { return node != nullptr || below != nullptr; }
    };

    // Each of these stands on the first byte of a value and returns the byte behind it. The text was checked before, so
    // a fault can only be the end of the text.
    const char* value(const char* p, const Place& place) {
        if (p >= m_end)
            return m_end;
        switch (*p) {
        case '{':
            tell(place.ending(), {ReachedValue::Kind::Object, {}});
            return place.leadsOn() ? object(p, place) : skip(p);
        case '[':
            return array(p, place);
        case '"':
            return string(p, place);
        case 'n':
            return skip(p);
        default: {
            const char* end = skip(p);
            tellLeaf(place, {ReachedValue::Kind::Token, {p, static_cast<std::size_t>(end - p)}});
            return end;
        }
        }
    }

    const char* skip(const char* p) const {
        const json::Scan scan = json::scanValue(p, m_end);
        return scan ? scan.at : m_end;
    }

    const char* object(const char* p, const Place& place) {
        const Below own{place.node != nullptr ? place.node->anyBelow : kNone, place.below};
        const Below* below = own.places.empty() ? place.below : &own;
        p = json::skipSpace(p + 1, m_end);
        while (p < m_end && *p == '"') {
            const json::Scan key = json::scanString(p, m_end);
            if (!key)
                return m_end;
            const std::string_view rawKey(p + 1, static_cast<std::size_t>(key.at - p - 2));
            p = json::skipSpace(key.at, m_end);
            p = p < m_end ? json::skipSpace(p + 1, m_end) : m_end; // past the colon
            if (p >= m_end)
                return m_end;
            const Place inner{place.node != nullptr ? place.node->child(rawKey) : nullptr, below};
            p = json::skipSpace(inner.isWanted() ? value(p, inner) : skip(p), m_end);
            if (p < m_end && *p == ',')
                p = json::skipSpace(p + 1, m_end);
        }
        return p < m_end ? p + 1 : m_end; // past the bracket
    }

    const char* array(const char* p, const Place& place) {
        p = json::skipSpace(p + 1, m_end);
        while (p < m_end && *p != ']') {
            p = json::skipSpace(value(p, place), m_end);
            if (p < m_end && *p == ',')
                p = json::skipSpace(p + 1, m_end);
        }
        return p < m_end ? p + 1 : m_end;
    }

    const char* string(const char* p, const Place& place) {
        const json::Scan scan = json::scanString(p, m_end);
        if (!scan)
            return m_end;
        const std::string_view raw(p + 1, static_cast<std::size_t>(scan.at - p - 2));
        std::string decoded;
        std::string_view text = raw;
        if (!json::isPlain(raw)) {
            decoded = json::decode(raw);
            text = decoded;
        }
        tellLeaf(place, {ReachedValue::Kind::Text, text});
        if (place.leadsOn() && m_documents < PathWalk::kDeepestDocuments)
            document(text, place);
        return scan.at;
    }

    void document(std::string_view text, const Place& place) {
        std::string scratch;
        const std::optional<std::string_view> inside = documentIn(text, scratch);
        if (!inside)
            return;
        const char* outerEnd = m_end;
        ++m_documents;
        m_end = inside->data() + inside->size();
        const char* p = inside->data();
        value(p, {place.node, place.below, true});
        --m_documents;
        m_end = outerEnd;
    }

    void tellLeaf(const Place& place, const ReachedValue& value) const {
        tell(place.ending(), value);
        if (place.node != nullptr)
            tell(place.node->anyBelow, value); // a leaf right at the prefix, as the elements of a list
        for (const Below* below = place.below; below != nullptr; below = below->outer)
            tell(below->places, value);
    }

    void tell(const std::vector<std::size_t>& places, const ReachedValue& value) const {
        for (const std::size_t place : places)
            m_call(m_context, place, value);
    }

    void* m_context;
    PathWalk::Call m_call;
    const char* m_end = nullptr;
    int m_documents = 0;
};

void PathWalk::run(std::string_view record, void* context, Call call) const {
    if (isEmpty())
        return;
    PathWalker(context, call).walkDocument(record, m_root);
}

} // namespace rastro
