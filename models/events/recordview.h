// SPDX-License-Identifier: Apache-2.0
//
// One record seen as request, response and the rest, forgiving about how services and exports write them: keys match
// without regard to letter case, arrays and EC2's item wrappers are walked through, a request that is a string is read
// as the document it holds. Refers to the tree it was made from; cheap to make; one thread.
#pragma once

#include "base/jsontree.h"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rastro {

// A node of one of the documents of a record.
struct NodeRef {
    const json::Tree* tree = nullptr;
    json::Tree::Index at = json::Tree::kNone;

    explicit operator bool() const { return at != json::Tree::kNone; }
    const json::Tree::Node& node() const { return tree->node(at); }
    NodeRef first() const { return {tree, node().firstChild}; }
    NodeRef next() const { return {tree, node().nextSibling}; }
};

// The first texts at a path and how many there are.
struct Values {
    static constexpr std::size_t kKept = 3;
    std::array<std::string, kKept> first;
    std::size_t count = 0;

    void add(std::string text); // a repetition of a kept one counts once
};

class RecordView {
public:
    explicit RecordView(const json::Tree& record);
    RecordView(const RecordView&) = delete; // the nodes point into it
    RecordView& operator=(const RecordView&) = delete;

    enum class Part { Record, Request, Response };
    NodeRef part(Part part) const;

    std::string_view eventSource() const { return m_eventSource; }
    std::string_view eventName() const { return m_eventName; }
    std::string_view eventType() const { return m_eventType; }
    bool isRequestOmitted() const { return m_requestOmitted; } // too large, AWS left it out

    // Every scalar at the dotted path, in order; empty strings and nulls are not values.
    Values values(Part part, std::string_view path) const;
    std::string text(Part part, std::string_view path) const; // the first of them, or empty
    // A document that stands there as an object or as the text of one, as JSON text; empty if there is none.
    std::string documentAt(Part part, std::string_view path) const;

    // The account this copy of the event belongs to (recipientAccountId, else the caller's).
    std::string account() const;

private:
    NodeRef openDocument(NodeRef field, std::optional<json::Tree>& inner) const;

    NodeRef m_record;
    NodeRef m_request;
    NodeRef m_response;
    std::optional<json::Tree> m_innerRequest; // when the field is a string that holds JSON
    std::optional<json::Tree> m_innerResponse;
    std::string m_eventSource;
    std::string m_eventName;
    std::string m_eventType;
    bool m_requestOmitted = false;
};

bool equalsIgnoringCase(std::string_view a, std::string_view b); // A–Z only
NodeRef childOf(NodeRef object, std::string_view key);           // the last of that name, ignoring case
// The node itself, or what is inside the wrapper EC2 and XML-born services put around values ("items", "content", …).
NodeRef unwrapped(NodeRef node);
// f(text) for every scalar at the dotted path, in order, lists and wrappers walked through; nulls are none.
void forEachScalar(NodeRef node, std::string_view path, const std::function<void(std::string)>& f);
void collectScalars(NodeRef node, std::string_view path, Values& out);

} // namespace rastro
