// SPDX-License-Identifier: Apache-2.0
//
// The leaves of a record: strings that are no keys, numbers, true and false, in the order they stand there. null is no
// leaf. For records the loader has checked; on anything else the walk ends somewhere, within the bytes.
#pragma once

#include "base/jsonscan.h"

#include <cstdint>
#include <string_view>

namespace rastro {

struct Leaf {
    enum class Kind : std::uint8_t { String, Token };
    Kind kind = Kind::Token;
    std::string_view raw; // of a string: what stands between its quotes
};

// f(Leaf) returns true to end the walk. True if it did.
template <typename F> bool walkLeaves(std::string_view record, F&& f) {
    const char* p = record.data();
    const char* const end = p + record.size();
    while (p < end) {
        const char* const begin = p;
        switch (*p) {
        case '{':
        case '}':
        case '[':
        case ']':
        case ',':
        case ':':
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            ++p;
            continue;
        case '"': {
            const json::Scan scan = json::scanString(p, end);
            if (!scan)
                return false;
            p = json::skipSpace(scan.at, end);
            const bool isKey = p < end && *p == ':';
            if (!isKey && f(Leaf{Leaf::Kind::String, {begin + 1, static_cast<std::size_t>(scan.at - begin - 2)}}))
                return true;
            continue;
        }
        default:
            while (p < end && *p != ',' && *p != '}' && *p != ']' && *p != ' ' && *p != '\n' && *p != '\r' &&
                   *p != '\t')
                ++p;
            if (const std::string_view token(begin, static_cast<std::size_t>(p - begin));
                token != "null" && f(Leaf{Leaf::Kind::Token, token}))
                return true;
        }
    }
    return false;
}

} // namespace rastro
