// SPDX-License-Identifier: Apache-2.0
#include "query/reference/network.h"

#include "query/reference/fold.h"

#include <algorithm>

namespace rastro::reference {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts(1);
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != separator)
            continue;
        parts.back() = text.substr(start, i - start);
        start = i + 1;
        if (i < text.size())
            parts.emplace_back();
    }
    return parts;
}

// A decimal number without leading zeros, up to a limit.
std::optional<unsigned> decimal(std::string_view text, unsigned limit) {
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0') || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    unsigned value = 0;
    for (const char c : text)
        value = value * 10 + static_cast<unsigned>(c - '0');
    return value <= limit ? std::optional(value) : std::nullopt;
}

std::optional<AddressBytes> parseQuad(std::string_view text) {
    AddressBytes bytes;
    for (const std::string_view part : split(text, '.')) {
        const auto value = decimal(part, 255);
        if (!value)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(*value));
    }
    return bytes.size() == 4 ? std::optional(bytes) : std::nullopt;
}

// The groups on one side of "::" (or of the whole address) as bytes; a dotted quad may stand last.
std::optional<AddressBytes> parseGroups(std::string_view text, bool mayEndInQuad) {
    AddressBytes bytes;
    if (text.empty())
        return bytes;
    const std::vector<std::string_view> groups = split(text, ':');
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::string_view group = groups[i];
        if (mayEndInQuad && i + 1 == groups.size() && group.find('.') != group.npos) {
            const auto quad = parseQuad(group);
            if (!quad)
                return std::nullopt;
            bytes.insert(bytes.end(), quad->begin(), quad->end());
            break;
        }
        if (group.empty() || group.size() > 4 || std::ranges::any_of(group, [](char c) { return hexDigit(c) < 0; }))
            return std::nullopt;
        int value = 0;
        for (const char c : group)
            value = value * 16 + hexDigit(c);
        bytes.push_back(static_cast<std::uint8_t>(value / 256));
        bytes.push_back(static_cast<std::uint8_t>(value % 256));
    }
    return bytes;
}

std::optional<AddressBytes> parseSix(std::string_view text) {
    const std::size_t gap = text.find("::");
    if (gap == text.npos) {
        const auto all = parseGroups(text, true);
        return all && all->size() == 16 ? all : std::nullopt;
    }
    const auto left = parseGroups(text.substr(0, gap), false);
    const auto right = parseGroups(text.substr(gap + 2), true);
    if (!left || !right || left->size() + right->size() > 14)
        return std::nullopt;
    AddressBytes bytes = *left;
    bytes.resize(16 - right->size());
    bytes.insert(bytes.end(), right->begin(), right->end());
    return bytes;
}

bool isMapped(const AddressBytes& bytes) {
    static const AddressBytes kPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return bytes.size() == 16 && std::equal(kPrefix.begin(), kPrefix.end(), bytes.begin());
}

} // namespace

std::optional<AddressBytes> parseAddress(std::string_view text) {
    auto bytes = text.find(':') == text.npos ? parseQuad(text) : parseSix(text);
    if (bytes && isMapped(*bytes))
        bytes->erase(bytes->begin(), bytes->begin() + 12);
    return bytes;
}

std::optional<Network> Network::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == text.npos)
        return std::nullopt;
    const std::string_view address = text.substr(0, slash);
    const bool isSix = address.find(':') != address.npos;
    const auto bytes = isSix ? parseSix(address) : parseQuad(address);
    const auto length = decimal(text.substr(slash + 1), isSix ? 128 : 32);
    if (!bytes || !length)
        return std::nullopt;
    Network network;
    network.m_bytes = *bytes;
    network.m_length = *length;
    if (isMapped(*bytes) && *length >= 96) {
        network.m_bytes.erase(network.m_bytes.begin(), network.m_bytes.begin() + 12);
        network.m_length -= 96;
    }
    return network;
}

bool Network::contains(std::string_view text) const {
    const auto address = parseAddress(text);
    if (!address || address->size() != m_bytes.size())
        return false;
    for (unsigned bit = 0; bit < m_length; ++bit) {
        const unsigned mask = 0x80u >> (bit % 8);
        if (((*address)[bit / 8] & mask) != (m_bytes[bit / 8] & mask))
            return false;
    }
    return true;
}

} // namespace rastro::reference
