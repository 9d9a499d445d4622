// SPDX-License-Identifier: Apache-2.0
//
// Times of events: microseconds since 1970-01-01T00:00:00 UTC. Parsing accepts the ISO 8601 forms CloudTrail and its
// exports use (T or blank, optional fraction, Z or offset, and the basic form 20131102T010628Z of the user guide).
// Thread-safe, no locale, no allocation but the returned string.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace rastro {

using Micros = std::int64_t;
inline constexpr Micros kNoTime = std::numeric_limits<Micros>::min();
inline constexpr Micros kMicrosPerSecond = 1'000'000;
inline constexpr Micros kMicrosPerDay = 86'400 * kMicrosPerSecond;

// A time with zone, or one without zone taken as UTC; a date alone is its first instant. nullopt if not wholly a time.
std::optional<Micros> parseTime(std::string_view text);

// The very form CloudTrail writes, YYYY-MM-DDTHH:MM:SSZ (20 bytes): the fast path of loading. kNoTime if not that form.
Micros parseCloudTrailTime(std::string_view text);

// YYYY-MM-DDTHH:MM:SSZ; with .fff or .ffffff when the time has a fraction. Empty for kNoTime.
std::string formatTime(Micros time);

struct CivilTime {
    int year = 1970;
    int month = 1; // 1..12
    int day = 1;   // 1..31
    int hour = 0;
    int minute = 0;
    int second = 0;
    int micros = 0;
};
CivilTime civilTime(Micros time);
Micros fromCivil(const CivilTime& civil);

} // namespace rastro
