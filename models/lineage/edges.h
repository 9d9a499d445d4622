// SPDX-License-Identifier: Apache-2.0
//
// Edges: which event issued which credential, from the columns alone: by the access key in the response first, then by
// principal and time of creation (sign-ins, which tell no key). Source: "Logging IAM and AWS STS API calls with AWS
// CloudTrail" and the userIdentity element of the CloudTrail user guide. Blocks its caller; any thread.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/snapshot.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rastro {

class Edges {
public:
    // Over the visible rows. Error Cancelled.
    static Result<Edges> find(const Snapshot& snapshot, const Checkpoint& checkpoint);

    // When credentials were made whose issue is not known: in which account, by code of IdentityAccountId.
    struct OpenTimes {
        std::unordered_map<std::uint32_t, std::vector<Micros>> byAccount;
        std::vector<Micros> all;
        void add(Code account, Micros created);
        void sort(); // before use
        bool isNear(Micros time) const;               // give or take five seconds
        bool isNear(Code account, Micros time) const; // the same, in that account
    };
    // Reads again what the columns leave open: switches of role, and roles taken without a key in the answer when a
    // credential was made whose issue is not known. False if stopped.
    bool readRecords(const Snapshot& snapshot, const OpenTimes& open, const Checkpoint& checkpoint);

    // The event that issued the key, of several copies the one that says most of the caller; kNoRow if none is loaded.
    // Where events of several callers claim it, the one at the time of its creation, give or take five seconds, if there
    // is one only: else nobody can say whose it is.
    RowId issuerOfKey(const Snapshot& snapshot, std::string_view accessKeyId, Micros created) const;
    bool isContested(const Snapshot& snapshot, std::string_view accessKeyId) const; // events of several callers claim it
    // The one event that took this role session at that time, give or take five seconds, and whose answer tells no key;
    // kNoRow if none is loaded, or several that differ in their caller. arn: of the session, a code of IdentityArn.
    RowId roleTaken(const Snapshot& snapshot, Code arn, Micros created) const;
    // Who switched to a role in the console: the ARN in the event; empty for any other event.
    std::string_view switchedFrom(RowId row) const;
    // The sign-in of the principal at that time, give or take five seconds; kNoRow if none is loaded, or several that came
    // from different principals.
    RowId signIn(Code principal, Micros created) const;
    // Another account's copy of the event in which the caller is named, and is the principal of this one; kNoRow if there
    // is none, or several that differ in their caller.
    RowId otherCopy(const Snapshot& snapshot, RowId row) const;

private:
    struct SignIn {
        Micros time;
        RowId row;
    };
    struct IdentifierHash {
        std::size_t operator()(const Identifier& id) const { return static_cast<std::size_t>(id.high ^ id.low * 31); }
    };
    void take(const Snapshot& snapshot, RowId row, std::uint8_t call);
    void takeIssued(const Snapshot& snapshot, RowId row);

    std::vector<RowId> m_unclear; // answers without a key, switches of role: their records tell more
    std::unordered_map<std::uint32_t, std::vector<SignIn>> m_rolesTaken; // by code of the session's ARN
    std::unordered_map<std::uint32_t, std::string> m_switchedFrom;     // by row
    std::vector<RowId> m_byKey; // by code of the issued key
    std::unordered_map<std::uint32_t, std::vector<RowId>> m_contested; // by the same code: all that claim it, if they differ
    std::unordered_map<std::uint32_t, std::vector<SignIn>> m_signIns; // by code of the principal, in time order
    std::unordered_multimap<Identifier, RowId, IdentifierHash> m_named; // by shared event id: copies that name the caller
};

// Whether the event failed: what it would have issued does not exist.
bool isFailure(const Snapshot& snapshot, RowId row);

} // namespace rastro
