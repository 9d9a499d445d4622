// SPDX-License-Identifier: Apache-2.0
#include "query/radixsort.h"

#include "base/parallel.h"

#include <bit>
#include <utility>

namespace rastro {

namespace {

constexpr unsigned kMaxBits = 11;

struct KeyedRow {
    std::uint32_t key;
    std::uint32_t row;
};

struct Digit {
    unsigned shift;
    unsigned bits;
    std::uint32_t of(std::uint32_t key) const { return (key >> shift) & ((1u << bits) - 1); }
};

// One counting pass over `size` keyed rows. at(i) gives them, put(place, row) takes them at their new places.
class Pass {
public:
    Pass(std::size_t size, Digit digit, unsigned threads, const Checkpoint& checkpoint)
        : m_size(size)
        , m_digit(digit)
        , m_parts(usefulThreads(threads, size))
        , m_checkpoint(checkpoint)
        , m_counts(m_parts) {}

    template <typename KeyAt> void count(const KeyAt& keyAt) {
        inParallel(m_parts, [&](unsigned part) {
            std::vector<std::uint32_t> counts(std::size_t{1} << m_digit.bits, 0);
            eachBlock(part, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i)
                    ++counts[m_digit.of(keyAt(i))];
            });
            m_counts[part] = std::move(counts);
        });
        // Counts to first places: by digit, then by part, which keeps the sort stable.
        std::uint32_t sum = 0;
        for (std::size_t digit = 0; digit < m_counts[0].size(); ++digit) {
            for (std::vector<std::uint32_t>& counts : m_counts)
                sum += std::exchange(counts[digit], sum);
        }
    }

    template <typename At, typename Put> void move(const At& at, const Put& put) {
        if (m_checkpoint.isStopRequested())
            return; // the counts may be of a part only
        inParallel(m_parts, [&](unsigned part) {
            std::uint32_t* place = m_counts[part].data();
            eachBlock(part, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i) {
                    const KeyedRow row = at(i);
                    put(place[m_digit.of(row.key)]++, row);
                }
            });
        });
    }

private:
    template <typename F> void eachBlock(unsigned part, const F& f) const {
        forBlocks(sliceOf(m_size, m_parts, part), m_checkpoint, f);
    }

    std::size_t m_size;
    Digit m_digit;
    unsigned m_parts;
    const Checkpoint& m_checkpoint;
    std::vector<std::vector<std::uint32_t>> m_counts; // by part, by digit
};

} // namespace

bool radixSort(const RowVector& rows, ScratchBuffer<std::uint32_t>& codes,
               const std::vector<std::uint32_t>& rankOf, std::uint64_t rankCount, unsigned threads,
               const Checkpoint& checkpoint, RowVector& sorted) {
    const auto bits = static_cast<unsigned>(std::bit_width(rankCount > 0 ? rankCount - 1 : 0));
    const unsigned passes = std::max(1u, (bits + kMaxBits - 1) / kMaxBits);
    const unsigned step = (bits + passes - 1) / passes;
    sorted.resize(rows.size());
    std::uint32_t* const keys = codes.data();
    std::uint32_t* const out = sorted.data();
    const auto toSorted = [out](std::uint32_t place, KeyedRow row) { out[place] = row.row; };
    ScratchBuffer<KeyedRow> from;
    ScratchBuffer<KeyedRow> to;
    for (unsigned i = 0; i < passes && !checkpoint.isStopRequested(); ++i) {
        Pass pass(rows.size(), {i * step, step}, threads, checkpoint);
        const bool isLast = i + 1 == passes;
        if (!isLast)
            to = ScratchBuffer<KeyedRow>(rows.size());
        const auto toOther = [data = to.data()](std::uint32_t place, KeyedRow row) { data[place] = row; };
        if (i == 0) {
            pass.count([&](std::size_t at) { return keys[at] = rankOf[keys[at]]; });
            const auto at = [&](std::size_t place) { return KeyedRow{keys[place], rows[place]}; };
            isLast ? pass.move(at, toSorted) : pass.move(at, toOther);
        } else {
            pass.count([&](std::size_t at) { return from[at].key; });
            const auto at = [&](std::size_t place) { return from[place]; };
            isLast ? pass.move(at, toSorted) : pass.move(at, toOther);
        }
        from.swap(to);
    }
    return !checkpoint.isStopRequested();
}

} // namespace rastro
