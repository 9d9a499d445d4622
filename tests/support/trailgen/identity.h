// SPDX-License-Identifier: Apache-2.0
//
// Who calls in a generated trail: the kinds of identity of an account, their sessions, addresses and programs.
// All is a function of seeds: the same person has the same key, address and program throughout a session.
#pragma once

#include "support/trailgen/pattern.h"
#include "support/trailgen/random.h"

#include <string>
#include <string_view>

namespace rastro::trailgen {

enum class Kind {
    AwsService,
    User,
    Role,
    InstanceRole,
    Root,
    Federated,
    CenterRole,
    CenterUser,
    WebIdentity,
    Saml,
    OtherAccount
};

struct Caller {
    Kind kind = Kind::User;
    std::string identityJson;
    std::string arn; // as error messages name it; may be empty
    std::string address;
    std::string agent;
    bool isService = false;
    bool usesConsole = false;
    bool inVpc = false;
};

// In some accounts most calls are of AWS services; the account's share of them in percent.
unsigned serviceShare(std::string_view account);
Kind anyKind(Random& random, std::string_view account);

// Fills the caller (its strings are reused) for a moment in an account.
void fillCaller(Caller& caller, Kind kind, const PatternValues& values, Random& random);

} // namespace rastro::trailgen
