// SPDX-License-Identifier: Apache-2.0
//
// EventClass: kind and outcome of an event in one byte, and sets of classes as one 64-bit mask. What the timeline scans
// and draws. Pure functions, any thread.
#pragma once

#include "events/callkind.h"

#include <array>
#include <cstdint>

namespace rastro {

enum class EventClass : std::uint8_t {}; // kind in bits 0..2, outcome in bits 3..5

constexpr EventClass classOf(Kind kind, Outcome outcome) {
    return EventClass{static_cast<std::uint8_t>(static_cast<unsigned>(kind) | static_cast<unsigned>(outcome) << 3)};
}
constexpr Kind kindOf(EventClass c) {
    return static_cast<Kind>(static_cast<unsigned>(c) & 7u);
}
constexpr Outcome outcomeOf(EventClass c) {
    return static_cast<Outcome>(static_cast<unsigned>(c) >> 3);
}

// What matters most first.
inline constexpr std::array kKindsByStrength{Kind::Change,  Kind::Credential, Kind::Take,   Kind::SignIn,
                                             Kind::Insight, Kind::Read,       Kind::Service};

// Which classes occur. Pictures tell three ways an event may end: denied, failed, and the rest (ok; not found and
// throttled, which say little about a person).
class ClassSet {
public:
    constexpr ClassSet() = default;
    constexpr explicit ClassSet(std::uint64_t bits) : m_bits(bits) {}

    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr std::uint64_t bits() const { return m_bits; }
    constexpr bool contains(EventClass c) const { return m_bits >> static_cast<unsigned>(c) & 1u; }
    constexpr ClassSet of(Outcome outcome) const {
        return ClassSet(m_bits & 0xFFull << static_cast<unsigned>(outcome) * 8);
    }
    constexpr ClassSet plain() const { return ClassSet(m_bits & ~(denied().m_bits | failed().m_bits)); }
    constexpr ClassSet denied() const { return of(Outcome::Denied); }
    constexpr ClassSet failed() const { return of(Outcome::Failed); }
    // One bit for each kind that occurs, however it ended.
    constexpr std::uint8_t kinds() const {
        std::uint64_t kinds = m_bits | m_bits >> 32; // a byte of kinds for each outcome
        kinds |= kinds >> 16;
        kinds |= kinds >> 8;
        return static_cast<std::uint8_t>(kinds & 0xFF);
    }

    // The kind that matters most among those present. Precondition: not empty.
    constexpr Kind strongest() const;
    // The class to show for all of them: of the strongest kind, and of that denied before failed before ok.
    constexpr EventClass lead() const;

private:
    static constexpr std::array kByOutcome{Outcome::Denied, Outcome::Failed, Outcome::Throttled, Outcome::NotFound,
                                           Outcome::Ok};
    std::uint64_t m_bits = 0;
};

// Asked for each mark of each lane when a picture is made: a table by the set of kinds, at one place in memory.
inline constexpr auto kStrongestKinds = [](const auto& byStrength) {
    std::array<Kind, 256> of{};
    for (unsigned kinds = 0; kinds < of.size(); ++kinds) {
        of[kinds] = Kind::Service;
        for (auto kind = byStrength.rbegin(); kind != byStrength.rend(); ++kind) {
            if (kinds >> static_cast<unsigned>(*kind) & 1u)
                of[kinds] = *kind;
        }
    }
    return of;
}(kKindsByStrength);

constexpr Kind ClassSet::strongest() const { return kStrongestKinds[kinds()]; }

constexpr EventClass ClassSet::lead() const {
    for (const Kind kind : kKindsByStrength) {
        for (const Outcome outcome : kByOutcome) {
            if (contains(classOf(kind, outcome)))
                return classOf(kind, outcome);
        }
    }
    return classOf(Kind::Service, Outcome::Ok);
}

} // namespace rastro
