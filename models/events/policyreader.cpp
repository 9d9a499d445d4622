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
    const NodeRef statements = childOf({&*tree, Tree::root()}, "Statement");
    if (!statements)
        return found;
    if (statements.node().type == Tree::Type::Object)
        addStatement(statements, found);
    for (NodeRef one = statements.first(); one && statements.node().type == Tree::Type::Array; one = one.next())
        addStatement(one, found);
    return found;
}

} // namespace rastro
