// SPDX-License-Identifier: Apache-2.0
//
// Block32: 32 bytes compared at once. Its masks have a bit for each byte, the lowest for the first. Any thread.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace rastro {

class Block32 {
public:
    static constexpr int kSize = 32;

    // Reads 32 bytes from `at`, which may stand anywhere.
    explicit Block32(const char* at) {
#if defined(__AVX2__)
        m_bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
#elif defined(__SSE2__)
        m_low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        m_high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16));
#else
        std::memcpy(m_bytes, at, sizeof m_bytes);
#endif
    }

    // Where one of the two stands.
    std::uint32_t equalEither(char a, char b) const {
#if defined(__AVX2__)
        const __m256i hit = _mm256_or_si256(_mm256_cmpeq_epi8(m_bytes, _mm256_set1_epi8(a)),
                                            _mm256_cmpeq_epi8(m_bytes, _mm256_set1_epi8(b)));
        return static_cast<std::uint32_t>(_mm256_movemask_epi8(hit));
#elif defined(__SSE2__)
        const __m128i first = _mm_set1_epi8(a);
        const __m128i second = _mm_set1_epi8(b);
        return mask(_mm_or_si128(_mm_cmpeq_epi8(m_low, first), _mm_cmpeq_epi8(m_low, second)),
                    _mm_or_si128(_mm_cmpeq_epi8(m_high, first), _mm_cmpeq_epi8(m_high, second)));
#else
        std::uint32_t hits = 0;
        for (int i = 0; i < kSize; ++i)
            hits |= std::uint32_t{m_bytes[i] == a || m_bytes[i] == b} << i;
        return hits;
#endif
    }

    // Where both blocks have the same byte.
    std::uint32_t equal(const Block32& other) const {
#if defined(__AVX2__)
        return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(m_bytes, other.m_bytes)));
#elif defined(__SSE2__)
        return mask(_mm_cmpeq_epi8(m_low, other.m_low), _mm_cmpeq_epi8(m_high, other.m_high));
#else
        std::uint32_t hits = 0;
        for (int i = 0; i < kSize; ++i)
            hits |= std::uint32_t{m_bytes[i] == other.m_bytes[i]} << i;
        return hits;
#endif
    }

private:
#if defined(__AVX2__)
    __m256i m_bytes;
#elif defined(__SSE2__)
    static std::uint32_t mask(__m128i low, __m128i high) {
        return static_cast<std::uint32_t>(_mm_movemask_epi8(low)) |
               static_cast<std::uint32_t>(_mm_movemask_epi8(high)) << 16;
    }
    __m128i m_low;
    __m128i m_high;
#else
    char m_bytes[kSize];
#endif
};

} // namespace rastro
