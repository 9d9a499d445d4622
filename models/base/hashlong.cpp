// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string_view>

// Not together with base/hash.h, which takes the inline form of the library.
#if defined(__x86_64__)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

namespace rastro {

std::uint64_t hashLong(std::string_view bytes, std::uint64_t seed);

std::uint64_t hashLong(std::string_view bytes, std::uint64_t seed) {
#if defined(__x86_64__)
    return ::XXH3_64bits_withSeed_dispatch(bytes.data(), bytes.size(), seed);
#else
    return ::XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
#endif
}

} // namespace rastro
