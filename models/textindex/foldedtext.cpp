// SPDX-License-Identifier: Apache-2.0
#include "textindex/foldedtext.h"

#include "base/jsonstring.h"

#include <algorithm>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rastro {

FoldedKind foldInto(std::string_view text, char* out) {
    std::size_t i = 0;
    FoldedKind kind;
#if defined(__SSE2__)
    const __m128i beforeA = _mm_set1_epi8('A' - 1);
    const __m128i afterZ = _mm_set1_epi8('Z' + 1);
    const __m128i lower = _mm_set1_epi8(0x20);
    const __m128i backslash = _mm_set1_epi8('\\');
    __m128i slashes = _mm_setzero_si128();
    __m128i all = _mm_setzero_si128();
    for (; i + 16 <= text.size(); i += 16) {
        const __m128i c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i));
        const __m128i upper = _mm_and_si128(_mm_cmpgt_epi8(c, beforeA), _mm_cmplt_epi8(c, afterZ));
        slashes = _mm_or_si128(slashes, _mm_cmpeq_epi8(c, backslash));
        all = _mm_or_si128(all, c);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), _mm_or_si128(c, _mm_and_si128(upper, lower)));
    }
    kind.hasBackslash = _mm_movemask_epi8(slashes) != 0;
    kind.hasNonAscii = _mm_movemask_epi8(all) != 0;
#endif
    for (; i < text.size(); ++i) {
        const char c = text[i];
        kind.hasBackslash |= c == '\\';
        kind.hasNonAscii |= static_cast<unsigned char>(c) >= 0x80;
        out[i] = foldedByte(c);
    }
    return kind;
}

std::string foldedNeedle(std::string_view needle) {
    std::string text = json::toValidUtf8(needle);
    std::ranges::transform(text, text.begin(), foldedByte);
    return text;
}

} // namespace rastro
