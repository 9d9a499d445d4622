// SPDX-License-Identifier: Apache-2.0
//
// What a call is (kind) and how it ended (outcome). Judged by the call itself, never by `readOnly` alone: reading a
// secret or issuing a credential is "read only" to AWS. Pure functions, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace rastro {

enum class Kind : std::uint8_t { Read, Take, Change, Credential, SignIn, Service, Insight };
enum class Outcome : std::uint8_t { Ok, Denied, NotFound, Throttled, Failed };

inline constexpr std::array kAllKinds{Kind::Read,   Kind::Take,    Kind::Change, Kind::Credential,
                                      Kind::SignIn, Kind::Service, Kind::Insight};
inline constexpr std::array kAllOutcomes{Outcome::Ok, Outcome::Denied, Outcome::NotFound, Outcome::Throttled,
                                         Outcome::Failed};

std::string_view name(Kind kind);       // "read", "take", ...
std::string_view name(Outcome outcome); // "ok", "denied", ...

struct CallFacts {
    std::string_view eventSource;
    std::string_view eventName;
    std::string_view eventType;
    std::string_view readOnly; // "true", "false" or empty
};

Kind kindOf(const CallFacts& call);

// Ok only if both texts are empty and the sign-in did not fail. A code decides alone (so outcomes may be remembered by
// code); without one a message that says "not authorized to perform" is a denial, any other a failure.
Outcome outcomeOf(std::string_view errorCode, std::string_view errorMessage, bool signInFailed);

} // namespace rastro
