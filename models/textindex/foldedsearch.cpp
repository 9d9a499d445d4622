// SPDX-License-Identifier: Apache-2.0
#include "textindex/foldedsearch.h"

#include "textindex/foldedtext.h"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rastro {

namespace {

// Bytes of CloudTrail records, folded, from the most to the least frequent (counted over generated trails).
constexpr std::string_view kFrequent = "\"east:rnoicd,-m2lu03p81459.vgybw6fh7/kz{}x q_j#+[];=()@\\*%$'?&";

// The rarest first; bytes that are not in the list are the rarest of all.
std::size_t rarity(char c) {
    const std::size_t place = kFrequent.find(c);
    return place == std::string_view::npos ? kFrequent.size() : place;
}

// What makes both cases of a letter the same, and nothing else the letter.
char caseBit(char c) {
    return c >= 'a' && c <= 'z' ? char{0x20} : char{0};
}

} // namespace

FoldedSearch::FoldedSearch(std::string folded) : m_needle(std::move(folded)) {
    for (std::size_t i = 1; i < m_needle.size(); ++i) {
        if (rarity(m_needle[i]) > rarity(m_needle[m_first]))
            m_first = i;
    }
    m_second = m_first == 0 ? m_needle.size() - 1 : 0;
    for (std::size_t i = 0; i < m_needle.size(); ++i) {
        if (i != m_first && rarity(m_needle[i]) > rarity(m_needle[m_second]))
            m_second = i;
    }
    if (m_needle.empty())
        m_second = 0;
    if (m_second < m_first)
        std::swap(m_first, m_second);
}

bool FoldedSearch::isAt(const char* place) const {
    for (std::size_t i = 0; i < m_needle.size(); ++i) {
        if (foldedByte(place[i]) != m_needle[i])
            return false;
    }
    return true;
}

std::size_t FoldedSearch::find(std::string_view text, std::size_t from) const {
    if (from > text.size() || text.size() - from < m_needle.size())
        return std::string_view::npos;
    if (m_needle.empty())
        return from;
    std::size_t i = from;
    const std::size_t last = text.size() - m_needle.size(); // the last place it can stand
#if defined(__SSE2__)
    const __m128i first = _mm_set1_epi8(m_needle[m_first]);
    const __m128i second = _mm_set1_epi8(m_needle[m_second]);
    const __m128i firstCase = _mm_set1_epi8(caseBit(m_needle[m_first]));
    const __m128i secondCase = _mm_set1_epi8(caseBit(m_needle[m_second]));
    for (; i + m_second + 16 <= text.size(); i += 16) {
        const char* at = text.data() + i;
        const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + m_first));
        const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + m_second));
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(a, firstCase), first),
                                           _mm_cmpeq_epi8(_mm_or_si128(b, secondCase), second));
        for (auto hits = static_cast<unsigned>(_mm_movemask_epi8(both)); hits != 0; hits &= hits - 1) {
            const std::size_t place = i + static_cast<std::size_t>(std::countr_zero(hits));
            if (place > last)
                return std::string_view::npos;
            if (isAt(text.data() + place))
                return place;
        }
    }
#endif
    for (; i <= last; ++i) {
        if (isAt(text.data() + i))
            return i;
    }
    return std::string_view::npos;
}

} // namespace rastro
