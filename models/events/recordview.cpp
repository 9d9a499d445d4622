// SPDX-License-Identifier: Apache-2.0
#include "events/recordview.h"

#include "base/jsonstring.h"

#include <algorithm>

namespace rastro {

using json::Tree;

namespace {

constexpr std::string_view kWrappers[] = {"items", "item", "member", "content"};

bool isPresent(NodeRef node) {
    return node && node.node().type != Tree::Type::Null;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// {"CreateFlowLogsRequest": {…}} of newer EC2 calls: the document is one level down.
NodeRef insideWrapper(NodeRef document) {
    if (!document || document.node().type != Tree::Type::Object || document.node().childCount != 1)
        return document;
    const NodeRef only = document.first();
    const std::string_view key = only.tree->rawKey(only.at);
    const bool isWrapper = key.ends_with("Request") || key.ends_with("Req") || key.ends_with("Response");
    return isWrapper && only.node().type == Tree::Type::Object ? only : document;
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::ranges::equal(a, b, [](char x, char y) { return x == y || lower(x) == lower(y); });
}

NodeRef childOf(NodeRef object, std::string_view key) {
    NodeRef found{object.tree, Tree::kNone};
    if (!object || object.node().type != Tree::Type::Object)
        return found;
    for (NodeRef child = object.first(); child; child = child.next()) {
        const std::string_view raw = child.tree->rawKey(child.at);
        const bool isEscaped = raw.size() > key.size() && raw.find('\\') != std::string_view::npos;
        if (equalsIgnoringCase(raw, key) || (isEscaped && equalsIgnoringCase(json::decode(raw), key)))
            found = child;
    }
    return found;
}

NodeRef unwrapped(NodeRef node) {
    if (!node || node.node().type != Tree::Type::Object)
        return node;
    for (const std::string_view wrapper : kWrappers) {
        if (const NodeRef inside = childOf(node, wrapper))
            return inside;
    }
    return node;
}

void Values::add(std::string text) {
    const std::size_t kept = std::min(count, kKept);
    if (text.empty() || std::find(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(kept), text) !=
                            first.begin() + static_cast<std::ptrdiff_t>(kept))
        return;
    if (count < kKept)
        first[count] = std::move(text);
    ++count;
}

// Recursion is bounded by the nesting limit of the JSON grammar.
void forEachScalar(NodeRef node, std::string_view path, const std::function<void(std::string)>& f) {
    if (!isPresent(node))
        return;
    if (node.node().type == Tree::Type::Array) {
        for (NodeRef element = node.first(); element; element = element.next())
            forEachScalar(element, path, f);
        return;
    }
    if (node.node().type != Tree::Type::Object) {
        if (path.empty())
            f(node.tree->text(node.at));
        return;
    }
    const std::size_t dot = path.find('.');
    if (const NodeRef child = path.empty() ? NodeRef{} : childOf(node, path.substr(0, dot)))
        return forEachScalar(child, dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1), f);
    if (const NodeRef inside = unwrapped(node); inside.at != node.at)
        forEachScalar(inside, path, f);
}

void collectScalars(NodeRef node, std::string_view path, Values& out) {
    forEachScalar(node, path, [&out](std::string text) { out.add(std::move(text)); });
}

RecordView::RecordView(const Tree& record) : m_record{&record, Tree::root()} {
    const auto top = [this](std::string_view key) { return childOf(m_record, key); };
    const auto textOf = [](NodeRef node) {
        return isPresent(node) && !node.tree->isContainer(node.at) ? node.tree->text(node.at) : std::string();
    };
    m_eventSource = textOf(top("eventSource"));
    m_eventName = textOf(top("eventName"));
    m_eventType = textOf(top("eventType"));
    m_request = insideWrapper(openDocument(top("requestParameters"), m_innerRequest));
    m_response = insideWrapper(openDocument(top("responseElements"), m_innerResponse));
    const NodeRef omitted = m_request ? childOf(m_request, "omitted") : NodeRef{};
    m_requestOmitted = omitted && equalsIgnoringCase(textOf(omitted), "true");
}

NodeRef RecordView::openDocument(NodeRef field, std::optional<Tree>& inner) const {
    if (!isPresent(field) || field.node().type != Tree::Type::String)
        return isPresent(field) ? field : NodeRef{};
    std::string text = field.tree->text(field.at);
    if (text.empty() || (text.front() != '{' && text.front() != '['))
        return {};
    auto parsed = Tree::parse(std::move(text));
    if (!parsed)
        return {};
    inner.emplace(std::move(*parsed));
    return {&*inner, Tree::root()};
}

NodeRef RecordView::part(Part part) const {
    switch (part) {
    case Part::Request:
        return m_request;
    case Part::Response:
        return m_response;
    case Part::Record:
        break;
    }
    return m_record;
}

Values RecordView::values(Part which, std::string_view path) const {
    Values found;
    if (const NodeRef document = part(which))
        collectScalars(document, path, found);
    return found;
}

std::string RecordView::text(Part which, std::string_view path) const {
    return std::move(values(which, path).first[0]);
}

std::string RecordView::documentAt(Part which, std::string_view path) const {
    NodeRef at = part(which);
    while (at && !path.empty()) {
        const std::size_t dot = path.find('.');
        at = childOf(at, path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    }
    return isPresent(at) ? at.tree->text(at.at) : std::string();
}

std::string RecordView::account() const {
    std::string account = text(Part::Record, "recipientAccountId");
    return account.empty() ? text(Part::Record, "userIdentity.accountId") : account;
}

} // namespace rastro
