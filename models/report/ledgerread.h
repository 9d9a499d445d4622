// SPDX-License-Identifier: Apache-2.0
//
// What one record says for the ledger. Pure functions, any thread.
#pragma once

#include "report/ledgercalls.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

// A thing that the call makes, sets or ends.
struct Touch {
    LedgerClass what = LedgerClass::User;
    LedgerCall::Effect effect = LedgerCall::Effect::Makes;
    std::string thing;
    std::string of;
    std::string_view aspect; // of the thing: "event selectors"; empty: the thing as a whole
    std::string_view holder; // which key names what holds it: holderKey()
    bool operator==(const Touch&) const = default;
};

// A holder that the call takes away.
struct EndedHolder {
    std::string_view holder; // HolderEnd::holder
    std::string name;
};

struct LedgerRecord {
    std::vector<Touch> touches;
    std::vector<EndedHolder> endedHolders;
    std::uint64_t requestHash = 0;
    std::string summary;      // only when asked for
    std::string deadline;     // when a scheduled deletion is due, as written
    std::string expiration;   // of the credentials in the response, as written
    std::string sessionActor; // whose they are: the ARN in the response
};

// False if the record is no JSON.
bool readLedgerRecord(std::string_view record, bool wantsSummary, LedgerRecord& out);

} // namespace rastro
