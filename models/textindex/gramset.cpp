// SPDX-License-Identifier: Apache-2.0
#include "textindex/gramset.h"

#include "base/jsonstring.h"
#include "textindex/leaves.h"

#include <cstring>

namespace rastro {

namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

using Bitmap = std::span<std::uint64_t, kGramWords>;

inline std::uint32_t bucketAt(const char* p) {
    std::uint32_t gram;
    std::memcpy(&gram, p, sizeof gram);
    return (gram * 0x9E3779B1u) >> 16;
}

void markFolded(std::string_view folded, Bitmap bitmap) {
    std::uint64_t* words = bitmap.data();
    for (std::size_t i = 0; i + kGramBytes <= folded.size(); ++i) {
        const std::uint32_t bucket = bucketAt(folded.data() + i);
        words[bucket >> 6] |= std::uint64_t{1} << (bucket & 63);
    }
}

} // namespace

GramMarker::GramMarker() : m_folded(std::make_unique<char[]>(kPieceBytes)) {}

void GramMarker::mark(std::string_view record, Bitmap bitmap) {
    const FoldedKind kind = markText(record, bitmap);
    if (!kind.hasBackslash && !kind.hasNonAscii)
        return;
    walkLeaves(record, [&](const Leaf& leaf) {
        if (leaf.kind == Leaf::Kind::String && !json::isPlain(leaf.raw))
            markText(json::decode(leaf.raw), bitmap);
        return false;
    });
}

// Piece by piece, so that a huge record takes no memory; pieces overlap by all but one byte of a gram.
FoldedKind GramMarker::markText(std::string_view text, Bitmap bitmap) {
    FoldedKind all;
    while (true) {
        const std::string_view piece = text.substr(0, kPieceBytes);
        const FoldedKind kind = foldInto(piece, m_folded.get());
        all.hasBackslash |= kind.hasBackslash;
        all.hasNonAscii |= kind.hasNonAscii;
        markFolded({m_folded.get(), piece.size()}, bitmap);
        if (piece.size() == text.size())
            return all;
        text.remove_prefix(kPieceBytes - (kGramBytes - 1));
    }
}

void addBuckets(std::string_view foldedNeedle, std::vector<std::uint32_t>& buckets) {
    for (std::size_t i = 0; i + kGramBytes <= foldedNeedle.size(); ++i)
        buckets.push_back(bucketAt(foldedNeedle.data() + i));
}

} // namespace rastro
