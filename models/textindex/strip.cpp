// SPDX-License-Identifier: Apache-2.0
#include "textindex/strip.h"

#include <algorithm>

namespace rastro {

namespace {

using Square = std::array<std::uint64_t, 64>;

// Bit c of word r becomes bit r of word c (Hacker's Delight, 7-3: swaps ever smaller blocks along the diagonal).
void transpose(Square& square) {
    std::uint64_t mask = 0x00000000FFFFFFFFull;
    for (unsigned width = 32; width != 0; width /= 2, mask ^= mask << width) {
        for (unsigned row = 0; row < 64; row = (row + width + 1) & ~width) {
            const std::uint64_t differing = ((square[row] >> width) ^ square[row + width]) & mask;
            square[row] ^= differing << width;
            square[row + width] ^= differing;
        }
    }
}

} // namespace

Strip::Strip() : m_words(std::make_unique<std::uint64_t[]>(kGramBuckets)) {}

std::uint64_t Strip::memoryBytes() const {
    std::uint64_t bytes = sizeof(Strip) + kGramBuckets * sizeof(std::uint64_t) + m_blocks.capacity() * sizeof(Block);
    for (const Block& block : m_blocks)
        bytes += block.runs.capacity() * sizeof(RowRun);
    return bytes;
}

std::uint64_t Strip::blocksWith(std::span<const std::uint32_t> buckets) const {
    std::uint64_t found = isFull() ? ~std::uint64_t{0} : (std::uint64_t{1} << m_blocks.size()) - 1;
    for (std::size_t i = 0; i < buckets.size() && found != 0; ++i)
        found &= m_words[buckets[i]];
    return found;
}

// Blocks of another strip from `firstBlock` on, as many as there is room for; the first fills up the last one here if
// it fits. Returns how many were taken.
std::size_t Strip::append(const Strip& other, std::size_t firstBlock) {
    const Block& first = other.m_blocks[firstBlock];
    const bool isFilledUp = !m_blocks.empty() && m_blocks.back().bytes + first.bytes <= kBlockBytes;
    const std::size_t to = m_blocks.size() - (isFilledUp ? 1 : 0);
    const std::size_t count = std::min(kStripBlocks - to, other.m_blocks.size() - firstBlock);
    const std::uint64_t taken = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    for (std::uint32_t bucket = 0; bucket < kGramBuckets; ++bucket)
        m_words[bucket] |= ((other.m_words[bucket] >> firstBlock) & taken) << to;
    m_blocks.resize(to + count);
    for (std::size_t i = 0; i < count; ++i) {
        const Block& from = other.m_blocks[firstBlock + i];
        m_blocks[to + i].bytes += from.bytes;
        m_blocks[to + i].runs.insert(m_blocks[to + i].runs.end(), from.runs.begin(), from.runs.end());
    }
    return count;
}

std::vector<StripPtr> Strip::joined(std::span<const StripPtr> strips) {
    std::vector<StripPtr> result;
    std::shared_ptr<Strip> open;
    for (const StripPtr& strip : strips) {
        for (std::size_t next = 0; next < strip->m_blocks.size();) {
            if (!open)
                result.push_back(open = std::shared_ptr<Strip>(new Strip));
            next += open->append(*strip, next);
            if (open->isFull())
                open.reset();
        }
    }
    return result;
}

StripBuilder::StripBuilder() : m_bitmaps(std::make_unique<std::uint64_t[]>(kStripBlocks * kBitmapStride)) {}

void StripBuilder::add(std::uint32_t row, std::string_view record) {
    if (m_blocks.empty() || m_blocks.back().bytes >= kBlockBytes)
        m_blocks.emplace_back();
    Block& block = m_blocks.back();
    m_marker.mark(record, bitmap(m_blocks.size() - 1));
    appendRow(block.runs, row);
    block.bytes += record.size();
    m_bytes += record.size();
}

StripPtr StripBuilder::take() {
    const std::shared_ptr<Strip> strip(new Strip);
    Square square;
    for (std::size_t word = 0; word < kGramWords; ++word) {
        for (std::size_t block = 0; block < kStripBlocks; ++block)
            square[block] = m_bitmaps[block * kBitmapStride + word];
        transpose(square);
        std::ranges::copy(square, strip->m_words.get() + word * 64);
    }
    for (Block& block : m_blocks)
        block.runs.shrink_to_fit();
    strip->m_blocks = std::move(m_blocks);
    m_blocks.clear();
    m_bytes = 0;
    std::fill_n(m_bitmaps.get(), kStripBlocks * kBitmapStride, std::uint64_t{0});
    return strip;
}

} // namespace rastro
