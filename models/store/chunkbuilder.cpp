// SPDX-License-Identifier: Apache-2.0
#include "store/chunkbuilder.h"

#include "base/bigmemory.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace rastro {

struct ChunkBuilder::Wide {
    std::array<std::uint32_t[kChunkRows], kCodedColumns> coded;
    std::uint32_t source[kChunkRows];
    std::uint64_t offset[kChunkRows];
    std::uint32_t length[kChunkRows];
    Micros time[kChunkRows];
    std::uint16_t flags[kChunkRows];
    std::uint64_t recordHash[kChunkRows];
    Identifier ids[3][kChunkRows];
};

namespace {

// bits: those that are set in any of the values.
std::uint8_t narrowestWidth(std::uint64_t bits) {
    if (bits == 0)
        return 0;
    if (bits <= 0xFFu)
        return 1;
    if (bits <= 0xFFFFu)
        return 2;
    return bits <= 0xFFFFFFFFu ? 4 : 8;
}

// One allocation, handed out in pieces of 16-byte alignment.
class Block {
public:
    static std::size_t padded(std::size_t bytes) { return (bytes + 15) & ~std::size_t{15}; }
    explicit Block(std::size_t bytes) : m_memory(allocateBig(bytes + 16)), m_next(m_memory.get()) {}

    template <typename To, typename From>
    const To* copy(const From* from, std::uint32_t rows) {
        auto* to = static_cast<To*>(static_cast<void*>(m_next));
        for (std::uint32_t i = 0; i < rows; ++i)
            to[i] = static_cast<To>(from[i]);
        m_next += padded(std::size_t{rows} * sizeof(To));
        return to;
    }
    template <typename From>
    PackedColumn pack(const From* from, std::uint32_t rows, std::uint8_t width) {
        switch (width) {
        case 0: return {};
        case 1: return {copy<std::uint8_t>(from, rows), 1};
        case 2: return {copy<std::uint16_t>(from, rows), 2};
        case 4: return {copy<std::uint32_t>(from, rows), 4};
        default: return {copy<std::uint64_t>(from, rows), 8};
        }
    }
    std::shared_ptr<const void> owner() const { return m_memory; }

private:
    std::shared_ptr<char[]> m_memory;
    char* m_next;
};

// One for each kSpanRows rows begun.
std::vector<TimeBounds> spansOf(const Micros* time, std::uint32_t rows) {
    std::vector<TimeBounds> spans;
    spans.reserve((rows + kSpanRows - 1) / kSpanRows);
    for (std::uint32_t at = 0; at < rows; at += kSpanRows) {
        TimeBounds span{time[at], time[at]};
        for (std::uint32_t i = at + 1; i < std::min(at + kSpanRows, rows); ++i) {
            span.least = std::min(span.least, time[i]);
            span.greatest = std::max(span.greatest, time[i]);
        }
        spans.push_back(span);
    }
    return spans;
}

} // namespace

ChunkBuilder::ChunkBuilder() : m_wide(makeWide()) {}

std::shared_ptr<ChunkBuilder::Wide> ChunkBuilder::makeWide() {
    BigMemory memory = allocateBig(sizeof(Wide));
    const BigMemoryRelease release = memory.get_deleter();
    Wide* wide = new (memory.release()) Wide; // plain arrays: nothing to construct or destroy
    return {wide, [release](Wide* w) { release(static_cast<char*>(static_cast<void*>(w))); }};
}

void ChunkBuilder::restart() {
    m_rows = 0;
    m_bits = {};
    if (m_wide.use_count() > 1)
        m_wide = makeWide();
}

void ChunkBuilder::append(SourceId source, std::span<const EventRow> rows) {
    Wide& w = *m_wide;
    std::uint32_t at = m_rows;
    for (std::size_t c = 0; c < kCodedColumns; ++c) {
        std::uint32_t* out = w.coded[c] + at;
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            out[i] = index(rows[i].codes[c]);
            bits |= out[i];
        }
        m_bits.coded[c] |= bits;
    }
    m_bits.source |= index(source);
    for (const EventRow& row : rows) {
        w.source[at] = index(source);
        w.offset[at] = row.offset;
        m_bits.offset |= row.offset;
        w.length[at] = row.length;
        m_bits.length |= row.length;
        w.time[at] = row.time;
        w.flags[at] = row.flags;
        m_bits.flags = static_cast<std::uint16_t>(m_bits.flags | row.flags);
        w.recordHash[at] = row.recordHash;
        for (std::size_t k = 0; k < 3; ++k) {
            w.ids[k][at] = row.ids[k];
            m_bits.ids[k] |= row.ids[k].high | row.ids[k].low;
        }
        ++at;
    }
    m_rows = at;
}

std::shared_ptr<const Chunk> ChunkBuilder::view() const {
    auto chunk = std::make_shared<Chunk>();
    chunk->rows = m_rows;
    chunk->owner = m_wide;
    for (std::size_t c = 0; c < kCodedColumns; ++c)
        chunk->coded[c] = {m_wide->coded[c], 4};
    chunk->source = {m_wide->source, 4};
    chunk->offset = {m_wide->offset, 8};
    chunk->length = {m_wide->length, 4};
    chunk->time = m_wide->time;
    chunk->flags = m_wide->flags;
    chunk->anyFlags = m_bits.flags;
    chunk->recordHash = m_wide->recordHash;
    for (std::size_t k = 0; k < 3; ++k)
        chunk->ids[k] = m_wide->ids[k];
    return chunk;
}

std::shared_ptr<const Chunk> ChunkBuilder::seal() const {
    const Wide& w = *m_wide;
    const std::uint32_t n = m_rows;
    std::array<std::uint8_t, kCodedColumns> widths{};
    for (std::size_t c = 0; c < kCodedColumns; ++c)
        widths[c] = narrowestWidth(m_bits.coded[c]);
    const std::uint8_t source = narrowestWidth(m_bits.source);
    const std::uint8_t offset = narrowestWidth(m_bits.offset);
    const std::uint8_t length = narrowestWidth(m_bits.length);
    std::array<bool, 3> present{};
    const std::vector<TimeBounds> spans = spansOf(w.time, n);
    std::size_t bytes = Block::padded(spans.size() * sizeof(TimeBounds));
    const auto reserve = [&](std::size_t width) { bytes += Block::padded(width * n); };
    std::ranges::for_each(widths, reserve);
    for (const std::size_t width : {std::size_t{source}, std::size_t{offset}, std::size_t{length}, sizeof(Micros),
                                    sizeof(std::uint16_t), sizeof(std::uint64_t)})
        reserve(width);
    for (std::size_t k = 0; k < 3; ++k) {
        present[k] = m_bits.ids[k] != 0;
        reserve(present[k] ? sizeof(Identifier) : 0);
    }
    Block block(bytes);
    auto chunk = std::make_shared<Chunk>();
    chunk->rows = n;
    chunk->time = block.copy<Micros>(w.time, n);
    chunk->spans = block.copy<TimeBounds>(spans.data(), static_cast<std::uint32_t>(spans.size()));
    chunk->recordHash = block.copy<std::uint64_t>(w.recordHash, n);
    for (std::size_t k = 0; k < 3; ++k)
        chunk->ids[k] = present[k] ? block.copy<Identifier>(w.ids[k], n) : nullptr;
    chunk->flags = block.copy<std::uint16_t>(w.flags, n);
    chunk->anyFlags = m_bits.flags;
    chunk->offset = block.pack(w.offset, n, offset);
    chunk->length = block.pack(w.length, n, length);
    chunk->source = block.pack(w.source, n, source);
    for (std::size_t c = 0; c < kCodedColumns; ++c)
        chunk->coded[c] = block.pack(w.coded[c], n, widths[c]);
    chunk->owner = block.owner();
    return chunk;
}

} // namespace rastro
