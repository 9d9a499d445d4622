// SPDX-License-Identifier: Apache-2.0
#include "timeline/ticks.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

constexpr Micros kMilli = 1000;
constexpr Micros kMinute = 60 * kMicrosPerSecond;
constexpr Micros kHour = 60 * kMinute;
constexpr std::array<Micros, 28> kSteps{kMilli,
                                        2 * kMilli,
                                        5 * kMilli,
                                        10 * kMilli,
                                        20 * kMilli,
                                        50 * kMilli,
                                        100 * kMilli,
                                        200 * kMilli,
                                        500 * kMilli,
                                        kMicrosPerSecond,
                                        2 * kMicrosPerSecond,
                                        5 * kMicrosPerSecond,
                                        10 * kMicrosPerSecond,
                                        15 * kMicrosPerSecond,
                                        30 * kMicrosPerSecond,
                                        kMinute,
                                        2 * kMinute,
                                        5 * kMinute,
                                        10 * kMinute,
                                        15 * kMinute,
                                        30 * kMinute,
                                        kHour,
                                        2 * kHour,
                                        3 * kHour,
                                        6 * kHour,
                                        12 * kHour,
                                        kMicrosPerDay,
                                        2 * kMicrosPerDay};
constexpr std::array<int, 15> kMonths{1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12'000, 60'000, 120'000};
constexpr Micros kWeek = 7 * kMicrosPerDay;
constexpr Micros kFirstMonday = 4 * kMicrosPerDay; // 1970-01-05

struct Spacing {
    Micros step = 0; // or
    int months = 0;
    Micros origin = 0;
};

Spacing chooseSpacing(double atLeast) {
    for (const Micros step : kSteps) {
        if (step >= 100 * kMilli && static_cast<double>(step) >= atLeast)
            return {step, 0, 0};
    }
    if (static_cast<double>(kWeek) >= atLeast)
        return {kWeek, 0, kFirstMonday};
    for (const int months : kMonths) {
        const double days = months < 12 ? months * 28.0 : months / 12 * 365.0; // at least
        if (days * static_cast<double>(kMicrosPerDay) >= atLeast)
            return {0, months, 0};
    }
    return {0, kMonths.back(), 0};
}

std::string padded(int number, std::size_t digits) {
    const std::string text = std::to_string(number);
    return std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

std::string monthDay(const CivilTime& c) {
    return padded(c.month, 2) + "-" + padded(c.day, 2);
}

std::string dateOf(const CivilTime& c) {
    return padded(c.year, 4) + "-" + monthDay(c);
}

Tick makeTick(Micros t, const Spacing& spacing) {
    const CivilTime c = civilTime(t);
    if (spacing.months >= 12)
        return {t, padded(c.year, 4), false};
    if (spacing.months > 0)
        return {t, padded(c.year, 4) + "-" + padded(c.month, 2), false};
    if (spacing.step >= kMicrosPerDay)
        return {t, dateOf(c), false};
    if (floorTo(t, kMicrosPerDay) == t)
        return {t, dateOf(c), true};
    std::string label = padded(c.hour, 2) + ":" + padded(c.minute, 2);
    if (spacing.step < kMinute)
        label += ":" + padded(c.second, 2);
    if (spacing.step < kMicrosPerSecond)
        label += "." + std::to_string(c.micros / 100'000);
    return {t, std::move(label), false};
}

std::vector<Tick> monthTicks(TimeRange range, const Spacing& spacing) {
    std::vector<Tick> ticks;
    const CivilTime first = civilTime(range.from);
    int month = first.year * 12 + first.month - 1;
    month -= month % spacing.months;
    for (;; month += spacing.months) {
        CivilTime c;
        c.year = month / 12;
        c.month = month % 12 + 1;
        const Micros t = fromCivil(c);
        if (t >= range.to)
            return ticks;
        if (t >= range.from)
            ticks.push_back(makeTick(t, spacing));
    }
}

} // namespace

Micros floorTo(Micros t, Micros step) {
    const Micros rest = t % step;
    return t - (rest < 0 ? rest + step : rest);
}

std::vector<Tick> ticksOf(TimeRange range, int width, double minSpacing) {
    std::vector<Tick> ticks;
    if (range.isEmpty() || width <= 0)
        return ticks;
    const Spacing spacing = chooseSpacing(static_cast<double>(range.span()) / width * std::max(minSpacing, 1.0));
    if (spacing.months > 0)
        return monthTicks(range, spacing);
    Micros t = floorTo(range.from - spacing.origin, spacing.step) + spacing.origin;
    if (t < range.from)
        t += spacing.step;
    for (; t < range.to; t += spacing.step)
        ticks.push_back(makeTick(t, spacing));
    return ticks;
}

Micros roundStep(double atLeast) {
    for (const Micros step : kSteps) {
        if (static_cast<double>(step) >= atLeast)
            return step;
    }
    Micros days = 4;
    while (static_cast<double>(days * kMicrosPerDay) < atLeast && days < 4'000'000)
        days *= 2;
    return days * kMicrosPerDay;
}

std::string dayLabel(TimeRange range) {
    const CivilTime a = civilTime(range.from);
    const CivilTime b = civilTime(range.isEmpty() ? range.from : range.to - 1);
    if (a.year != b.year)
        return dateOf(a) + " → " + dateOf(b);
    if (a.month != b.month)
        return dateOf(a) + " → " + monthDay(b);
    return a.day == b.day ? dateOf(a) : dateOf(a) + " → " + padded(b.day, 2);
}

} // namespace rastro
