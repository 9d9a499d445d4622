// SPDX-License-Identifier: Apache-2.0
//
// Equality of short byte strings without a call: the compare of keys and values that loading does a dozen times a record.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace rastro {

inline std::uint64_t load64(const char* p) {
    std::uint64_t word;
    std::memcpy(&word, p, sizeof word);
    return word;
}

inline std::uint32_t load32(const char* p) {
    std::uint32_t word;
    std::memcpy(&word, p, sizeof word);
    return word;
}

inline bool sameBytes(std::string_view a, std::string_view b) {
    const std::size_t n = a.size();
    if (n != b.size())
        return false;
    if (n < 8) {
        for (std::size_t i = 0; i < n; ++i) {
            if (a[i] != b[i])
                return false;
        }
        return true;
    }
    // The last eight first: ids and names differ at their end.
    if (load64(a.data() + n - 8) != load64(b.data() + n - 8))
        return false;
    for (std::size_t i = 0; i + 8 < n; i += 8) {
        if (load64(a.data() + i) != load64(b.data() + i))
            return false;
    }
    return true;
}

} // namespace rastro
