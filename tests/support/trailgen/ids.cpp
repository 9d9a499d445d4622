// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/ids.h"

#include <array>
#include <charconv>

namespace rastro::trailgen {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void appendPadded(std::string& out, int number, int width) {
    std::array<char, 8> digits{};
    for (int i = width - 1; i >= 0; --i) {
        digits[static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    out.append(digits.data(), static_cast<std::size_t>(width));
}

// Characters of a power-of-two alphabet, several from each random number.
void appendBits(std::string& out, Random& random, std::size_t length, std::string_view alphabet, unsigned bits) {
    const std::size_t mask = alphabet.size() - 1;
    std::uint64_t pool = 0;
    unsigned left = 0;
    for (std::size_t i = 0; i < length; ++i) {
        if (left < bits) {
            pool = random.next();
            left = 64;
        }
        out += alphabet[pool & mask];
        pool >>= bits;
        left -= bits;
    }
}

} // namespace

void appendHex(std::string& out, Random& random, std::size_t digits) {
    appendBits(out, random, digits, kHexDigits, 4);
}

void appendGuid(std::string& out, Random& random) {
    std::array<char, 36> text{};
    std::uint64_t pool = random.next();
    for (std::size_t i = 0, used = 0; i < text.size(); ++i) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            text[i] = '-';
            continue;
        }
        if (used++ == 16)
            pool = random.next();
        text[i] = kHexDigits[pool & 15];
        pool >>= 4;
    }
    text[14] = '4';
    text[19] = kHexDigits[8 + (static_cast<unsigned>(text[19]) & 3U)];
    out.append(text.data(), text.size());
}

void appendAlphanumeric(std::string& out, Random& random, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i)
        out += kAlphanumeric[random.below(kAlphanumeric.size())];
}

void appendBase64(std::string& out, Random& random, std::size_t length) {
    appendBits(out, random, length, kBase64, 6);
}

void appendNumber(std::string& out, std::uint64_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void appendUniqueId(std::string& out, std::string_view prefix, std::string_view account, Random& random) {
    std::uint64_t number = 0;
    std::from_chars(account.data(), account.data() + account.size(), number);
    const bool isKey = prefix == "AKIA" || prefix == "ASIA";
    const std::size_t length = isKey ? 16 : 17;
    const std::uint64_t chance = random.next();
    // 48 bits: 1, 40 of the account, 7 of chance; then 2 more to fill ten characters of five bits.
    const std::uint64_t head = (1ULL << 49) | (number << 9) | (chance & 0x1ff);
    out += prefix;
    for (int shift = 45; shift >= 0; shift -= 5)
        out += kBase32[(head >> shift) & 31];
    for (std::size_t i = 10; i < length; ++i)
        out += kBase32[(chance >> (9 + 5 * (i - 10))) & 31];
}

void appendIsoTime(std::string& out, Micros time) {
    const CivilTime t = civilTime(time);
    appendPadded(out, t.year, 4);
    out += '-';
    appendPadded(out, t.month, 2);
    out += '-';
    appendPadded(out, t.day, 2);
    out += 'T';
    appendPadded(out, t.hour, 2);
    out += ':';
    appendPadded(out, t.minute, 2);
    out += ':';
    appendPadded(out, t.second, 2);
    out += 'Z';
}

void appendStamp(std::string& out, Micros time) {
    const CivilTime t = civilTime(time);
    appendPadded(out, t.year, 4);
    appendPadded(out, t.month, 2);
    appendPadded(out, t.day, 2);
    out += 'T';
    appendPadded(out, t.hour, 2);
    appendPadded(out, t.minute, 2);
    out += 'Z';
}

void appendHumanTime(std::string& out, Micros time) {
    const CivilTime t = civilTime(time);
    out += kMonths[static_cast<std::size_t>(t.month - 1)];
    out += ' ';
    appendNumber(out, static_cast<std::uint64_t>(t.day));
    out += ", ";
    appendPadded(out, t.year, 4);
    out += ", ";
    appendNumber(out, static_cast<std::uint64_t>(t.hour % 12 == 0 ? 12 : t.hour % 12));
    out += ':';
    appendPadded(out, t.minute, 2);
    out += ':';
    appendPadded(out, t.second, 2);
    out += t.hour < 12 ? " AM" : " PM";
}

std::string guid(Random& random) {
    std::string text;
    appendGuid(text, random);
    return text;
}

std::string uniqueId(std::string_view prefix, std::string_view account, Random& random) {
    std::string text;
    appendUniqueId(text, prefix, account, random);
    return text;
}

std::string humanTime(Micros time) {
    std::string text;
    appendHumanTime(text, time);
    return text;
}

std::string logFilePath(std::string_view account, std::string_view region, Micros delivered, Random& random) {
    const CivilTime t = civilTime(delivered);
    std::string path = "AWSLogs/";
    path.append(account).append("/CloudTrail/").append(region).append("/");
    appendPadded(path, t.year, 4);
    path += '/';
    appendPadded(path, t.month, 2);
    path += '/';
    appendPadded(path, t.day, 2);
    path.append("/").append(account).append("_CloudTrail_").append(region).append("_");
    appendStamp(path, delivered);
    path += '_';
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (int i = 0; i < 16; ++i)
        path += alphabet[random.below(alphabet.size())];
    return path + ".json.gz";
}

} // namespace rastro::trailgen
