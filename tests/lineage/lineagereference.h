// SPDX-License-Identifier: Apache-2.0
//
// Who issued which credential, told the slow way from JSON values, one event after the other and without a look at the
// engine: the keys of a chain from its head, and the event that issued the last one. It knows three ways in which an event
// leads to a credential: its response names the key, or, at the very time the session says it was made, it took the role
// under the session's name, or its principal signed in to the console.
#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace rastro::test {

struct ReferenceSession {
    std::string issuedBy;            // id of the event; empty: none is there
    std::vector<std::string> chain;  // keys, the head first, this one last; parents without a key are left out
    bool operator==(const ReferenceSession&) const = default;
};

// By access key, of every key that some event was made with. events: in the order of time.
std::map<std::string, ReferenceSession> referenceLineage(const std::vector<nlohmann::json>& events);

} // namespace rastro::test
