// SPDX-License-Identifier: Apache-2.0
//
// Lineage: the credentials that made the events loaded, which event issued each, and where the chain begins. From the
// columns of one snapshot; what is not in the data is said to be unknown, never guessed. Immutable once built, any
// thread; build() blocks its caller.
#pragma once

#include "lineage/edges.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rastro {

enum class SessionId : std::uint32_t {}; // index into sessions()
inline constexpr SessionId kNoSession{0xFFFFFFFFu};
constexpr std::uint32_t index(SessionId id) { return static_cast<std::uint32_t>(id); }

// The life of one credential: an access key, or, where events tell none (console), a principal's session by its time
// of creation.
struct Session {
    std::string key;                // the access key id, or "AROA…:name@2024-05-01T08:00:00Z"
    RowId first = kNoRow;           // its first event
    RowId issuedBy = kNoRow;        // the event that issued it; kNoRow: not loaded, or a key of long standing
    SessionId parent = kNoSession;  // whose credential called that event
    std::string origin;             // see Lineage::origin
    std::string person;             // empty: the records name none
    std::string_view originKind;    // see Lineage::originKind; static text
};

inline constexpr std::string_view kUnknownOrigin = "unknown: issued before the loaded range";
inline constexpr std::string_view kContestedOrigin = "unknown: events of several callers say they issued it";

class Lineage {
public:
    // Error Cancelled.
    static Result<std::shared_ptr<const Lineage>> build(const Snapshot& snapshot, const Checkpoint& checkpoint);

    const std::vector<Session>& sessions() const { return m_sessions; }
    const Session& session(SessionId id) const { return m_sessions[index(id)]; }
    // The session whose credential made the event; kNoSession if it was made without one (a service, a failed sign-in).
    SessionId sessionOf(const Snapshot& snapshot, RowId row) const;
    // The same, and for the copy of an event in another account, which tells no credential, the session that the account
    // of the caller tells of, or the only one its principal has.
    SessionId sessionBehind(const Snapshot& snapshot, RowId row) const;
    // From the head of the chain down to the direct parent.
    std::vector<SessionId> parents(SessionId id) const;

    // The head of the event's chain: a long-term access key, an instance, a service, an identity provider's subject, a
    // user who signed in; of a credential whose issue is not loaded kUnknownOrigin, of one that several claim
    // kContestedOrigin. Empty if the record names nobody.
    std::string origin(const Snapshot& snapshot, RowId row) const;
    // Who is behind the event, where records say so: a user, a source identity, a subject, root. Empty otherwise.
    std::string person(const Snapshot& snapshot, RowId row) const;

    // What the head of the chain is, where records tell: "human" (a sign-in, an identity provider of people, root), "ci" (a
    // pipeline's identity provider), "workload" (an instance, a function, a pod), "service". Empty where they do not: a
    // long-term key may be anybody's.
    std::string_view originKind(const Snapshot& snapshot, RowId row) const;

private:
    friend class LineageBuilder;
    std::vector<Session> m_sessions;
    std::vector<SessionId> m_byKey; // by code of the access key
    std::unordered_map<std::uint64_t, SessionId> m_byCreation; // by codes of principal and time of creation
    std::unordered_map<std::uint32_t, SessionId> m_ofCopy; // by row
};

} // namespace rastro
