// SPDX-License-Identifier: Apache-2.0
#include "events/expiry.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace rastro {

Micros expiryOf(std::string_view text) {
    if (text.empty())
        return kNoTime;
    if (const auto iso = parseTime(text))
        return *iso;
    if (text.size() <= 12 && text.find_first_not_of("0123456789") == std::string_view::npos)
        return static_cast<Micros>(std::stoll(std::string(text))) * kMicrosPerSecond;
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    CivilTime time;
    const auto month = std::ranges::find(kMonths, text.substr(0, 3));
    std::array<char, 3> half{};
    // The narrow space of newer versions of Java's dates stands before AM and PM.
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isNarrowSpace = text.substr(i).starts_with("\xE2\x80\xAF");
        plain += isNarrowSpace ? ' ' : text[i];
        i += isNarrowSpace ? 2 : 0;
    }
    if (month == kMonths.end() || plain.size() > 40 ||
        std::sscanf(plain.c_str() + 3, " %d, %d, %d:%d:%d %2s", &time.day, &time.year, &time.hour, &time.minute,
                    &time.second, half.data()) != 6)
        return kNoTime;
    time.month = static_cast<int>(month - kMonths.begin()) + 1;
    const bool isAfternoon = half[0] == 'P';
    const bool isValid = time.day >= 1 && time.day <= 31 && time.year >= 1970 && time.year <= 9999 && time.hour >= 1 &&
                         time.hour <= 12 && time.minute >= 0 && time.minute < 60 && time.second >= 0 &&
                         time.second < 61;
    if (!isValid || (!isAfternoon && half[0] != 'A'))
        return kNoTime;
    time.hour = time.hour % 12 + (isAfternoon ? 12 : 0);
    return fromCivil(time);
}

} // namespace rastro
