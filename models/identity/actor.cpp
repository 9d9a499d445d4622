// SPDX-License-Identifier: Apache-2.0
#include "identity/actor.h"

#include <algorithm>
#include <initializer_list>

namespace rastro {

namespace {

constexpr std::string_view kUnknown = "unknown";
constexpr std::string_view kHiddenUser = "hidden user";
constexpr std::string_view kHidden = "HIDDEN_DUE_TO_SECURITY_REASONS"; // a sign-in with a name that does not exist

std::string_view behindLast(std::string_view text, char c) {
    const std::size_t at = text.rfind(c);
    return at == std::string_view::npos || at + 1 == text.size() ? text : text.substr(at + 1);
}

std::string_view beforeFirst(std::string_view text, char c) {
    return text.substr(0, text.find(c));
}

std::string firstOf(std::initializer_list<std::string_view> texts) {
    const auto found = std::ranges::find_if(texts, [](std::string_view t) { return !t.empty(); });
    return std::string(found == texts.end() ? kUnknown : *found);
}

std::string atAccount(std::string_view who, std::string_view account) {
    return std::string(who) + (account.empty() ? "" : "@" + std::string(account));
}

// arn:aws:iam::ID:user/path/name -> name; the user part of any principal's ARN.
std::string_view arnName(std::string_view arn) {
    return behindLast(behindLast(arn, ':'), '/');
}

std::string_view arnAccount(std::string_view arn) {
    for (int colons = 0; colons < 4; ++colons) {
        const std::size_t at = arn.find(':');
        if (at == std::string_view::npos)
            return {};
        arn.remove_prefix(at + 1);
    }
    return beforeFirst(arn, ':');
}

struct Session {
    std::string roleArn; // empty if neither the issuer nor the ARN tells it
    std::string_view role;
    std::string_view name;
};

// arn:aws:sts::ID:assumed-role/Role/session. The role's own ARN is made from it when the issuer is not told, so that
// records with and without an issuer meet in one lane; roles with a path differ there (the session ARN has no path).
Session sessionOf(const IdentityFacts& id) {
    constexpr std::string_view kAssumed = ":assumed-role/";
    Session session;
    session.roleArn = id.issuerArn;
    session.role = id.issuerUserName;
    if (const std::size_t colon = id.principalId.find(':'); colon != std::string_view::npos)
        session.name = id.principalId.substr(colon + 1);
    const std::size_t at = id.arn.find(kAssumed);
    if (at == std::string_view::npos) {
        if (session.role.empty())
            session.role = id.issuerArn.empty() ? std::string_view{} : arnName(id.issuerArn);
        return session;
    }
    const std::string_view rest = id.arn.substr(at + kAssumed.size());
    const std::string_view role = beforeFirst(rest, '/');
    if (session.role.empty())
        session.role = role;
    if (role.size() + 1 < rest.size())
        session.name = rest.substr(role.size() + 1);
    if (session.roleArn.empty()) {
        session.roleArn = std::string(id.arn.substr(0, at)) + ":role/" + std::string(role);
        if (const std::size_t sts = session.roleArn.find(":sts:"); sts != std::string::npos)
            session.roleArn.replace(sts, 5, ":iam:");
    }
    return session;
}

Actor roleActor(const IdentityFacts& id) {
    const Session session = sessionOf(id);
    Actor actor;
    const std::string_view roleId = beforeFirst(id.principalId, ':');
    actor.key = firstOf({session.roleArn, id.arn, roleId, id.accountId});
    actor.laneName = firstOf({session.role, id.arn.empty() ? id.arn : arnName(id.arn), roleId, id.accountId});
    actor.name = actor.laneName;
    if (!session.name.empty())
        actor.name += '/' + std::string(session.name);
    return actor;
}

Actor rootActor(const IdentityFacts& id) {
    const std::string account = firstOf({id.accountId, arnAccount(id.arn), id.principalId});
    const std::string root = "root@" + account;
    return {root, root, root};
}

Actor named(std::string key, std::string name) {
    return {std::move(key), name, name};
}

Actor userActor(const IdentityFacts& id) {
    const std::string_view userName = id.userName == kHidden ? std::string_view{} : id.userName;
    if (userName.empty() && id.arn.empty() && !id.userName.empty()) {
        const std::string hidden = atAccount(kHiddenUser, id.accountId);
        return named(hidden, hidden);
    }
    const std::string name = firstOf({userName, arnName(id.arn), id.principalId, id.accessKeyId, id.accountId});
    return named(id.arn.empty() ? atAccount(name, id.accountId) : std::string(id.arn), name);
}

// A caller from another account: the resource owner's copy tells only ids.
Actor accountActor(const IdentityFacts& id) {
    constexpr std::string_view kAnonymous = "ANONYMOUS_PRINCIPAL";
    if (id.accountId == kAnonymous || id.principalId == kAnonymous || id.accountId == "anonymous")
        return named("anonymous", "anonymous");
    if (id.arn.find(":assumed-role/") != std::string_view::npos)
        return roleActor(id);
    if (!id.arn.empty())
        return userActor(id);
    const std::string_view who = beforeFirst(id.principalId, ':');
    if (who.empty() || who == id.accountId) {
        const std::string account = id.accountId.empty() ? "unknown" : "account " + std::string(id.accountId);
        return named(account, account);
    }
    Actor actor = named(atAccount(who, id.accountId), atAccount(who, id.accountId));
    if (who.size() + 1 < id.principalId.size())
        actor.name = atAccount(id.principalId.substr(who.size() + 1), id.accountId);
    return actor;
}

Actor federatedActor(const IdentityFacts& id) {
    const std::string name = firstOf({id.userName, arnName(id.arn), behindLast(id.principalId, ':'), id.accountId});
    return named(firstOf({id.arn, id.principalId, id.userName, id.accountId}), name);
}

// Signed in through another provider: the principal id holds provider and user.
Actor providerActor(const IdentityFacts& id) {
    const std::string name = firstOf(
        {id.userName == kHidden ? std::string_view{} : id.userName, behindLast(id.principalId, ':'), id.accountId});
    return named(firstOf({id.principalId, id.userName, id.accountId}), name);
}

Actor centerActor(const IdentityFacts& id) {
    const std::string name = firstOf({id.userName, id.onBehalfOfUserId, id.principalId, id.accountId});
    return named(firstOf({id.onBehalfOfUserId, id.principalId, id.userName, id.accountId}), name);
}

// A service, or a record without a type (AwsServiceEvent has only accountId and invokedBy).
Actor serviceActor(const IdentityFacts& id) {
    if (id.invokedBy.empty() && (!id.arn.empty() || !id.userName.empty() || !id.principalId.empty()))
        return userActor(id);
    const std::string name = firstOf({id.invokedBy, "AWS service"});
    return named(name, name);
}

Actor otherActor(const IdentityFacts& id) {
    if (id.arn.find(":assumed-role/") != std::string_view::npos)
        return roleActor(id);
    if (!id.arn.empty() || !id.userName.empty())
        return userActor(id);
    if (!id.onBehalfOfUserId.empty())
        return centerActor(id);
    if (!id.invokedBy.empty())
        return serviceActor(id);
    return id.principalId.empty() && id.accountId.empty() && !id.accessKeyId.empty()
               ? named(std::string(id.accessKeyId), "key " + std::string(id.accessKeyId))
               : accountActor(id);
}

} // namespace

Actor actorOf(const IdentityFacts& id) {
    if (id.type == "Root")
        return rootActor(id);
    if (isToldByRole(id.type))
        return roleActor(id);
    if (id.type == "AWSService")
        return serviceActor(id);
    if (id.type == "IAMUser" && !(id.arn.empty() && id.userName.empty()))
        return userActor(id);
    if (id.type == "AWSAccount")
        return accountActor(id);
    if (id.type == "FederatedUser")
        return federatedActor(id);
    if (id.type == "SAMLUser" || id.type == "WebIdentityUser" || id.type == "Directory")
        return providerActor(id);
    if (id.type == "IdentityCenterUser")
        return centerActor(id);
    if (id.type.empty() && !id.invokedBy.empty())
        return serviceActor(id);
    return otherActor(id);
}

bool isToldByRole(std::string_view type) {
    return type == "AssumedRole" || type == "Role";
}

std::string laneName(std::string_view key) {
    return std::string(key.starts_with("arn:") ? arnName(key) : key);
}

bool isPlaceholder(std::string_view actorKey) {
    return actorKey == kUnknown || actorKey.starts_with(kHiddenUser);
}

} // namespace rastro
