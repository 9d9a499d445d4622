// SPDX-License-Identifier: Apache-2.0
//
// parallelSort: sorts a vector on several threads and can be stopped within milliseconds, which std::sort cannot.
// Blocks are sorted by std::sort, then merged in pieces of equal size. Not stable: give `less` a last tie-breaker.
#pragma once

#include "base/parallel.h"
#include "query/scratch.h"

#include <algorithm>
#include <vector>

namespace rastro {

namespace detail {

// Merges [a, aEnd) and [b, bEnd) into `out`; one task of a level.
template <typename T> struct MergePiece {
    const T* a;
    const T* aEnd;
    const T* b;
    const T* bEnd;
    T* out;
};

// Cuts a merge at the middle of its longer side until its pieces are small.
template <typename T, typename Less>
void cutMerge(const MergePiece<T>& piece, const Less& less, std::vector<MergePiece<T>>& pieces) {
    const auto aSize = piece.aEnd - piece.a;
    const auto bSize = piece.bEnd - piece.b;
    if (static_cast<std::size_t>(aSize + bSize) <= 2 * kBlockRows) {
        pieces.push_back(piece);
        return;
    }
    const T* a = piece.a + aSize / 2;
    const T* b = piece.b + bSize / 2;
    if (aSize >= bSize)
        b = std::lower_bound(piece.b, piece.bEnd, *a, less);
    else
        a = std::upper_bound(piece.a, piece.aEnd, *b, less);
    cutMerge({piece.a, a, piece.b, b, piece.out}, less, pieces);
    cutMerge({a, piece.aEnd, b, piece.bEnd, piece.out + (a - piece.a) + (b - piece.b)}, less, pieces);
}

} // namespace detail

// False, with the elements in no particular order, if a stop was requested.
template <typename T, typename Less>
bool parallelSort(T* first, std::size_t size, const Less& less, unsigned threads, const Checkpoint& checkpoint) {
    const std::size_t blocks = (size + kBlockRows - 1) / kBlockRows;
    forTasks(blocks, threads, checkpoint, [&](std::size_t block) {
        std::sort(first + block * kBlockRows, first + std::min((block + 1) * kBlockRows, size), less);
    });
    if (blocks <= 1)
        return !checkpoint.isStopRequested();
    ScratchBuffer<T> other(size);
    T* from = first;
    T* to = other.data();
    std::vector<detail::MergePiece<T>> pieces;
    for (std::size_t run = kBlockRows; run < size && !checkpoint.isStopRequested(); run *= 2) {
        pieces.clear();
        for (std::size_t at = 0; at < size; at += 2 * run) {
            const std::size_t middle = std::min(at + run, size);
            const std::size_t end = std::min(at + 2 * run, size);
            detail::cutMerge<T>({from + at, from + middle, from + middle, from + end, to + at}, less, pieces);
        }
        forTasks(pieces.size(), threads, checkpoint, [&](std::size_t i) {
            std::merge(pieces[i].a, pieces[i].aEnd, pieces[i].b, pieces[i].bEnd, pieces[i].out, less);
        });
        std::swap(from, to);
    }
    if (checkpoint.isStopRequested())
        return false;
    if (from != first)
        std::copy(from, from + size, first);
    return true;
}

template <typename T, typename Allocator, typename Less>
bool parallelSort(std::vector<T, Allocator>& v, const Less& less, unsigned threads, const Checkpoint& checkpoint) {
    return parallelSort(v.data(), v.size(), less, threads, checkpoint);
}

} // namespace rastro
