// SPDX-License-Identifier: Apache-2.0
//
// Who made a call: a stable key for lanes and grouping, and a name a person reads. Every identity type has both,
// records without a type too (CloudTrail user guide, "userIdentity element"). Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace rastro {

struct IdentityFacts {
    std::string_view type;
    std::string_view arn;
    std::string_view accountId;
    std::string_view accessKeyId;
    std::string_view userName;
    std::string_view principalId;
    std::string_view invokedBy;
    std::string_view issuerArn;
    std::string_view issuerUserName;
    std::string_view onBehalfOfUserId;
};

// None of the three is ever empty; "unknown" is the last resort.
struct Actor {
    std::string key;      // one for all sessions of a role: its role ARN; users by ARN, root@account, services by name
    std::string name;     // for a role session "Role/session"
    std::string laneName; // what a lane of that key is called: without the session
};

Actor actorOf(const IdentityFacts& identity);

// Whether the actor of an identity of this type is told by its arn, accountId, principalId and issuer alone.
bool isToldByRole(std::string_view type);

// Whether the key of an actor stands for nobody in particular: "unknown", or a user name that AWS does not tell.
bool isPlaceholder(std::string_view actorKey);

// The laneName again, from a key alone.
std::string laneName(std::string_view actorKey);

} // namespace rastro
