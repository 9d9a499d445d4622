// SPDX-License-Identifier: Apache-2.0
//
// The members of one object of text that json::scanValue() has accepted, without building a tree. Any thread.
#pragma once

#include "base/jsonscan.h"

#include <string_view>

namespace rastro::json {

// f(key as written between its quotes, value as written) for each member, in order. Precondition: `object` is one whole
// checked object, from its brace to its brace.
template <typename F>
void forEachMember(std::string_view object, F&& f) {
    const char* const end = object.data() + object.size();
    const char* p = skipSpace(object.data() + 1, end);
    while (p < end && *p == '"') {
        const char* const key = p + 1;
        p = scanString(p, end).at;
        const std::string_view name(key, static_cast<std::size_t>(p - key - 1));
        const char* const value = skipSpace(skipSpace(p, end) + 1, end); // behind the colon
        p = scanValue(value, end).at;
        f(name, std::string_view(value, static_cast<std::size_t>(p - value)));
        p = skipSpace(p, end);
        if (p < end && *p == ',')
            p = skipSpace(p + 1, end);
    }
}

} // namespace rastro::json
