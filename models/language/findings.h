// SPDX-License-Identifier: Apache-2.0
//
// Findings: fields that no record holds and no single record tells in full: what is foreign to the accounts of the
// investigator, what an actor does for the first time. Fixed words of the language, columns like any other; made by
// query/ondemand. One static table, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rastro {

enum class Finding : std::uint8_t {
    Party,    // accounts and principals in caller, target, policy or share
    External, // those of them that are not ours
    New,      // ip, region, api, agent: what the actor shows for the first time
    Session,  // the credential that made the event
    Origin,   // where the chain of credentials begins
    Person,   // who is behind it, where records say so
    OriginKind, // human, ci, workload or service, where records tell
    Client,   // credential, network and program: tells an owner of a key from a thief
    KeyAccount, // the account that the id of the access key tells
    Country,  // of the source address
    Network,  // the same
};

struct FindingInfo {
    Finding finding;
    std::string_view name;  // the word of the language
    std::string_view title; // English header of the table
    std::string_view meaning;
};

std::span<const FindingInfo> allFindings(); // in the order of Finding
const FindingInfo& info(Finding finding);
inline std::string_view name(Finding finding) { return info(finding).name; }
std::optional<Finding> findFinding(std::string_view word); // ignoring ASCII case

} // namespace rastro
