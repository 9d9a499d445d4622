// SPDX-License-Identifier: Apache-2.0
//
// The calls that leave something behind in an account, or take it away again: what each makes, opens or switches off, and
// where in the record the thing's name stands. One static table, any thread. Source of the request and response shapes:
// the API references of the services.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace rastro {

enum class LedgerClass : std::uint8_t {
    User,
    Role,
    AccessKey,
    Password, // of the console
    Credential, // other ways in: SSH keys, certificates, service credentials
    Trust,      // who may take a role
    Rights,     // policies and memberships of users, roles and groups
    Policy,
    Mfa, // taken off
    Federation,
    Function,
    Trigger,
    Instance,
    KeyPair,
    Opening, // of a security group
    Share,   // a snapshot, an image, a bucket, a queue, a key given to others
    Copy,    // snapshots and images
    Deletion, // scheduled, or a key switched off
    Blinding, // logs and guards switched off
    Destruction, // for good: nothing can be contained
};

std::string_view name(LedgerClass what);  // "user", "access key", …: in JSON and in filters of the view
std::string_view title(LedgerClass what); // "Users", …

struct LedgerCall {
    enum class Effect : std::uint8_t {
        Makes,
        Sets, // as Makes, but a later one of the same thing, by whomever, takes its place
        Ends,
    };
    std::string_view service; // as in serviceOfSource()
    std::string_view name;    // without the API date
    LedgerClass what = LedgerClass::User;
    Effect effect = Effect::Makes;
    // Paths, the first after '|' that has a value: in the request, with ^ in the response, with . in the record. Each value is a thing.
    std::string_view thing;
    std::string_view of; // what it belongs to, a path, part of its identity; or "=aspect" of the thing; empty: nothing
    // The call counts only then; empty: always. Conditions on the request joined by '&': "path=value", "path!=value", or,
    // of a policy document, "path:open" and "path:closed" to others than the account itself, or, of an access list of S3,
    // "acl:public" and "acl:private".
    std::string_view only;
};

std::span<const LedgerCall> ledgerCalls();

// What holds a thing, a user or a bucket, is told by the name of the key that names it: "userName" of a password of a user
// or of rights of one. The key of `of`, else that of the thing.
std::string_view holderKey(const LedgerCall& call);

// A call that takes away such a holder, and with it all it holds.
struct HolderEnd {
    std::string_view service;
    std::string_view name;
    std::string_view holder; // key, as in holderKey()
    std::string_view path;   // of its name, as LedgerCall::thing
};

std::span<const HolderEnd> holderEnds();

// Whether things of this service are told apart by region.
bool isRegional(std::string_view service);

} // namespace rastro
