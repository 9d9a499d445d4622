// SPDX-License-Identifier: Apache-2.0
//
// Times of the filter language: ISO texts to instants, and the times relative to now and to the newest event.
// Instants are microseconds since 1970-01-01T00:00:00 UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rastro::reference {

using Instant = std::int64_t;
inline constexpr Instant kSecond = 1'000'000;
inline constexpr Instant kDay = 86'400 * kSecond;

struct Moment {
    Instant instant = 0; // of a date alone its first instant
    bool isDateAlone = false;
    bool isDashedDate = false; // YYYY-MM-DD
};

// A text that is wholly a time. What has no zone of its own is in the zone that many minutes east of UTC.
std::optional<Moment> parseMoment(std::string_view text, int zoneOffsetMinutes);

// now, last, now-24h, last-30m: whether it counts from the newest event, and how far back.
struct RelativeTime {
    bool isFromNewest = false;
    Instant back = 0;
};
std::optional<RelativeTime> parseRelativeTime(std::string_view text);

} // namespace rastro::reference
