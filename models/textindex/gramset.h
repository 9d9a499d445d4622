// SPDX-License-Identifier: Apache-2.0
//
// Which 4-grams a text holds, as a set of 2^16 buckets: the signature a block of records has in the text index, and
// what a needle asks of it. The buckets were chosen by measurement: 49 bytes/event for blocks of 256 KB, and a third of
// the bits set. Their hash is not seeded: who fills a log with all grams only makes searches in it slow, whatever the
// seed.
#pragma once

#include "textindex/foldedtext.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

inline constexpr std::size_t kGramBytes = 4;
inline constexpr std::uint32_t kGramBuckets = 1u << 16;
inline constexpr std::size_t kGramWords = kGramBuckets / 64;

// Marks grams of records in bitmaps of kGramWords words. Holds scratch memory: one for each thread.
class GramMarker {
public:
    GramMarker();
    // Everything in the record that a needle can be found in: its folded bytes and, where they differ, the folded text
    // its strings decode to.
    void mark(std::string_view record, std::span<std::uint64_t, kGramWords> bitmap);

private:
    FoldedKind markText(std::string_view text, std::span<std::uint64_t, kGramWords> bitmap);

    std::unique_ptr<char[]> m_folded;
};

// Adds the buckets of a folded needle; none if it is shorter than a gram.
void addBuckets(std::string_view foldedNeedle, std::vector<std::uint32_t>& buckets);

} // namespace rastro
