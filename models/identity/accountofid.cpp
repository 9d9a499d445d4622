// SPDX-License-Identifier: Apache-2.0
#include "identity/accountofid.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace rastro {

namespace {

constexpr std::size_t kPrefix = 4;
constexpr std::size_t kRead = 10; // characters of five bits each

constexpr std::array<std::string_view, 12> kPrefixes{"ABIA", "ACCA", "AGPA", "AIDA", "AIPA", "AKIA",
                                                     "ANPA", "ANVA", "APKA", "AROA", "ASCA", "ASIA"};

// RFC 4648, section 6; -1 for what is no such digit.
int base32(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

} // namespace

std::string accountOfId(std::string_view id) {
    const bool isId = (id.size() == 20 || id.size() == 21) && std::ranges::find(kPrefixes, id.substr(0, kPrefix)) != kPrefixes.end() &&
                      std::ranges::all_of(id, [](char c) { return base32(c) >= 0; });
    if (!isId)
        return {};
    std::uint64_t bits = 0;
    for (const char c : id.substr(kPrefix, kRead))
        bits = bits << 5 | static_cast<std::uint64_t>(base32(c));
    if ((bits >> 49) == 0) // the older form
        return {};
    const std::uint64_t account = (bits >> 2 & 0x7FFF'FFFF'FF80ULL) >> 7;
    std::string digits = std::to_string(account);
    if (digits.size() > 12)
        return {};
    digits.insert(0, 12 - digits.size(), '0');
    return digits;
}

bool isLongTermKey(std::string_view accessKeyId) {
    return accessKeyId.starts_with("AKIA");
}

} // namespace rastro
