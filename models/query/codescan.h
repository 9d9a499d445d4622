// SPDX-License-Identifier: Apache-2.0
//
// CodeScan: which rows of a chunk hold one of some codes, as bits. 16 codes a step where the processor is an amd64, the
// same answer everywhere. Figures: tests/bench/bench_filter. Pure functions, any thread.
#pragma once

#include "store/chunk.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rastro {

// The codes of a dictionary that match, ready for scanning.
class CodeSet {
public:
    // isIn[code] is 0 or 1.
    explicit CodeSet(std::vector<std::uint8_t> isIn);
    bool contains(std::uint32_t code) const { return code < m_isIn.size() && m_isIn[code] != 0; }
    bool isEmpty() const { return m_count == 0; }
    CodeSet unitedWith(const CodeSet& other) const;

    // Writes the bits of the chunk's rows to `words`, whole words, bits beyond the rows as zero. What it says of a number
    // that is no code of the dictionary means nothing.
    void scan(const PackedColumn& column, std::uint32_t rows, std::uint64_t* words) const;

private:
    static constexpr std::size_t kFew = 3; // codes looked for one by one instead of by table
    std::vector<std::uint8_t> m_isIn;
    std::vector<std::uint32_t> m_few; // the codes, or all others
    bool m_areFewOut = false;
    std::size_t m_count = 0;
};

} // namespace rastro
