// SPDX-License-Identifier: Apache-2.0
//
// Times as values of a filter: a date that stands for its whole day, a full time, `now-24h`, `last-7d`. Pure functions,
// any thread.
#pragma once

#include "language/expression.h"
#include "query/filtercontext.h"

#include <optional>
#include <string_view>

namespace rastro {

// A text that is wholly a time (base/timestamp.h), without a zone taken to be in `zone`.
std::optional<Micros> timeOf(std::string_view text, std::chrono::minutes zone);

// [from, to): the times for which a comparison with this value holds. nullopt if the value is no time. Matches holds
// within the day, the month or the hour of "2023-07-19", "2023-07" and "2023-07-19T21", and at the very instant of a full
// time.
struct TimeRangeOf {
    Micros from;
    Micros to;
    bool contains(Micros time) const { return time != kNoTime && time >= from && time < to; }
};
std::optional<TimeRangeOf> timesFor(Comparison comparison, std::string_view value, const FilterContext& context);

// "36h", "7d": a number and one of the units s, m, h, d, w; nullopt if it is none or too long to count.
std::optional<Micros> spanNamed(std::string_view text);

// The range that the filter as a whole asks of eventTime: what its terms that must hold have in common. nullopt if it
// asks nothing of it there, leaves one side open, or counts from now.
std::optional<TimeRangeOf> rangeAsked(const Expression& filter, const FilterContext& context);

bool isRelativeTime(std::string_view text); // counted from now or from the newest event

bool isTimeSpan(std::string_view text); // a day, a month or an hour

} // namespace rastro
