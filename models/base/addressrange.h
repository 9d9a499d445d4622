// SPDX-License-Identifier: Apache-2.0
//
// IP addresses and networks as CloudTrail writes them: dotted IPv4 and IPv6 text, and CIDR `address/length` (RFC 4632,
// RFC 4291). Pure values, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rastro {

// 16 bytes, network order; IPv4 as IPv4-mapped (::ffff:a.b.c.d).
using Address = std::array<std::uint8_t, 16>;

// nullopt unless the text is wholly an address. Names of services are none.
std::optional<Address> parseAddress(std::string_view text);

class AddressRange {
public:
    // `address/length`, the length without leading zeros; host bits are masked away.
    static std::optional<AddressRange> parse(std::string_view text);
    bool contains(const Address& address) const;

private:
    Address m_network{};
    unsigned m_bits = 0; // of the 128
};

} // namespace rastro
