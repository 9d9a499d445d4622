// SPDX-License-Identifier: Apache-2.0
//
// RowBitmap: a set of storage rows, one bit each, in words that no two chunks of a snapshot share, so that threads can
// fill chunks side by side. A plain value; not thread-safe beyond that.
#pragma once

#include "base/bigmemory.h"
#include "base/bitcount.h"
#include "store/chunk.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace rastro {

class RowBitmap {
public:
    using Word = std::uint64_t;
    using Words = std::vector<Word, BigAllocator<Word>>;
    static constexpr std::size_t kChunkWords = kChunkRows / 64;

    RowBitmap() = default;
    explicit RowBitmap(std::uint32_t rows)
        : m_words(std::size_t{(rows + kChunkRows - 1) / kChunkRows} * kChunkWords, Word{0}), m_rows(rows) {}

    std::uint32_t rowCount() const { return m_rows; }
    bool contains(std::uint32_t row) const { return (m_words[row / 64] >> (row % 64)) & 1; }
    void insert(std::uint32_t row) { m_words[row / 64] |= Word{1} << (row % 64); }
    void erase(std::uint32_t row) { m_words[row / 64] &= ~(Word{1} << (row % 64)); }

    void insertRun(std::uint32_t begin, std::uint32_t end) { // [begin, end)
        while (begin < end) {
            const std::uint32_t next = std::min(end, (begin / 64 + 1) * 64);
            const std::uint32_t bits = next - begin;
            m_words[begin / 64] |= (bits == 64 ? ~Word{0} : (Word{1} << bits) - 1) << (begin % 64);
            begin = next;
        }
    }

    Word* chunk(std::size_t c) { return m_words.data() + c * kChunkWords; }
    const Word* chunk(std::size_t c) const { return m_words.data() + c * kChunkWords; }
    const Words& words() const { return m_words; }

    std::uint64_t count() const {
        std::uint64_t n = 0;
        for (const Word word : m_words)
            n += bitCount(word);
        return n;
    }

    // f(row) for each row of the set, ascending.
    template <typename F> void forEach(const F& f) const {
        for (std::size_t w = 0; w < m_words.size(); ++w) {
            for (Word rest = m_words[w]; rest != 0; rest &= rest - 1)
                f(static_cast<std::uint32_t>(w * 64 + static_cast<unsigned>(std::countr_zero(rest))));
        }
    }

private:
    Words m_words; // bits of rows beyond rowCount() are zero
    std::uint32_t m_rows = 0;
};

} // namespace rastro
