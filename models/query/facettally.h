// SPDX-License-Identifier: Apache-2.0
//
// FacetTally: how many of some rows hold each value of one column, counted chunk by chunk. Each thread fills a tally of
// its own; then one takes in the others and is asked. The snapshot and the column must outlive it. Not thread-safe.
#pragma once

#include "query/bitmap.h"
#include "query/ondemand.h"
#include "store/snapshot.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

// Rows of one chunk, in the forms that counting wants them.
class ChunkRows {
public:
    // words: the bits of the chunk; rows: how many it has.
    void set(const RowBitmap::Word* words, std::uint32_t rows);
    std::uint32_t chunkRows() const { return m_chunkRows; }
    std::uint32_t count() const { return m_isAll ? m_chunkRows : static_cast<std::uint32_t>(m_places.size()); }

    bool isAll() const { return m_isAll; }                              // every row of the chunk
    const std::vector<std::uint16_t>& places() const { return m_places; } // else these, ascending

    template <typename F> void forEach(const F& f) const {
        if (!m_isAll) {
            for (const std::uint16_t place : m_places)
                f(std::uint32_t{place});
            return;
        }
        for (std::uint32_t place = 0; place < m_chunkRows; ++place)
            f(place);
    }

private:
    std::uint32_t m_chunkRows = 0;
    bool m_isAll = false;
    std::vector<std::uint16_t> m_places;
};

class FacetTally {
public:
    virtual ~FacetTally() = default;
    virtual void add(std::size_t chunk, const ChunkRows& rows) = 0;
    virtual void take(FacetTally& other) = 0; // of the same column; `other` is empty then
    virtual void finish() {}                  // after the last take()

    // Entries are values, some of which may have a count of 0. text(): valid UTF-8, in `space` or where it stays.
    virtual std::size_t size() const = 0;
    virtual std::uint64_t count(std::size_t entry) const = 0;
    virtual std::string_view text(std::size_t entry, std::string& space) const = 0;
    // Which of two entries of one count comes first: by bytes of the text, by number, or by first row.
    virtual bool isBefore(std::size_t a, std::size_t b) const = 0;

    std::uint64_t missing() const { return m_missing; } // rows without a value
    std::uint64_t objects() const { return m_objects; } // rows whose path reaches an object, which has no text

protected:
    std::uint64_t m_missing = 0;
    std::uint64_t m_objects = 0;
};

// made: the column, if it is one made from the records.
std::unique_ptr<FacetTally> makeFacetTally(const Snapshot& snapshot, const AnyColumn& column,
                                           const OnDemandColumn* made);

} // namespace rastro
