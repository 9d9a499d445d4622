// SPDX-License-Identifier: Apache-2.0
//
// One event as the reference sees it: the bytes of its JSON object and the columns that are not in them.
#pragma once

#include <map>
#include <string>

namespace rastro::reference {

struct Event {
    std::string record; // the bytes of the JSON object; anything else matches no record or path term
    // kind, outcome, actor, actorKey, account, target, summary, source, offset, length, issuedAccessKeyId; absent or
    // empty means missing.
    std::map<std::string, std::string> derived;
};

} // namespace rastro::reference
