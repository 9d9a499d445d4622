// SPDX-License-Identifier: Apache-2.0
//
// Ledger: what was made, opened, shared or switched off, netted against what took it away later: still there at the end
// of the logs? used since, by whom, from where? Beside it what to contain. From the events loaded alone, so "there" means
// that no event loaded says otherwise. Blocks its caller, several threads inside, answers a stop within 50 ms.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "lineage/lineage.h"
#include "report/ledgercalls.h"
#include "store/snapshot.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

enum class ThingState : std::uint8_t {
    There,   // at the end of the logs
    Changed, // set anew in another way later: see end
    Gone,    // see end
};
std::string_view name(ThingState state); // "there", "changed", "gone"

// What was done with a thing after it was made.
struct Uses {
    std::uint64_t events = 0;
    Micros first = kNoTime;
    Micros last = kNoTime;
    std::vector<std::string> actors;    // sorted
    std::vector<std::string> addresses; // sorted
};

struct Thing {
    LedgerClass what = LedgerClass::User;
    std::string thing; // its name or id, as in the log
    std::string of;    // what it belongs to; may be empty
    std::string aspect; // which side of it: "event selectors"; empty: the thing itself
    std::string summary; // the event in words: "created access key … for user …"
    RowId made = kNoRow; // the first event that made it; of what each call sets, the last one that set it that way
    std::uint64_t times = 0; // made, or set that way, by so many events
    ThingState state = ThingState::There;
    RowId end = kNoRow; // the event that took it away or set it anew
    bool endedWithHolder = false; // what it belonged to was taken away
    bool isUseKnown = false; // whether events tell the use of such things at all
    Uses uses;
    std::string deadline; // as written in the response; empty: none
};

std::string nameOf(const Thing& thing); // "event selectors of t", "AdministratorAccess of eve"
// "there", "not undone", "gone", …: what the state means for things of its class.
std::string_view stateWords(const Thing& thing);
// Whether something can be done about it.
bool isToContain(const Thing& thing);
// The deadline as time in UTC where it can be told, else as written; empty if there is none or it is over.
std::string dueText(const Thing& thing);

// A session that had not expired when the logs end.
struct LiveSession {
    std::string key;
    std::string actor;
    RowId issuedBy = kNoRow;
    Micros expires = kNoTime;
};

struct Ledger {
    std::uint64_t asked = 0; // events whose leavings these are
    std::vector<Thing> things; // by class, then in the order of time
    std::vector<LiveSession> sessions; // issued by the rows asked about; by time of expiry
    std::uint64_t unreadRows = 0; // records that could not be read again: what they made is not known
};

// What the rows left behind; what ended it may be any event loaded. rows: visible ones. Error Cancelled.
Result<Ledger> ledgerOf(const Snapshot& snapshot, const RowVector& rows, unsigned threads, Checkpoint& checkpoint);

// What to contain, for pasting: a line for each key, session, door and deadline that is still there.
std::string containText(const Snapshot& snapshot, const Ledger& ledger);

} // namespace rastro
