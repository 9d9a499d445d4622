// SPDX-License-Identifier: Apache-2.0
#include "store/trailname.h"

#include <algorithm>

namespace rastro {

namespace {

bool isDigits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view baseName(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool isRegion(std::string_view text) {
    return text.size() >= 8 && std::ranges::count(text, '-') >= 2 && text.back() >= '0' && text.back() <= '9';
}

// Eight digits and a T at the beginning of a part of the name.
bool isStampAt(std::string_view rest, std::size_t i) {
    const bool starts = i == 0 || rest[i - 1] == '_' || rest[i - 1] == '-';
    return starts && i + 8 < rest.size() && isDigits(rest.substr(i, 8)) && rest[i + 8] == 'T';
}

// In the name of a digest a trail's name stands before the stamp, and may look like one itself.
std::string_view stampOf(std::string_view rest, std::string_view kind) {
    std::string_view stamp;
    for (std::size_t i = 0; i + 8 < rest.size(); ++i) {
        if (!isStampAt(rest, i))
            continue;
        stamp = rest.substr(i);
        if (kind != "CloudTrail-Digest")
            break;
    }
    return stamp;
}

std::string dayOf(std::string_view stamp) {
    return std::string(stamp.substr(0, 4)) + '-' + std::string(stamp.substr(4, 2)) + '-' +
           std::string(stamp.substr(6, 2));
}

// HHMM or HHMMSS behind the T.
Micros deliveryOf(std::string_view stamp, const std::string& day) {
    const std::string_view clock = stamp.substr(9);
    if (clock.size() < 4 || !isDigits(clock.substr(0, 4)))
        return kNoTime;
    const bool hasSeconds = clock.size() >= 6 && isDigits(clock.substr(4, 2));
    const std::string seconds(hasSeconds ? clock.substr(4, 2) : "00");
    return parseTime(day + 'T' + std::string(clock.substr(0, 2)) + ':' + std::string(clock.substr(2, 2)) + ':' +
                     seconds + 'Z')
        .value_or(kNoTime);
}

} // namespace

std::optional<TrailName> parseTrailName(std::string_view path) {
    std::string_view name = baseName(path);
    const std::size_t first = name.find('_');
    if (first != 12 || !isDigits(name.substr(0, 12)))
        return std::nullopt;
    TrailName result;
    result.account = name.substr(0, 12);
    name.remove_prefix(13);
    const std::size_t second = name.find('_');
    if (second == std::string_view::npos || !name.starts_with("CloudTrail"))
        return std::nullopt;
    result.kind = name.substr(0, second);
    name.remove_prefix(second + 1);
    std::size_t third = name.find('_');
    // A hand-made form seen in public data: us-east-1-20200930T2200
    if (const std::size_t dash = name.rfind('-'); third == std::string_view::npos && dash != std::string_view::npos)
        third = dash;
    if (third == std::string_view::npos || !isRegion(name.substr(0, third)))
        return std::nullopt;
    result.region = name.substr(0, third);
    const std::string_view stamp = stampOf(name.substr(third + 1), result.kind);
    if (stamp.empty())
        return std::nullopt;
    result.day = dayOf(stamp);
    result.delivered = deliveryOf(stamp, result.day);
    return result;
}

} // namespace rastro
