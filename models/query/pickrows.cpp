// SPDX-License-Identifier: Apache-2.0
#include "query/pickrows.h"

#include "base/bitcount.h"
#include "base/parallel.h"
#include "query/filterleaves.h"
#include "query/scratch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>
#include <vector>

namespace rastro {

namespace {

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "the filter was stopped"};
}

// The rows of base[begin, end), no more than kBatch, that are in the set go to `out`, and so does one that is not: a
// row is written before it is known to be wanted, so that there is no branch to guess. Returns how many there are.
constexpr std::size_t kBatch = 1'024;
std::size_t pickBatch(const std::uint32_t* begin, const std::uint32_t* end, const RowBitmap::Word* words,
                      std::uint32_t* out) {
    std::size_t count = 0;
    for (; begin != end; ++begin) {
        const std::uint32_t row = *begin;
        out[count] = row;
        count += (words[row / 64] >> (row % 64)) & 1;
    }
    return count;
}

// The same for a slice: from `out` on, or, from the last batch to the first, before it; nothing else is written to.
template <bool kIsBackward>
std::size_t pickSlice(const RowVector& base, Slice slice, const RowBitmap& set, const Checkpoint& checkpoint,
                      std::uint32_t* out) {
    std::array<std::uint32_t, kBatch + 1> batch;
    std::size_t count = 0;
    const std::size_t size = slice.end - slice.begin;
    forBlocks({0, size}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t at = begin; at < end; at += kBatch) {
            const std::size_t rows = std::min(kBatch, end - at);
            const std::uint32_t* first = base.data() + (kIsBackward ? slice.end - at - rows : slice.begin + at);
            const std::size_t found = pickBatch(first, first + rows, set.words().data(), batch.data());
            std::uint32_t* place = kIsBackward ? out - count - found : out + count;
            std::copy_n(batch.data(), found, place);
            count += found;
        }
    });
    return count;
}

// The first part fills the answer from its begin, the last one from its end, those between are copied.
Result<RowVector> lookUpEach(const RowVector& base, const RowBitmap& set, unsigned threads,
                             const Checkpoint& checkpoint) {
    const unsigned parts = usefulThreads(threads, base.size());
    const auto most = std::min<std::uint64_t>(set.count(), base.size()); // of the whole and of each part
    RowVector all(most);
    std::vector<ScratchBuffer<std::uint32_t>> picked(parts);
    std::vector<std::size_t> counts(parts);
    inParallel(parts, [&](unsigned part) {
        const Slice slice = sliceOf(base.size(), parts, part);
        if (part == 0) {
            counts[part] = pickSlice<false>(base, slice, set, checkpoint, all.data());
        } else if (part + 1 == parts) {
            counts[part] = pickSlice<true>(base, slice, set, checkpoint, all.data() + all.size());
        } else {
            picked[part] = ScratchBuffer<std::uint32_t>(std::min<std::size_t>(most, slice.end - slice.begin));
            counts[part] = pickSlice<false>(base, slice, set, checkpoint, picked[part].data());
        }
    });
    if (checkpoint.isStopRequested())
        return cancelled();
    auto end = all.begin() + static_cast<std::ptrdiff_t>(counts[0]);
    for (unsigned part = 1; part + 1 < parts; ++part)
        end = std::copy_n(picked[part].data(), counts[part], end);
    const auto last = all.end() - static_cast<std::ptrdiff_t>(parts > 1 ? counts.back() : 0);
    end = last == end ? all.end() : std::move(last, all.end(), end); // hidden rows leave a gap
    all.erase(end, all.end());
    return all;
}

// For a set of few rows, or of nearly all, in the order of time: a bit is set at the place of each row that is in the
// set, or of each that is not, and what the bits leave is copied in the order of places. Rows are not looked up one by
// one.
class PlacePicker {
public:
    static bool isWorth(std::uint64_t marks, std::uint32_t rows) { return marks <= rows / 4; }

    // isWanted: the rows of the set are what is marked, else those it lacks.
    PlacePicker(const Snapshot& snapshot, const RowVector& places, const RowBitmap& set, bool isWanted,
                unsigned threads, const Checkpoint& checkpoint)
        : m_order(snapshot.timeOrder()), m_places(places), m_set(set), m_isWanted(isWanted), m_checkpoint(checkpoint),
          m_words(m_order.size() / kBits + 1), m_parts(usefulThreads(threads, m_order.size())), m_marks(m_parts * m_words),
          m_counts(m_parts) {}

    Result<RowVector> pick() {
        inParallel(m_parts, [&](unsigned part) { mark(part); });
        if (m_checkpoint.isStopRequested())
            return cancelled();
        inParallel(m_parts, [&](unsigned part) { unite(part); });
        RowVector all(std::accumulate(m_counts.begin(), m_counts.end(), std::size_t{0}));
        inParallel(m_parts, [&](unsigned part) {
            std::uint32_t* out =
                all.data() + std::accumulate(m_counts.begin(), m_counts.begin() + part, std::size_t{0});
            copy(part, out, out + m_counts[part]);
        });
        if (m_checkpoint.isStopRequested())
            return cancelled();
        return all;
    }

private:
    using Word = RowBitmap::Word;
    static constexpr std::size_t kBits = 64;

    Word markedRows(std::size_t w) const { return m_isWanted ? m_set.words()[w] : ~m_set.words()[w]; }

    // Where few bits are set, what they stand for is too far apart for the processor to see it coming.
    static constexpr std::size_t kAhead = 24; // words
    static void fetchFirst(Word word, const std::uint32_t* values) {
        __builtin_prefetch(values + (static_cast<unsigned>(std::countr_zero(word)) % kBits));
    }

    // Each part marks rows of its own in words of its own.
    void mark(unsigned part) {
        Word* const marks = m_marks.data() + part * m_words;
        std::fill_n(marks, m_words, Word{0});
        const std::size_t rows = m_places.size();
        const Slice words = sliceOf((rows + kBits - 1) / kBits, m_parts, part);
        forBlocks(words, m_checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t w = begin; w < end; ++w) {
                if (w + kAhead < end)
                    fetchFirst(markedRows(w + kAhead), m_places.data() + (w + kAhead) * kBits);
                Word rest = markedRows(w);
                if ((w + 1) * kBits > rows)
                    rest &= (Word{1} << (rows % kBits)) - 1;
                for (; rest != 0; rest &= rest - 1) {
                    const std::uint32_t place = m_places[w * kBits + static_cast<unsigned>(std::countr_zero(rest))];
                    marks[place / kBits] |= Word{1} << (place % kBits);
                }
            }
        });
    }

    // The marks of all parts as what is wanted, in the words of the first; how many those of a slice are.
    void unite(unsigned part) {
        const Slice slice = sliceOf(m_words, m_parts, part);
        std::size_t count = 0;
        for (std::size_t w = slice.begin; w < slice.end; ++w) {
            Word word = 0;
            for (unsigned other = 0; other < m_parts; ++other)
                word |= m_marks[other * m_words + w];
            if (!m_isWanted)
                word = ~word;
            if (w + 1 == m_words)
                word &= (Word{1} << (m_order.size() % kBits)) - 1;
            m_marks[w] = word;
            count += bitCount(word);
        }
        m_counts[part] = count;
    }

    void copy(unsigned part, std::uint32_t* out, const std::uint32_t* end) const {
        // Words may be copied by more than is wanted, which what comes next writes over, where that is within bounds.
        const std::size_t readable = m_order.size() / kBits < 2 ? 0 : m_order.size() / kBits - 1;
        forBlocks(sliceOf(m_words, m_parts, part), m_checkpoint, [&](std::size_t begin, std::size_t last) {
            for (std::size_t w = begin; w < last; ++w) {
                if (w + kAhead < last)
                    fetchFirst(m_marks[w + kAhead], m_order.data() + (w + kAhead) * kBits);
                const std::uint32_t* from = m_order.data() + w * kBits;
                const bool isRoomy = w < readable && static_cast<std::size_t>(end - out) >= 2 * kBits;
                out = isRoomy ? copyRoomy(m_marks[w], from, out) : copyOneByOne(m_marks[w], from, out);
            }
        });
    }

    static std::uint32_t* copyOneByOne(Word word, const std::uint32_t* from, std::uint32_t* out) {
        for (; word != 0; word &= word - 1)
            *out++ = from[std::countr_zero(word)];
        return out;
    }

    // Reads no more than 2 * kBits values and writes no more. The number of values copied at once is a constant, so
    // that it is a few wide moves.
    static std::uint32_t* copyRoomy(Word word, const std::uint32_t* from, std::uint32_t* out) {
        constexpr unsigned kFewGaps = 4;
        constexpr unsigned kFewRows = 24;
        const unsigned count = bitCount(word);
        if (count <= kFewRows)
            return copyOneByOne(word, from, out);
        if (count < kBits - kFewGaps) {
            for (std::size_t i = 0; i < kBits; ++i, word >>= 1) {
                *out = from[i];
                out += word & 1;
            }
            return out;
        }
        std::copy_n(from, kBits, out);
        std::uint32_t* place = out;
        for (Word gaps = ~word; gaps != 0; gaps &= gaps - 1, --place) {
            const auto gap = static_cast<std::size_t>(std::countr_zero(gaps));
            std::copy_n(from + gap + 1, kBits, place + gap);
        }
        return out + count;
    }

    const RowVector& m_order;
    const RowVector& m_places;
    const RowBitmap& m_set;
    bool m_isWanted;
    const Checkpoint& m_checkpoint;
    std::size_t m_words; // a bit for each place, and one for all hidden rows
    unsigned m_parts;
    RowBitmap::Words m_marks; // m_words of each part
    std::vector<std::size_t> m_counts;        // wanted rows of each part's slice of places
};

Result<RowVector> copyRun(std::span<const std::uint32_t> run, unsigned threads, const Checkpoint& checkpoint) {
    RowVector rows(run.size());
    const unsigned parts = usefulThreads(threads, run.size());
    inParallel(parts, [&](unsigned part) {
        forBlocks(sliceOf(run.size(), parts, part), checkpoint, [&](std::size_t begin, std::size_t end) {
            std::copy_n(run.data() + begin, end - begin, rows.data() + begin);
        });
    });
    if (checkpoint.isStopRequested())
        return cancelled();
    return rows;
}

} // namespace

Result<RowVector> pickRows(const Snapshot& snapshot, const RowVector& base, const RowBitmap& set, unsigned threads,
                           const Checkpoint& checkpoint) {
    const RowVector* places = snapshot.placesInTime();
    if (&base == &snapshot.timeOrder() && places != nullptr && set.rowCount() == snapshot.rowCount()) {
        const std::uint64_t count = set.count();
        if (PlacePicker::isWorth(count, set.rowCount()))
            return PlacePicker(snapshot, *places, set, true, threads, checkpoint).pick();
        if (PlacePicker::isWorth(set.rowCount() - count, set.rowCount()))
            return PlacePicker(snapshot, *places, set, false, threads, checkpoint).pick();
    }
    return lookUpEach(base, set, threads, checkpoint);
}

Result<RowVector> pickRows(const Snapshot& snapshot, const RowVector& base, const FilteredRows& filtered,
                           unsigned threads, const Checkpoint& checkpoint) {
    if (filtered.times && &base == &snapshot.timeOrder())
        return copyRun(runOfTimes(snapshot, base, *filtered.times), threads, checkpoint);
    return pickRows(snapshot, base, filtered.rows, threads, checkpoint);
}

} // namespace rastro
