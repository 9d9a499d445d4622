// SPDX-License-Identifier: Apache-2.0
#include "events/policyreader.h"

#include "events/valuefilter.h"

namespace rastro {

using json::Tree;

namespace {

void addPrincipals(NodeRef node, Values& out) {
    if (!node)
        return;
    if (node.node().type != Tree::Type::String) {
        for (NodeRef child = node.first(); child; child = child.next())
            addPrincipals(child, out);
        return;
    }
    std::string text = node.tree->text(node.at);
    if (text == "*")
        text = "everyone";
    else if (text.ends_with(":root") && !accountIn(text).empty())
        text = "account " + std::string(accountIn(text));
    out.add(std::move(text));
}

bool namesOthers(NodeRef principal, std::string_view account) {
    if (principal.node().type == Tree::Type::String) {
        const std::string text = principal.tree->text(principal.at);
        return accountIn(text) != account || account.empty();
    }
    for (NodeRef child = principal.first(); child; child = child.next()) {
        if (principal.node().type == Tree::Type::Object && equalsIgnoringCase(child.tree->key(child.at), "Service"))
            continue;
        if (namesOthers(child, account))
            return true;
    }
    return false;
}

// f(statement) for each of the document; false if it has none.
template <typename F> bool forEachStatement(const Tree& tree, const F& f) {
    const NodeRef statements = childOf({&tree, Tree::root()}, "Statement");
    if (!statements)
        return false;
    if (statements.node().type == Tree::Type::Object)
        f(statements);
    for (NodeRef one = statements.first(); one && statements.node().type == Tree::Type::Array; one = one.next())
        f(one);
    return true;
}

void addStatement(NodeRef statement, Values& out) {
    const NodeRef effect = childOf(statement, "Effect");
    if (!effect || effect.tree->text(effect.at) != "Allow")
        return;
    addPrincipals(childOf(statement, "Principal"), out);
}

} // namespace

Values principalsOf(const std::string& document) {
    Values found;
    const auto tree = Tree::parse(document);
    if (!tree)
        return found;
    forEachStatement(*tree, [&](NodeRef statement) { addStatement(statement, found); });
    return found;
}

bool opensToOthers(const std::string& document, std::string_view account) {
    const auto tree = Tree::parse(document);
    if (!tree)
        return true;
    bool isOpen = false;
    const bool isPolicy = forEachStatement(*tree, [&](NodeRef statement) {
        const NodeRef effect = childOf(statement, "Effect");
        if (!effect || effect.tree->text(effect.at) != "Allow")
            return;
        const NodeRef principal = childOf(statement, "Principal");
        isOpen = isOpen || childOf(statement, "NotPrincipal") || (principal && namesOthers(principal, account));
    });
    return isOpen || !isPolicy;
}

bool isPublicList(std::string_view canned) {
    return canned.starts_with("public-read") || canned == "authenticated-read";
}

bool isPublicGroup(std::string_view grantee) {
    return grantee.find("acs.amazonaws.com/groups/global/") != std::string_view::npos;
}

} // namespace rastro
