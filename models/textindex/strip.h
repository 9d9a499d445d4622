// SPDX-License-Identifier: Apache-2.0
//
// Strip: the signatures of up to 64 blocks of records, bit-sliced: for each bucket one word that says which blocks hold
// it, so that a needle is looked for in all of them by a few ANDs. Immutable once made, any thread. StripBuilder fills
// one, by one thread.
#pragma once

#include "textindex/gramset.h"
#include "textindex/rowruns.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

inline constexpr unsigned kStripBlocks = 64;
inline constexpr std::uint64_t kBlockBytes = 256u << 10; // of records; a block ends at the record that reaches it

struct Block {
    std::vector<RowRun> runs; // in the order read
    std::uint64_t bytes = 0;
};

class Strip;
using StripPtr = std::shared_ptr<const Strip>;

class Strip {
public:
    std::span<const Block> blocks() const { return m_blocks; }
    bool isFull() const { return m_blocks.size() == kStripBlocks; }
    std::uint64_t memoryBytes() const;

    // A bit for each block that has all of the buckets.
    std::uint64_t blocksWith(std::span<const std::uint32_t> buckets) const;

    // The blocks of several strips in as few strips as hold them; blocks that are not full are filled up where the next
    // one fits.
    static std::vector<StripPtr> joined(std::span<const StripPtr> strips);

private:
    friend class StripBuilder;
    Strip();
    std::size_t append(const Strip& other, std::size_t firstBlock);

    std::unique_ptr<std::uint64_t[]> m_words; // by bucket
    std::vector<Block> m_blocks;
};

class StripBuilder {
public:
    StripBuilder();

    void add(std::uint32_t row, std::string_view record);
    bool isEmpty() const { return m_blocks.empty(); }
    bool isFull() const { return m_blocks.size() == kStripBlocks && m_blocks.back().bytes >= kBlockBytes; }
    std::uint64_t bytes() const { return m_bytes; }

    // What was added so far; then it is empty again.
    StripPtr take();

private:
    // A little more than a bitmap, so that the bitmaps of a strip do not all fall on the same cache lines.
    static constexpr std::size_t kBitmapStride = kGramWords + 8;
    std::span<std::uint64_t, kGramWords> bitmap(std::size_t block) {
        return std::span<std::uint64_t, kGramWords>(m_bitmaps.get() + block * kBitmapStride, kGramWords);
    }

    GramMarker m_marker;
    std::unique_ptr<std::uint64_t[]> m_bitmaps; // by block
    std::vector<Block> m_blocks;
    std::uint64_t m_bytes = 0;
};

} // namespace rastro
