// SPDX-License-Identifier: Apache-2.0
#include "query/parties.h"

#include "base/foldedtext.h"
#include "events/policyreader.h"
#include "events/recordview.h"
#include "events/valuefilter.h"
#include "paths/documents.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

using json::Tree;

constexpr int kMostDocuments = 3;   // one inside another
constexpr int kMostLevels = 64;     // of a document: real ones have a dozen
constexpr std::string_view kEveryone = "*";

bool containsFolded(std::string_view text, std::string_view foldedPiece) {
    return foldedText(text).find(foldedPiece) != std::string::npos;
}

// Keys whose value is an account or a principal rather than any number of twelve digits.
bool namesParty(std::string_view key) {
    static constexpr std::array kWhole{"userid", "userids", "aws", "valuestoadd", "valuestoremove", "group", "groupnames"};
    const auto isKey = [&](std::string_view whole) { return equalsFolded(key, whole); };
    return containsFolded(key, "account") || containsFolded(key, "principal") || containsFolded(key, "grant") ||
           std::ranges::any_of(kWhole, isKey);
}

// Ways to say everyone: a wildcard, EC2's and RDS' "all", S3's groups and canned lists.
bool isEveryone(std::string_view key, std::string_view value) {
    if (value == kEveryone || equalsFolded(value, "all"))
        return namesParty(key);
    if (isPublicGroup(value))
        return true;
    const bool isCanned = equalsFolded(key, "x-amz-acl") || equalsFolded(key, "cannedacl") || equalsFolded(key, "acl");
    return isCanned && isPublicList(value);
}

bool isService(std::string_view value) {
    return value.ends_with(".amazonaws.com") || value.ends_with(".amazonaws.com.cn") || value.ends_with(".amazon.com");
}

class Collector {
public:
    std::vector<std::string> take() { return std::move(m_found); }

    void add(std::string_view party) {
        if (!party.empty() && std::ranges::find(m_found, party) == m_found.end())
            m_found.emplace_back(party);
    }

    void addCaller(NodeRef identity) {
        if (!identity)
            return;
        const std::string account = textOf(identity, "accountId");
        if (account == "ANONYMOUS_PRINCIPAL" || equalsFolded(textOf(identity, "principalId"), "anonymous"))
            add(kEveryone);
        add(accountIn(account));
        add(accountIn(textOf(identity, "arn")));
        add(accountIn(textOf(identity, "identityProvider")));
        if (const NodeRef session = childOf(identity, "sessionContext")) {
            if (const NodeRef issuer = childOf(session, "sessionIssuer")) {
                add(accountIn(textOf(issuer, "accountId")));
                add(accountIn(textOf(issuer, "arn")));
            }
        }
    }

    // Everything at and below a node; key: the nearest one above it.
    void walk(NodeRef node, std::string_view key, int level, int documents) {
        if (!node || level > kMostLevels)
            return;
        switch (node.node().type) {
        case Tree::Type::Object:
            walkObject(node, level, documents);
            break;
        case Tree::Type::Array:
            for (NodeRef child = node.first(); child; child = child.next())
                walk(child, key, level + 1, documents);
            break;
        case Tree::Type::String:
            walkText(node.tree->text(node.at), key, documents);
            break;
        case Tree::Type::Number:
            if (namesParty(key))
                add(accountIn(node.tree->raw(node.at)));
            break;
        default:
            break;
        }
    }

private:
    static std::string textOf(NodeRef object, std::string_view key) {
        const NodeRef child = childOf(object, key);
        return child && child.node().type == Tree::Type::String ? child.tree->text(child.at) : std::string();
    }

    void walkObject(NodeRef object, int level, int documents) {
        if (const NodeRef effect = childOf(object, "Effect"); effect && effect.node().type == Tree::Type::String) {
            walkStatement(object, effect.tree->text(effect.at), level, documents);
            return;
        }
        for (NodeRef child = object.first(); child; child = child.next())
            walk(child, child.tree->key(child.at), level + 1, documents);
    }

    void walkStatement(NodeRef statement, const std::string& effect, int level, int documents) {
        if (equalsFolded(effect, "Deny"))
            return;
        walkPrincipals(childOf(statement, "Principal"), "Principal", level);
        walk(childOf(statement, "Resource"), "Resource", level + 1, documents);
    }

    void walkPrincipals(NodeRef node, std::string_view kind, int level) {
        if (!node || level > kMostLevels || equalsFolded(kind, "Service"))
            return;
        if (node.node().type == Tree::Type::String) {
            const std::string text = node.tree->text(node.at);
            const std::string_view account = accountIn(text);
            if (text == kEveryone || !account.empty())
                add(account.empty() ? kEveryone : account);
            else if (!equalsFolded(kind, "AWS") && !isService(text))
                add(text); // an identity provider or a canonical user by name
            return;
        }
        for (NodeRef child = node.first(); child; child = child.next())
            walkPrincipals(child, child.node().hasKey ? child.tree->key(child.at) : std::string(kind), level + 1);
    }

    void walkText(const std::string& text, std::string_view key, int documents) {
        std::string scratch;
        if (const auto document = documents < kMostDocuments ? documentIn(text, scratch) : std::nullopt) {
            if (const auto tree = Tree::parse(std::string(*document)))
                walk({&*tree, Tree::root()}, key, 0, documents + 1);
            return;
        }
        if (isEveryone(key, text)) {
            add(kEveryone);
            return;
        }
        const std::string_view account = accountIn(text);
        if (account.size() < text.size() || namesParty(key)) // an ARN says what it is, a bare number does not
            add(account);
    }

    std::vector<std::string> m_found;
};

} // namespace

std::vector<std::string> partiesOf(const Tree& record) {
    const NodeRef root{&record, Tree::root()};
    if (root.node().type != Tree::Type::Object)
        return {};
    Collector found;
    found.addCaller(childOf(root, "userIdentity"));
    found.walk(childOf(root, "resources"), "resources", 0, 0);
    found.walk(childOf(root, "requestParameters"), "requestParameters", 0, 0);
    return found.take();
}

} // namespace rastro
