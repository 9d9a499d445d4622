// SPDX-License-Identifier: Apache-2.0
#include "language/findings.h"

#include "base/foldedtext.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

constexpr std::array kTable{
    FindingInfo{Finding::Party, "party", "Parties",
                "accounts and principals in the caller, the target, a policy or a share; * is everyone"},
    FindingInfo{Finding::External, "external", "External",
                "those of them that are not in @ours (without that list: not an account of the trail)"},
    FindingInfo{Finding::New, "new", "First use", "what the actor shows for the first time: ip, region, api or agent"},
    FindingInfo{Finding::Session, "session", "Session",
                "the credential that made the event: an access key, or a principal and when its session began"},
    FindingInfo{Finding::Origin, "origin", "Origin",
                "where the chain of credentials begins: a long-term key, an instance, a service, a subject, a sign-in"},
    FindingInfo{Finding::Person, "person", "Person", "who is behind it, where records name somebody"},
    FindingInfo{Finding::OriginKind, "originKind", "Kind of origin",
                "human, ci, workload or service, where records tell: a key of a user may be anybody's"},
    FindingInfo{Finding::Client, "client", "Client",
                "the credential, the network it is used from (of the address, or of a MaxMind DB file) and the program"},
    FindingInfo{Finding::KeyAccount, "keyAccount", "Account of key",
                "the account that the id of the access key tells by itself, whatever stands beside it"},
    FindingInfo{Finding::Country, "country", "Country",
                "country of the source address, as DE; from a MaxMind DB file of your own"},
    FindingInfo{Finding::Network, "network", "Network",
                "network of the source address, as AS64500 Example; from a MaxMind DB file of your own"},
};

} // namespace

std::span<const FindingInfo> allFindings() { return kTable; }

const FindingInfo& info(Finding finding) { return kTable[static_cast<std::size_t>(finding)]; }

std::optional<Finding> findFinding(std::string_view word) {
    const auto* found = std::ranges::find_if(kTable, [&](const FindingInfo& info) { return equalsFolded(info.name, word); });
    return found == kTable.end() ? std::nullopt : std::optional(found->finding);
}

} // namespace rastro
