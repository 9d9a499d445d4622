// SPDX-License-Identifier: Apache-2.0
//
// PackedReader: one packed column of a snapshot, row after row in any order, with the chunks' layout looked up once.
// A light view; the snapshot must outlive it. Any thread.
#pragma once

#include "store/snapshot.h"

#include <vector>

namespace rastro {

class PackedReader {
public:
    // A coded column, Source, Offset or Length.
    PackedReader(const Snapshot& snapshot, Column column) {
        m_chunks.reserve(snapshot.chunkCount());
        for (std::size_t i = 0; i < snapshot.chunkCount(); ++i)
            m_chunks.push_back(columnOf(snapshot.chunk(i), column));
    }

    std::uint64_t operator()(std::uint32_t row) const { return m_chunks[row >> kChunkBits].at(row & (kChunkRows - 1)); }

private:
    static const PackedColumn& columnOf(const Chunk& chunk, Column column) {
        switch (column) {
        case Column::Source:
            return chunk.source;
        case Column::Offset:
            return chunk.offset;
        case Column::Length:
            return chunk.length;
        default:
            return chunk.coded[codedIndex(column)];
        }
    }
    std::vector<PackedColumn> m_chunks;
};

} // namespace rastro
