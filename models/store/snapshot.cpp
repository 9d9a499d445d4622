// SPDX-License-Identifier: Apache-2.0
#include "store/snapshot.h"

#include "base/jsonstring.h"
#include "base/samebytes.h"

#include <algorithm>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rastro {

namespace {

unsigned idSlot(Column column) {
    return static_cast<unsigned>(column) - static_cast<unsigned>(Column::EventId);
}

std::string_view textOf(const Identifier& id) {
    return {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(id.high)), static_cast<std::size_t>(id.low)};
}

#if !defined(__SSE2__)
int hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
#endif

} // namespace

Snapshot::Snapshot()
    : m_pools(std::make_shared<StorePools>()), m_timeOrder(std::make_shared<RowVector>()),
      m_fullTimeOrder(m_timeOrder), m_sourceRanks(std::make_shared<std::vector<std::uint32_t>>()),
      m_verdicts(std::make_shared<Verdicts>()), m_report(std::make_shared<LoadReport>()) {}

RowState Snapshot::state(RowId row) const {
    const auto& hidden = m_verdicts->hidden;
    const auto it = std::ranges::lower_bound(hidden, index(row), {}, &Hidden::row);
    return it != hidden.end() && it->row == index(row) ? it->state : RowState::Kept;
}

RowId Snapshot::keptRow(RowId row) const {
    const auto& hidden = m_verdicts->hidden;
    const auto it = std::ranges::lower_bound(hidden, index(row), {}, &Hidden::row);
    return it != hidden.end() && it->row == index(row) ? RowId{it->kept} : row;
}

bool Snapshot::isConflict(RowId row) const { return std::ranges::binary_search(m_verdicts->conflicts, index(row)); }

bool Snapshot::hasIdentifier(Column column, RowId row) const {
    return ((rowFlags(row) >> (2 * idSlot(column))) & 3) != flags::kAbsent;
}

bool Snapshot::hasGuid(Column column, RowId row) const {
    return ((rowFlags(row) >> (2 * idSlot(column))) & 3) == flags::kGuid;
}

Identifier Snapshot::identifier(Column column, RowId row) const {
    const Identifier* ids = chunkOf(row).ids[idSlot(column)];
    return ids == nullptr ? Identifier{} : ids[inChunk(row)];
}

std::string Snapshot::identifierText(Column column, RowId row) const {
    switch ((rowFlags(row) >> (2 * idSlot(column))) & 3) {
    case flags::kGuid: return formatGuid(identifier(column, row));
    case flags::kText: return std::string(textOf(identifier(column, row)));
    default: return {};
    }
}

std::string Snapshot::text(Column column, RowId row) const {
    switch (info(column).storage) {
    case Storage::Coded: return std::string(codedText(column, row));
    case Storage::Time: return formatTime(time(row));
    case Storage::Identifier: return identifierText(column, row);
    case Storage::Source: return json::toValidUtf8(m_pools->sources.path(source(row)));
    case Storage::Number: return std::to_string(column == Column::Offset ? offset(row) : length(row));
    case Storage::OnDemand: break;
    }
    return {};
}

bool Snapshot::isMissing(Column column, RowId row) const {
    switch (info(column).storage) {
    case Storage::Coded: return code(column, row) == kMissing;
    case Storage::Time: return time(row) == kNoTime;
    case Storage::Identifier: return !hasIdentifier(column, row);
    default: return false;
    }
}

std::string formatGuid(const Identifier& id) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    out.reserve(36);
    for (int i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            out += '-';
        const std::uint64_t word = i < 16 ? id.high : id.low;
        out += kHex[(word >> (60 - 4 * (i & 15))) & 15];
    }
    return out;
}

#if defined(__SSE2__)
namespace {

// 16 lower-case hexadecimal digits as 8 bytes, big-endian; clears `ok` if one is something else.
std::uint64_t parseHex16(__m128i text, bool& ok) {
    const __m128i isLetter = _mm_cmpgt_epi8(text, _mm_set1_epi8('9'));
    const __m128i base = _mm_or_si128(_mm_and_si128(isLetter, _mm_set1_epi8('a' - 10)),
                                      _mm_andnot_si128(isLetter, _mm_set1_epi8('0')));
    const __m128i values = _mm_sub_epi8(text, base);
    const __m128i tooSmall = _mm_cmplt_epi8(values, _mm_and_si128(isLetter, _mm_set1_epi8(10)));
    const __m128i tooLarge = _mm_cmpgt_epi8(values, _mm_set1_epi8(15));
    const __m128i notAscii = _mm_cmplt_epi8(text, _mm_set1_epi8('0'));
    ok = ok && _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(tooSmall, tooLarge), notAscii)) == 0;
    // In each 16-bit lane: first digit in the low byte, second in the high one.
    const __m128i pairs = _mm_and_si128(_mm_or_si128(_mm_slli_epi16(values, 4), _mm_srli_epi16(values, 8)),
                                        _mm_set1_epi16(0xFF));
    const __m128i bytes = _mm_packus_epi16(pairs, pairs);
    return __builtin_bswap64(static_cast<std::uint64_t>(_mm_cvtsi128_si64(bytes)));
}

} // namespace
#endif

bool parseGuid(std::string_view text, Identifier& id) {
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return false;
#if defined(__SSE2__)
    // The digits are put together in registers: bytes written singly could not be read back at once.
    const auto four = [&text](std::size_t at) {
        std::uint32_t word;
        std::memcpy(&word, text.data() + at, sizeof word);
        return std::uint64_t{word};
    };
    const auto eight = [&text](std::size_t at) { return load64(text.data() + at); };
    const auto join = [](std::uint64_t second, std::uint64_t first) {
        return _mm_set_epi64x(static_cast<long long>(second), static_cast<long long>(first));
    };
    bool ok = true;
    id.high = parseHex16(join(four(14) << 32 | four(9), eight(0)), ok);
    id.low = parseHex16(join(eight(28), four(24) << 32 | four(19)), ok);
    return ok;
#else
    char digits[32];
    std::memcpy(digits, text.data(), 8);
    std::memcpy(digits + 8, text.data() + 9, 4);
    std::memcpy(digits + 12, text.data() + 14, 4);
    std::memcpy(digits + 16, text.data() + 19, 4);
    std::memcpy(digits + 20, text.data() + 24, 12);
    std::uint64_t words[2] = {0, 0};
    int all = 0;
    for (int i = 0; i < 32; ++i) {
        const int digit = hexDigit(digits[i]);
        all |= digit;
        words[i >> 4] = (words[i >> 4] << 4) | static_cast<std::uint64_t>(digit & 15);
    }
    id = {words[0], words[1]};
    return all >= 0;
#endif
}

} // namespace rastro
