// SPDX-License-Identifier: Apache-2.0
//
// IP addresses and networks as texts. An IPv4-mapped IPv6 address (::ffff:a.b.c.d) is the IPv4 address it maps.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace rastro::reference {

using AddressBytes = std::vector<std::uint8_t>; // 4 or 16

// A whole address: four decimal numbers without leading zeros, or IPv6 (RFC 4291, no zone, no brackets).
std::optional<AddressBytes> parseAddress(std::string_view text);

class Network {
public:
    // address/length, nothing around it.
    static std::optional<Network> parse(std::string_view text);
    bool contains(std::string_view text) const; // false for what is no address

private:
    AddressBytes m_bytes;
    unsigned m_length = 0; // bits that count
};

} // namespace rastro::reference
