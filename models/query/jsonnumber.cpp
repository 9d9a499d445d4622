// SPDX-License-Identifier: Apache-2.0
#include "query/jsonnumber.h"

#include "base/jsonscan.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

namespace rastro {

namespace {

constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// Whether a number that no double can hold is huge rather than tiny: the decimal place of its first non-zero digit.
bool isHuge(std::string_view number) {
    const std::size_t e = number.find_first_of("eE");
    const std::string_view mantissa = number.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t digit = mantissa.find_first_of("123456789");
    if (digit == std::string_view::npos)
        return false;
    const auto place = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(digit);
    if (e == std::string_view::npos)
        return place > 0;
    std::string_view exponentText = number.substr(e + 1);
    if (exponentText.starts_with('+'))
        exponentText.remove_prefix(1);
    std::int64_t exponent = 0;
    const auto [end, error] = std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent);
    if (error != std::errc{})
        return !exponentText.starts_with('-');
    return exponent > -place;
}

} // namespace

std::optional<double> jsonNumber(std::string_view text) {
    if (text.empty() || !(isDigit(text[0]) || text[0] == '-'))
        return std::nullopt;
    const char* end = text.data() + text.size();
    if (const json::Scan scan = json::scanNumber(text.data(), end); !scan || scan.at != end)
        return std::nullopt;
    double value = 0;
    if (std::from_chars(text.data(), end, value).ec == std::errc::result_out_of_range) {
        value = isHuge(text) ? std::numeric_limits<double>::infinity() : 0.0;
        return text[0] == '-' ? -value : value;
    }
    return value;
}

} // namespace rastro
