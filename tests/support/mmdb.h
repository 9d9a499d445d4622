// SPDX-License-Identifier: Apache-2.0
//
// Writes small files in MaxMind's DB format (specification 2.0) for tests: a tree of 24-bit records over IPv6, IPv4
// below ::/96, strings and numbers as data.
#pragma once

#include "base/addressrange.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rastro::test {

class MmdbWriter {
public:
    // value: made with map(), text() and number().
    void add(std::string_view address, unsigned bits, const std::string& value) {
        Address network = *parseAddress(address);
        if (address.find(':') == std::string_view::npos) { // ::a.b.c.d rather than ::ffff:a.b.c.d
            network[10] = network[11] = 0;
            bits += 96;
        }
        std::size_t node = 0;
        for (unsigned bit = 0; bit + 1 < bits; ++bit) {
            std::uint32_t& next = m_nodes[node][bitOf(network, bit)];
            if (next == kNothing) {
                next = static_cast<std::uint32_t>(m_nodes.size());
                m_nodes.push_back({kNothing, kNothing});
            }
            node = m_nodes[node][bitOf(network, bit)];
        }
        m_nodes[node][bitOf(network, bits - 1)] = kData | static_cast<std::uint32_t>(m_data.size());
        m_data += value;
    }

    std::string bytes() const {
        const auto count = static_cast<std::uint32_t>(m_nodes.size());
        std::string out;
        for (const auto& node : m_nodes) {
            for (const std::uint32_t record : node) {
                const std::uint32_t value = record == kNothing ? count : record & kData ? (record & ~kData) + count + 16 : record;
                out += {static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
            }
        }
        return out + std::string(16, '\0') + m_data + "\xAB\xCD\xEFMaxMind.com" +
               map({{"node_count", number(count)}, {"record_size", number(24, 5)}, {"ip_version", number(6, 5)},
                    {"database_type", text("Test")}, {"languages", std::string("\x00\x04", 2)},
                    {"binary_format_major_version", number(2, 5)}, {"binary_format_minor_version", number(0, 5)},
                    {"build_epoch", std::string("\x01\x02\x01", 3)}, {"description", map({})}});
    }

    static std::string text(std::string_view value) { // shorter than 285 bytes
        if (value.size() < 29)
            return static_cast<char>(2 << 5 | value.size()) + std::string(value);
        return std::string{static_cast<char>(2 << 5 | 29), static_cast<char>(value.size() - 29)} + std::string(value);
    }
    static std::string number(std::uint32_t value, int type = 6) { // 5: 16 bits, 6: 32
        std::string bytes;
        for (; value != 0; value >>= 8)
            bytes.insert(bytes.begin(), static_cast<char>(value));
        return static_cast<char>(type << 5 | static_cast<int>(bytes.size())) + bytes;
    }
    static std::string map(const std::vector<std::pair<std::string, std::string>>& members) {
        std::string out(1, static_cast<char>(7 << 5 | static_cast<int>(members.size())));
        for (const auto& [key, value] : members)
            out += text(key) + value;
        return out;
    }

private:
    static constexpr std::uint32_t kNothing = 0xFFFF'FFFFu;
    static constexpr std::uint32_t kData = 0x8000'0000u;
    static unsigned bitOf(const Address& address, unsigned bit) { return address[bit / 8] >> (7 - bit % 8) & 1u; }

    std::vector<std::array<std::uint32_t, 2>> m_nodes{{kNothing, kNothing}};
    std::string m_data;
};

} // namespace rastro::test
