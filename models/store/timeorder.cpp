// SPDX-License-Identifier: Apache-2.0
#include "store/timeorder.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <tuple>

namespace rastro {

namespace {

// How the times of some rows become small numbers: relative to the first, in seconds if all are whole seconds.
struct Scale {
    Micros low = 0;
    std::uint64_t unit = 1;
    std::uint64_t missing = 1; // the key of rows without a time: above all others

    std::uint64_t keyOf(Micros t) const {
        return t == kNoTime ? missing : (static_cast<std::uint64_t>(t) - static_cast<std::uint64_t>(low)) / unit;
    }
};

Scale scaleOf(const Snapshot& s, std::uint32_t first, std::uint32_t last) {
    Micros low = std::numeric_limits<Micros>::max();
    Micros high = std::numeric_limits<Micros>::min();
    bool whole = true;
    for (std::uint32_t r = first; r < last; ++r) {
        const Micros t = s.time(RowId{r});
        if (t == kNoTime)
            continue;
        low = std::min(low, t);
        high = std::max(high, t);
        whole = whole && t % kMicrosPerSecond == 0;
    }
    if (high < low)
        return {};
    Scale scale{low, whole ? std::uint64_t{kMicrosPerSecond} : 1, 0};
    scale.missing = scale.keyOf(high) + 1;
    return scale;
}

template <typename Key>
struct Keyed {
    Key key;
    std::uint32_t row;
};

// Least significant digit radix sort, 11 bits a pass, only as many passes as the largest key needs.
template <typename Key>
void radixSort(std::vector<Keyed<Key>>& keys, Key largest) {
    std::vector<Keyed<Key>> other(keys.size());
    for (unsigned shift = 0; shift < 8 * sizeof(Key) && (largest >> shift) != 0; shift += 11) {
        std::array<std::uint32_t, 2048> start{};
        for (const auto& k : keys)
            ++start[(k.key >> shift) & 2047];
        std::uint32_t sum = 0;
        for (std::uint32_t& n : start)
            sum += std::exchange(n, sum);
        for (const auto& k : keys)
            other[start[(k.key >> shift) & 2047]++] = k;
        keys.swap(other);
    }
}

struct Placed {
    std::uint32_t rank;
    std::uint32_t row;
    std::uint64_t offset;
    bool operator<(const Placed& other) const {
        return std::tie(rank, offset, row) < std::tie(other.rank, other.offset, other.row);
    }
};

// Rows of one second, by source and offset. They mostly stand so already.
void sortTie(const Snapshot& s, std::span<std::uint32_t> rows, std::vector<Placed>& placed) {
    placed.clear();
    for (const std::uint32_t r : rows)
        placed.push_back({s.sourceRank(RowId{r}), r, s.offset(RowId{r})});
    if (std::is_sorted(placed.begin(), placed.end()))
        return;
    std::sort(placed.begin(), placed.end());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = placed[i].row;
}

bool isBeforeInTie(const Snapshot& s, std::uint32_t a, std::uint32_t b) {
    const std::uint32_t ra = s.sourceRank(RowId{a});
    const std::uint32_t rb = s.sourceRank(RowId{b});
    if (ra != rb)
        return ra < rb;
    const std::uint64_t oa = s.offset(RowId{a});
    const std::uint64_t ob = s.offset(RowId{b});
    return oa != ob ? oa < ob : a < b;
}

template <typename Key>
RowVector sortedBy(const Snapshot& s, std::uint32_t first, std::uint32_t last, const Scale& scale) {
    std::vector<Keyed<Key>> keys;
    keys.reserve(last - first);
    for (std::uint32_t r = first; r < last; ++r)
        keys.push_back({static_cast<Key>(scale.keyOf(s.time(RowId{r}))), r});
    radixSort(keys, static_cast<Key>(scale.missing));
    RowVector rows;
    rows.reserve(keys.size());
    for (const auto& k : keys)
        rows.push_back(k.row);
    std::vector<Placed> placed;
    for (std::size_t i = 0; i < keys.size();) {
        std::size_t j = i + 1;
        while (j < keys.size() && keys[j].key == keys[i].key)
            ++j;
        if (j - i > 1)
            sortTie(s, std::span(rows).subspan(i, j - i), placed);
        i = j;
    }
    return rows;
}

} // namespace

bool isBefore(const Snapshot& s, RowId a, RowId b) {
    // kNoTime is the smallest number; one below it as unsigned makes it the largest.
    const auto ta = static_cast<std::uint64_t>(s.time(a)) - static_cast<std::uint64_t>(kNoTime) - 1;
    const auto tb = static_cast<std::uint64_t>(s.time(b)) - static_cast<std::uint64_t>(kNoTime) - 1;
    return ta != tb ? ta < tb : isBeforeInTie(s, index(a), index(b));
}

RowVector timeSorted(const Snapshot& s, std::uint32_t first, std::uint32_t last) {
    const Scale scale = scaleOf(s, first, last);
    return scale.missing <= std::numeric_limits<std::uint32_t>::max() ? sortedBy<std::uint32_t>(s, first, last, scale)
                                                                      : sortedBy<std::uint64_t>(s, first, last, scale);
}

RowVector mergeByTime(const Snapshot& s, const RowVector& a, const RowVector& b) {
    RowVector out;
    out.reserve(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out),
               [&s](std::uint32_t x, std::uint32_t y) { return isBefore(s, RowId{x}, RowId{y}); });
    return out;
}

} // namespace rastro
