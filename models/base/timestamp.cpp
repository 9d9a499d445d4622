// SPDX-License-Identifier: Apache-2.0
#include "base/timestamp.h"

#include <cstdio>

namespace rastro {

namespace {

// Days since 1970-01-01 of a proleptic Gregorian date (algorithm of Howard Hinnant, "chrono-compatible date algorithms").
std::int64_t daysFromCivil(std::int64_t y, unsigned m, unsigned d) {
    y -= m <= 2;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const auto yoe = static_cast<unsigned>(y - era * 400);
    const unsigned doy = (153 * (m + (m > 2 ? -3u : 9u)) + 2) / 5 + d - 1;
    const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + static_cast<std::int64_t>(doe) - 719468;
}

bool isLeap(int y) {
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

int daysInMonth(int y, int m) {
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && isLeap(y) ? 29 : kDays[m - 1];
}

// Reads a text from left to right; every step says whether it fitted.
class Cursor {
public:
    explicit Cursor(std::string_view text) : m_text(text) {}
    bool atEnd() const { return m_at == m_text.size(); }
    bool take(char c) {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool digits(int count, int& value) {
        value = 0;
        for (int i = 0; i < count; ++i, ++m_at) {
            if (atEnd() || m_text[m_at] < '0' || m_text[m_at] > '9')
                return false;
            value = value * 10 + (m_text[m_at] - '0');
        }
        return true;
    }
    // One digit or more; what is beyond microseconds is dropped.
    bool fraction(int& micros) {
        micros = 0;
        int scale = 100'000;
        const std::size_t start = m_at;
        for (; !atEnd() && m_text[m_at] >= '0' && m_text[m_at] <= '9'; ++m_at, scale /= 10)
            micros += scale * (m_text[m_at] - '0');
        return m_at > start;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

bool isValid(const CivilTime& c) {
    return c.month >= 1 && c.month <= 12 && c.day >= 1 && c.day <= daysInMonth(c.year, c.month) && c.hour <= 23 &&
           c.minute <= 59 && c.second <= 60;
}

// Z, +hh:mm, +hhmm, +hh or nothing.
bool parseZone(Cursor& in, int& offsetMinutes) {
    offsetMinutes = 0;
    if (in.atEnd() || in.take('Z') || in.take('z'))
        return true;
    const bool minus = in.take('-');
    if (!minus && !in.take('+'))
        return false;
    int hours = 0;
    int minutes = 0;
    if (!in.digits(2, hours))
        return false;
    if (!in.atEnd()) {
        in.take(':');
        if (!in.digits(2, minutes))
            return false;
    }
    if (hours > 23 || minutes > 59)
        return false;
    offsetMinutes = (minus ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

bool parseClock(Cursor& in, bool basic, CivilTime& c) {
    if (!in.digits(2, c.hour) || !(basic || in.take(':')) || !in.digits(2, c.minute))
        return false;
    const bool hasSeconds = basic ? true : in.take(':');
    if (hasSeconds && !in.digits(2, c.second))
        return false;
    return !in.take('.') || in.fraction(c.micros);
}

} // namespace

std::optional<Micros> parseTime(std::string_view text) {
    if (const Micros fast = parseCloudTrailTime(text); fast != kNoTime)
        return fast;
    Cursor in(text);
    CivilTime c;
    if (!in.digits(4, c.year))
        return std::nullopt;
    const bool basic = !in.take('-');
    if (!in.digits(2, c.month) || !(basic || in.take('-')) || !in.digits(2, c.day))
        return std::nullopt;
    int offset = 0;
    if (!in.atEnd()) {
        if (!in.take('T') && !in.take('t') && !(!basic && in.take(' ')))
            return std::nullopt;
        if (!parseClock(in, basic, c) || !parseZone(in, offset))
            return std::nullopt;
    }
    if (!in.atEnd() || !isValid(c))
        return std::nullopt;
    return fromCivil(c) - offset * 60 * kMicrosPerSecond;
}

Micros parseCloudTrailTime(std::string_view t) {
    if (t.size() != 20 || t[4] != '-' || t[7] != '-' || t[10] != 'T' || t[13] != ':' || t[16] != ':' || t[19] != 'Z')
        return kNoTime;
    bool ok = true;
    const auto two = [&](std::size_t at) {
        const unsigned a = static_cast<unsigned char>(t[at]) - '0';
        const unsigned b = static_cast<unsigned char>(t[at + 1]) - '0';
        ok = ok && a <= 9 && b <= 9;
        return static_cast<int>(a * 10 + b);
    };
    CivilTime c;
    c.year = two(0) * 100 + two(2);
    c.month = two(5);
    c.day = two(8);
    c.hour = two(11);
    c.minute = two(14);
    c.second = two(17);
    return ok && isValid(c) ? fromCivil(c) : kNoTime;
}

Micros fromCivil(const CivilTime& c) {
    const std::int64_t days =
        daysFromCivil(c.year, static_cast<unsigned>(c.month), static_cast<unsigned>(c.day));
    return days * kMicrosPerDay + ((c.hour * 60LL + c.minute) * 60LL + c.second) * kMicrosPerSecond + c.micros;
}

CivilTime civilTime(Micros time) {
    std::int64_t days = time / kMicrosPerDay;
    std::int64_t rest = time % kMicrosPerDay;
    if (rest < 0) {
        rest += kMicrosPerDay;
        --days;
    }
    const std::int64_t z = days + 719468;
    const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    const auto doe = static_cast<unsigned>(z - era * 146097);
    const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const unsigned mp = (5 * doy + 2) / 153;
    CivilTime c;
    c.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    c.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    c.year = static_cast<int>(yoe + era * 400 + (c.month <= 2));
    const std::int64_t seconds = rest / kMicrosPerSecond;
    c.hour = static_cast<int>(seconds / 3600);
    c.minute = static_cast<int>(seconds / 60 % 60);
    c.second = static_cast<int>(seconds % 60);
    c.micros = static_cast<int>(rest % kMicrosPerSecond);
    return c;
}

std::string formatTime(Micros time) {
    if (time == kNoTime)
        return {};
    const CivilTime c = civilTime(time);
    char text[64];
    int size = std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour,
                             c.minute, c.second);
    if (c.micros != 0 && c.micros % 1000 == 0)
        size += std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), ".%03d", c.micros / 1000);
    else if (c.micros != 0)
        size += std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), ".%06d", c.micros);
    return std::string(text, static_cast<std::size_t>(size)) + 'Z';
}

} // namespace rastro
