// SPDX-License-Identifier: Apache-2.0
//
// The one hash of the engine: XXH3, seeded once per process so that nobody can prepare colliding logs.
#pragma once

#include <cstdint>
#include <string_view>

#define XXH_INLINE_ALL
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wcast-align"
#pragma GCC diagnostic ignored "-Wnull-dereference"
#endif
#include <xxhash.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace rastro {

std::uint64_t processSeed();

inline std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

// The same value as hash64, faster for text of many hundred bytes: by the widest vectors the processor has.
std::uint64_t hashLong(std::string_view bytes, std::uint64_t seed);

struct Hash128 {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const Hash128&) const = default;
};

inline Hash128 hash128(std::string_view bytes, std::uint64_t seed) {
    const XXH128_hash_t h = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
    return {h.low64, h.high64};
}

} // namespace rastro
