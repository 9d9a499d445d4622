// SPDX-License-Identifier: Apache-2.0
#include "base/addressrange.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#if defined(_WIN32)
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#endif

namespace rastro {

namespace {

constexpr std::size_t kLongestAddress = 45;
constexpr unsigned kMappedBits = 96; // before the IPv4 part

bool isMapped(const Address& address) {
    constexpr std::array<std::uint8_t, 12> kPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return std::equal(kPrefix.begin(), kPrefix.end(), address.begin());
}

} // namespace

std::optional<Address> parseAddress(std::string_view text) {
    if (text.empty() || text.size() > kLongestAddress || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    char terminated[kLongestAddress + 1] = {};
    std::memcpy(terminated, text.data(), text.size());
    Address address{};
    if (text.find(':') != std::string_view::npos)
        return inet_pton(AF_INET6, terminated, address.data()) == 1 ? std::optional(address) : std::nullopt;
    address[10] = address[11] = 0xFF;
    return inet_pton(AF_INET, terminated, address.data() + 12) == 1 ? std::optional(address) : std::nullopt;
}

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || text.size() - slash > 4)
        return std::nullopt;
    const std::optional<Address> address = parseAddress(text.substr(0, slash));
    const std::string_view digits = text.substr(slash + 1);
    unsigned length = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    const bool isPadded = digits.size() > 1 && digits[0] == '0';
    if (!address || digits.empty() || isPadded || read.ec != std::errc() || read.ptr != digits.data() + digits.size())
        return std::nullopt;
    const bool isV4 = text.substr(0, slash).find(':') == std::string_view::npos;
    if (length > (isV4 ? 32u : 128u))
        return std::nullopt;
    AddressRange range;
    range.m_bits = isV4 ? kMappedBits + length : length;
    // A network wider than ::ffff:0:0/96 is one of IPv6 alone.
    range.m_network = *address;
    for (unsigned bit = range.m_bits; bit < 128; ++bit)
        range.m_network[bit / 8] &= static_cast<std::uint8_t>(~(0x80u >> (bit % 8)));
    return range;
}

bool AddressRange::contains(const Address& address) const {
    if (isMapped(address) && m_bits < kMappedBits)
        return false;
    const unsigned whole = m_bits / 8;
    if (!std::equal(m_network.begin(), m_network.begin() + whole, address.begin()))
        return false;
    const unsigned rest = m_bits % 8;
    return rest == 0 || ((m_network[whole] ^ address[whole]) >> (8 - rest)) == 0;
}

} // namespace rastro
