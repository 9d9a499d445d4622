// SPDX-License-Identifier: Apache-2.0
#include "query/codescan.h"

#include <algorithm>
#include <numeric>
#include <type_traits>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rastro {

namespace {

constexpr std::uint32_t kWordRows = 64;

std::uint64_t bitsBelow(std::uint32_t rows) {
    return rows >= kWordRows ? ~std::uint64_t{0} : (std::uint64_t{1} << rows) - 1;
}

template <typename T> std::uint64_t equalBits(const T* codes, std::uint32_t rows, T code) {
    std::uint64_t bits = 0;
    for (std::uint32_t i = 0; i < rows; ++i)
        bits |= std::uint64_t{codes[i] == code} << i;
    return bits;
}

#if defined(__SSE2__)
__m128i load(const void* p) {
    return _mm_loadu_si128(static_cast<const __m128i*>(p));
}

// 16 codes at a time, as a mask of 16 bits.
unsigned equal16(const std::uint8_t* codes, __m128i code) {
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(load(codes), code)));
}
unsigned equal16(const std::uint16_t* codes, __m128i code) {
    const __m128i low = _mm_cmpeq_epi16(load(codes), code);
    const __m128i high = _mm_cmpeq_epi16(load(codes + 8), code);
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
}
unsigned equal16(const std::uint32_t* codes, __m128i code) {
    const __m128i a = _mm_packs_epi32(_mm_cmpeq_epi32(load(codes), code), _mm_cmpeq_epi32(load(codes + 4), code));
    const __m128i b = _mm_packs_epi32(_mm_cmpeq_epi32(load(codes + 8), code), _mm_cmpeq_epi32(load(codes + 12), code));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(a, b)));
}

template <typename T> __m128i spread(T code) {
    if constexpr (sizeof(T) == 1)
        return _mm_set1_epi8(static_cast<char>(code));
    else if constexpr (sizeof(T) == 2)
        return _mm_set1_epi16(static_cast<short>(code));
    else
        return _mm_set1_epi32(static_cast<int>(code));
}

template <typename T> std::uint64_t equal64(const T* codes, T code) {
    const __m128i wanted = spread(code);
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 4; ++i)
        bits |= std::uint64_t{equal16(codes + 16 * i, wanted)} << (16 * i);
    return bits;
}
#else
template <typename T> std::uint64_t equal64(const T* codes, T code) {
    return equalBits(codes, kWordRows, code);
}
#endif

template <typename T> void scanFew(const T* codes, std::uint32_t rows, std::span<const std::uint32_t> few, std::uint64_t* words) {
    for (std::uint32_t at = 0; at < rows; at += kWordRows) {
        std::uint64_t bits = 0;
        for (const std::uint32_t code : few) {
            if (code > static_cast<std::uint64_t>(std::numeric_limits<T>::max()))
                continue;
            bits |= rows - at >= kWordRows ? equal64(codes + at, static_cast<T>(code))
                                           : equalBits(codes + at, rows - at, static_cast<T>(code));
        }
        words[at / kWordRows] = bits;
    }
}

template <typename T>
void scanTable(const T* codes, std::uint32_t rows, const std::vector<std::uint8_t>& isIn, std::uint64_t* words) {
    for (std::uint32_t at = 0; at < rows; at += kWordRows) {
        const std::uint32_t end = std::min(kWordRows, rows - at);
        std::uint64_t bits = 0;
        for (std::uint32_t i = 0; i < end; ++i) {
            const std::size_t code = codes[at + i];
            bits |= std::uint64_t{code < isIn.size() ? isIn[code] : std::uint8_t{0}} << i;
        }
        words[at / kWordRows] = bits;
    }
}

} // namespace

CodeSet::CodeSet(std::vector<std::uint8_t> isIn) : m_isIn(std::move(isIn)) {
    m_count = static_cast<std::size_t>(std::accumulate(m_isIn.begin(), m_isIn.end(), std::size_t{0}));
    m_areFewOut = m_count > kFew && m_isIn.size() - m_count <= kFew;
    for (std::uint32_t code = 0; code < m_isIn.size() && (m_count <= kFew || m_areFewOut); ++code) {
        if ((m_isIn[code] != 0) != m_areFewOut)
            m_few.push_back(code);
    }
}

void CodeSet::scan(const PackedColumn& column, std::uint32_t rows, std::uint64_t* words) const {
    column.visit([&](auto codes) {
        if constexpr (std::is_null_pointer_v<decltype(codes)>) {
            for (std::uint32_t at = 0; at < rows; at += kWordRows)
                words[at / kWordRows] = contains(0) ? bitsBelow(rows - at) : 0;
        } else {
            using T = std::remove_const_t<std::remove_pointer_t<decltype(codes)>>;
            if constexpr (sizeof(T) <= 4) { // codes are never wider
                if (m_count <= kFew || m_areFewOut)
                    scanFew<T>(codes, rows, m_few, words);
                else
                    scanTable<T>(codes, rows, m_isIn, words);
                for (std::uint32_t at = 0; m_areFewOut && at < rows; at += kWordRows)
                    words[at / kWordRows] = ~words[at / kWordRows] & bitsBelow(rows - at);
            }
        }
    });
}

CodeSet CodeSet::unitedWith(const CodeSet& other) const {
    std::vector<std::uint8_t> either = m_isIn;
    either.resize(std::max(m_isIn.size(), other.m_isIn.size()));
    for (std::size_t code = 0; code < other.m_isIn.size(); ++code)
        either[code] |= other.m_isIn[code];
    return CodeSet(std::move(either));
}

} // namespace rastro
