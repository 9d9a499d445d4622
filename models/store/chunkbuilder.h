// SPDX-License-Identifier: Apache-2.0
//
// ChunkBuilder: the chunk being filled. view() is a Chunk over what is in so far, seal() a narrow copy of the full one.
// Not thread-safe (EventStore locks), but views taken before may be read while rows are added behind them.
#pragma once

#include "store/chunk.h"
#include "store/eventstore.h"

#include <array>
#include <memory>
#include <span>

namespace rastro {

class ChunkBuilder {
public:
    ChunkBuilder();
    std::uint32_t rows() const { return m_rows; }
    std::uint32_t room() const { return kChunkRows - m_rows; }

    void append(SourceId source, std::span<const EventRow> rows); // at most room()
    std::shared_ptr<const Chunk> view() const;
    std::shared_ptr<const Chunk> seal() const;
    // Ready for another chunk, in the same memory if no view holds it.
    void restart();

private:
    struct Wide; // full-width arrays of kChunkRows entries
    struct Bits { // those that are set in any row
        std::array<std::uint32_t, kCodedColumns> coded{};
        std::uint32_t source = 0;
        std::uint32_t length = 0;
        std::uint64_t offset = 0;
        std::array<std::uint64_t, 3> ids{};
        std::uint16_t flags = 0;
    };
    static std::shared_ptr<Wide> makeWide();
    std::shared_ptr<Wide> m_wide;
    std::uint32_t m_rows = 0;
    Bits m_bits;
};

} // namespace rastro
