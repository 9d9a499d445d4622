// SPDX-License-Identifier: Apache-2.0
#include "query/timevalue.h"

#include "base/foldedtext.h"
#include "language/unparser.h"
#include "query/anycolumn.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

namespace rastro {

namespace {

constexpr Micros kEarliest = std::numeric_limits<Micros>::min() + 1; // kNoTime is below it
constexpr Micros kLatest = std::numeric_limits<Micros>::max();

bool hasZone(std::string_view time) {
    constexpr std::size_t kDate = 8; // a sign behind the date is that of an offset
    return !time.empty() && ((time.back() | 32) == 'z' || time.find_first_of("+-", kDate + 2) != std::string_view::npos);
}

std::optional<Micros> unitOf(char letter) {
    switch (folded(letter)) {
    case 's':
        return kMicrosPerSecond;
    case 'm':
        return 60 * kMicrosPerSecond;
    case 'h':
        return 3'600 * kMicrosPerSecond;
    case 'd':
        return kMicrosPerDay;
    case 'w':
        return 7 * kMicrosPerDay;
    default:
        return std::nullopt;
    }
}

struct WrittenSpan {
    Micros micros = 0;
    bool isTooLong = false;
};

// "24h": digits and a unit.
std::optional<WrittenSpan> readSpan(std::string_view text) {
    const std::optional<Micros> unit = text.size() < 2 ? std::nullopt : unitOf(text.back());
    if (!unit)
        return std::nullopt;
    std::uint32_t count = 0;
    const char* end = text.data() + text.size() - 1;
    const auto read = std::from_chars(text.data(), end, count);
    if (read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    WrittenSpan span;
    span.isTooLong = __builtin_mul_overflow(*unit, Micros{count}, &span.micros);
    return span;
}

// "now", "last", "now-24h": the instant, kNoTime if there is nothing to count from; nullopt if it is not of that form.
std::optional<Micros> relativeTime(std::string_view text, const FilterContext& context) {
    const std::string word = foldedText(text.substr(0, text.find('-')));
    if (word != "now" && word != "last")
        return std::nullopt;
    const Micros base = word == "now" ? context.now : context.newest;
    if (text.size() == word.size())
        return base;
    const std::optional<WrittenSpan> span = readSpan(text.substr(word.size() + 1));
    if (!span)
        return std::nullopt;
    Micros time = 0;
    if (base == kNoTime || span->isTooLong || __builtin_sub_overflow(base, span->micros, &time))
        return kNoTime;
    return time;
}

// The times for which a comparison holds with all that the value stands for.
TimeRangeOf rangeFor(Comparison comparison, TimeRangeOf value) {
    switch (comparison) {
    case Comparison::Less:
        return {kEarliest, value.from};
    case Comparison::LessOrEqual:
        return {kEarliest, value.to};
    case Comparison::Greater:
        return {value.to, kLatest};
    case Comparison::GreaterOrEqual:
        return {value.from, kLatest};
    case Comparison::Matches:
        break;
    }
    return value;
}

bool isDateAlone(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && parseTime(text).has_value();
}

// "2023-07", "2023-07-19T21", "2023-07-19 21": the month, the hour; nullopt if it is neither.
std::optional<TimeRangeOf> partialTime(std::string_view text, std::chrono::minutes zone) {
    const Micros offset = Micros{zone.count()} * 60 * kMicrosPerSecond;
    if (text.size() == 7) {
        const std::optional<Micros> first = parseTime(std::string(text) + "-01");
        if (!first)
            return std::nullopt;
        CivilTime next = civilTime(*first);
        next.year += next.month / 12;
        next.month = next.month % 12 + 1;
        return TimeRangeOf{*first - offset, fromCivil(next) - offset};
    }
    if (text.size() != 13)
        return std::nullopt;
    const std::optional<Micros> first = parseTime(std::string(text) + ":00:00Z");
    return first ? std::optional(TimeRangeOf{*first - offset, *first - offset + 3'600 * kMicrosPerSecond}) : std::nullopt;
}

} // namespace

std::optional<Micros> spanNamed(std::string_view text) {
    const std::optional<WrittenSpan> span = readSpan(text);
    return span && !span->isTooLong ? std::optional(span->micros) : std::nullopt;
}

bool isRelativeTime(std::string_view text) {
    return relativeTime(text, {}).has_value();
}

bool isTimeSpan(std::string_view text) {
    return isDateAlone(text) || partialTime(text, {}).has_value();
}

std::optional<Micros> timeOf(std::string_view text, std::chrono::minutes zone) {
    const std::optional<Micros> time = parseTime(text);
    if (!time || (!isDateAlone(text) && hasZone(text)))
        return time;
    return *time - Micros{zone.count()} * 60 * kMicrosPerSecond;
}

std::optional<TimeRangeOf> timesFor(Comparison comparison, std::string_view value, const FilterContext& context) {
    std::optional<Micros> first = relativeTime(value, context);
    if (first && *first == kNoTime)
        return TimeRangeOf{kLatest, kEarliest}; // no instant at all
    if (!first)
        first = timeOf(value, context.zone);
    if (first)
        return rangeFor(comparison, {*first, *first + (isDateAlone(value) ? kMicrosPerDay : 1)});
    const std::optional<TimeRangeOf> span = partialTime(value, context.zone);
    return span ? std::optional(rangeFor(comparison, *span)) : std::nullopt;
}

std::optional<TimeRangeOf> rangeAsked(const Expression& filter, const FilterContext& context) {
    TimeRangeOf common{kEarliest, kLatest};
    for (const Expression& one : topLevelTerms(filter)) {
        const Value& value = one.term.value;
        const bool isOfTime = one.kind == Expression::Kind::Term && !one.term.isBare() && !one.term.field.isAnyBelow &&
                              AnyColumn(one.term.field) == AnyColumn(Column::EventTime);
        if (!isOfTime || (value.kind != Value::Kind::Pattern && value.kind != Value::Kind::Literal))
            continue;
        const auto times = isRelativeTime(value.text) ? std::nullopt : timesFor(one.term.comparison, value.text, context);
        if (!times)
            return std::nullopt;
        common = {std::max(common.from, times->from), std::min(common.to, times->to)};
    }
    const bool isClosed = common.from != kEarliest && common.to != kLatest && common.from < common.to;
    return isClosed ? std::optional(common) : std::nullopt;
}

} // namespace rastro
