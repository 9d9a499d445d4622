// SPDX-License-Identifier: Apache-2.0
//
// The members of one object without building a tree. Any thread.
#pragma once

#include "base/jsonscan.h"

#include <string_view>

namespace rastro::json {

// Checks the object at p, as scanValue() would, and hands out each of its members on the way: member(key as written
// between its quotes, where the value begins) is to check the value, in `depth` + 1 containers, and say where it ends. It
// is called for the members before a fault as well. Precondition: p < end and *p == '{'.
template <typename F>
Scan scanMembers(const char* p, const char* end, int depth, F&& member) {
    if (depth >= kMaxDepth)
        return {p, Fault::TooDeep};
    p = skipSpace(p + 1, end);
    if (p < end && *p == '}')
        return {p + 1, Fault::None};
    while (true) {
        if (p >= end)
            return {end, Fault::UnexpectedEnd};
        if (*p != '"')
            return {p, Fault::BadStructure};
        const char* const key = p + 1;
        Scan scan = scanString(p, end);
        if (!scan)
            return scan;
        const std::string_view name(key, static_cast<std::size_t>(scan.at - key - 1));
        p = skipSpace(scan.at, end);
        if (p < end && *p != ':')
            return {p, Fault::BadStructure};
        p = p < end ? skipSpace(p + 1, end) : end;
        if (p >= end)
            return {end, Fault::UnexpectedEnd};
        scan = member(name, p);
        if (!scan)
            return scan;
        p = skipSpace(scan.at, end);
        if (p < end && *p == '}')
            return {p + 1, Fault::None};
        if (p < end && *p != ',')
            return {p, Fault::BadStructure};
        p = p < end ? skipSpace(p + 1, end) : end;
    }
}

// f(key as written between its quotes, value as written) for each member, in order. Precondition: `object` is one whole
// checked object, from its brace to its brace.
template <typename F>
void forEachMember(std::string_view object, F&& f) {
    const char* const end = object.data() + object.size();
    scanMembers(object.data(), end, 0, [&](std::string_view key, const char* value) {
        const Scan scan = scanValue(value, end);
        f(key, std::string_view(value, static_cast<std::size_t>(scan.at - value)));
        return scan;
    });
}

} // namespace rastro::json
