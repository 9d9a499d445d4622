// SPDX-License-Identifier: Apache-2.0
#include "query/reference/moment.h"

#include "query/reference/fold.h"

#include <chrono>
#include <string>

namespace rastro::reference {

namespace {

struct Fields {
    int year = 0, month = 0, day = 0;
    int hour = 0, minute = 0, second = 0, micros = 0;
    std::optional<int> zoneMinutes;
};

// The texts of a time differ in their punctuation only: "0" is a digit, everything else itself.
bool hasShape(std::string_view text, std::string_view shape) {
    if (text.size() < shape.size())
        return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '0' ? !isDigit(text[i]) : text[i] != shape[i])
            return false;
    }
    return true;
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

void readDate(std::string_view text, bool isBasic, Fields& f) {
    f.year = number(text.substr(0, 4));
    f.month = number(text.substr(isBasic ? 4 : 5, 2));
    f.day = number(text.substr(isBasic ? 6 : 8, 2));
}

// The clock at the beginning of the text; gives what follows it.
std::optional<std::string_view> readClock(std::string_view text, bool isBasic, Fields& f) {
    const std::string_view withSeconds = isBasic ? "000000" : "00:00:00";
    const bool hasSeconds = hasShape(text, withSeconds);
    if (!hasSeconds && (isBasic || !hasShape(text, "00:00") || hasShape(text, "00:00:")))
        return std::nullopt;
    const std::size_t step = isBasic ? 2 : 3;
    f.hour = number(text.substr(0, 2));
    f.minute = number(text.substr(step, 2));
    f.second = hasSeconds ? number(text.substr(2 * step, 2)) : 0;
    text.remove_prefix(hasSeconds ? withSeconds.size() : 5);
    if (!text.starts_with('.'))
        return text;
    std::size_t count = 0;
    while (count + 1 < text.size() && isDigit(text[count + 1]))
        ++count;
    if (count == 0)
        return std::nullopt;
    f.micros = number((std::string(text.substr(1, count)) + "000000").substr(0, 6));
    return text.substr(1 + count);
}

bool readZone(std::string_view text, Fields& f) {
    if (text.empty())
        return true;
    if (text == "Z" || text == "z") {
        f.zoneMinutes = 0;
        return true;
    }
    if (text[0] != '+' && text[0] != '-')
        return false;
    const std::string_view digits = text.substr(1);
    const bool fits = (digits.size() == 2 && hasShape(digits, "00")) ||
                      (digits.size() == 4 && hasShape(digits, "0000")) ||
                      (digits.size() == 5 && hasShape(digits, "00:00"));
    if (!fits)
        return false;
    const int hours = number(digits.substr(0, 2));
    const int minutes = digits.size() == 2 ? 0 : number(digits.substr(digits.size() - 2));
    f.zoneMinutes = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return hours < 24 && minutes < 60;
}

std::optional<Instant> instantOf(const Fields& f, int zoneOffsetMinutes) {
    using namespace std::chrono;
    const year_month_day date{year{f.year}, month{static_cast<unsigned>(f.month)}, day{static_cast<unsigned>(f.day)}};
    if (!date.ok() || f.hour > 23 || f.minute > 59 || f.second > 60)
        return std::nullopt;
    const Instant days = sys_days{date}.time_since_epoch().count();
    const int zone = f.zoneMinutes.value_or(zoneOffsetMinutes);
    return days * kDay + (f.hour * 3600LL + (f.minute - zone) * 60LL + f.second) * kSecond + f.micros;
}

} // namespace

std::optional<Moment> parseMoment(std::string_view text, int zoneOffsetMinutes) {
    const bool isDashed = hasShape(text, "0000-00-00");
    if (!isDashed && !hasShape(text, "00000000"))
        return std::nullopt;
    Fields f;
    readDate(text, !isDashed, f);
    std::string_view rest = text.substr(isDashed ? 10 : 8);
    const bool isDateAlone = rest.empty();
    if (!isDateAlone) {
        if (fold(rest[0]) != 't' && !(isDashed && rest[0] == ' '))
            return std::nullopt;
        const auto zone = readClock(rest.substr(1), !isDashed, f);
        if (!zone || !readZone(*zone, f))
            return std::nullopt;
    }
    const std::optional<Instant> instant = instantOf(f, zoneOffsetMinutes);
    if (!instant)
        return std::nullopt;
    return Moment{*instant, isDateAlone, isDateAlone && isDashed};
}

std::optional<RelativeTime> parseRelativeTime(std::string_view text) {
    const std::string whole = folded(text);
    std::string_view rest = whole;
    RelativeTime result;
    result.isFromNewest = rest.starts_with("last");
    if (!result.isFromNewest && !rest.starts_with("now"))
        return std::nullopt;
    rest.remove_prefix(result.isFromNewest ? 4 : 3);
    if (rest.empty())
        return result;
    if (rest.size() < 3 || rest[0] != '-')
        return std::nullopt;
    static constexpr std::string_view kUnits = "smhdw";
    static constexpr Instant kLengths[] = {kSecond, 60 * kSecond, 3600 * kSecond, kDay, 7 * kDay};
    const std::size_t unit = kUnits.find(rest.back());
    const std::string_view digits = rest.substr(1, rest.size() - 2);
    if (unit == kUnits.npos)
        return std::nullopt;
    Instant count = 0;
    constexpr Instant kMost = 1'000'000; // of any unit: beyond every event, and no overflow
    for (const char c : digits) {
        if (!isDigit(c))
            return std::nullopt;
        count = std::min(kMost, count * 10 + (c - '0'));
    }
    result.back = count * kLengths[unit];
    return result;
}

} // namespace rastro::reference
