// SPDX-License-Identifier: Apache-2.0
#include "query/sorter.h"

#include "base/jsonstring.h"
#include "query/identifierorder.h"
#include "query/jsonnumber.h"
#include "query/mergesort.h"
#include "query/packedreader.h"
#include "query/radixsort.h"
#include "query/valueranks.h"
#include "store/timeorder.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace rastro {

namespace {

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "the sort was stopped"};
}

// The rows in time order, without a copy when they are a snapshot's own order already.
class OrderedRows {
public:
    OrderedRows(const Snapshot& snapshot, const RowVector& base, Checkpoint& checkpoint, unsigned threads) {
        if (&base == &snapshot.timeOrder() || &base == snapshot.sharedFullTimeOrder().get()) {
            m_rows = &base;
            return;
        }
        Result<RowVector> own = inTimeOrder(snapshot, base, checkpoint, threads);
        m_isDone = static_cast<bool>(own);
        if (m_isDone)
            m_own = std::move(*own);
        m_rows = &m_own;
    }
    OrderedRows(const OrderedRows&) = delete;
    OrderedRows& operator=(const OrderedRows&) = delete;

    bool isDone() const { return m_isDone; }
    const RowVector& rows() const { return *m_rows; }
    RowVector take() { return m_rows == &m_own ? std::move(m_own) : *m_rows; }

private:
    RowVector m_own;
    const RowVector* m_rows = nullptr;
    bool m_isDone = true;
};

struct Job {
    const Snapshot& snapshot;
    const RowVector& rows; // in time order
    SortOrder order;
    unsigned threads;
    Checkpoint& checkpoint;
};

// The codes of all rows in their order, and which codes there are. codeOf(row) is below codeCount.
template <typename CodeOf>
bool gatherCodes(const Job& job, std::size_t codeCount, const CodeOf& codeOf, ScratchBuffer<std::uint32_t>& codes,
                 std::vector<std::uint8_t>& isPresent) {
    const unsigned parts = usefulThreads(job.threads, job.rows.size());
    std::vector<std::vector<std::uint8_t>> seen(parts);
    inParallel(parts, [&](unsigned part) {
        seen[part].assign(codeCount, 0);
        std::uint8_t* mine = seen[part].data();
        forBlocks(sliceOf(codes.size(), parts, part), job.checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                codes[i] = static_cast<std::uint32_t>(codeOf(job.rows[i]));
                mine[codes[i]] = 1;
            }
        });
    });
    isPresent = std::move(seen[0]);
    for (unsigned part = 1; part < parts; ++part) {
        for (std::size_t code = 0; code < codeCount; ++code)
            isPresent[code] |= seen[part][code];
    }
    return !job.checkpoint.isStopRequested();
}

// Ranks to keys: turned round for a descending sort, missing above all in both.
void turnRanks(std::vector<std::uint32_t>& ranks, std::uint32_t count, SortOrder order) {
    if (order == SortOrder::Descending) {
        for (std::uint32_t& rank : ranks)
            rank = count - 1 - rank;
    }
}

using RankPresent = std::function<Result<ValueRanks>(std::span<const std::uint8_t> isPresent)>;

// Sorts by a dictionary: rank its values, then count. Code 0 is missing if the column can be.
template <typename CodeOf>
Result<RowVector> sortByDictionary(const Job& job, std::size_t codeCount, const CodeOf& codeOf, const RankPresent& rank) {
    ScratchBuffer<std::uint32_t> codes(job.rows.size());
    std::vector<std::uint8_t> isPresent;
    if (!gatherCodes(job, codeCount, codeOf, codes, isPresent))
        return cancelled();
    isPresent[index(kMissing)] = 0;
    Result<ValueRanks> ranks = rank(isPresent);
    if (!ranks)
        return ranks.error();
    turnRanks(ranks->rankOf, ranks->count, job.order);
    ranks->rankOf[index(kMissing)] = ranks->count;
    RowVector sorted;
    if (!radixSort(job.rows, codes, ranks->rankOf, std::uint64_t{ranks->count} + 1, job.threads, job.checkpoint,
                   sorted))
        return cancelled();
    return sorted;
}

RankPresent rankingOf(const Job& job, const ValueOf& valueOf) {
    return [&job, &valueOf](std::span<const std::uint8_t> isPresent) {
        return rankValues(isPresent, valueOf, job.threads, job.checkpoint);
    };
}

Result<RowVector> sortByCoded(const Job& job, Column column, RankCache* cache) {
    const std::size_t codeCount = job.snapshot.dictionarySize(column);
    const ValueOf valueOf = [&](std::uint32_t code) { return job.snapshot.value(column, Code{code}); };
    const RankPresent rank = [&](std::span<const std::uint8_t> isPresent) -> Result<ValueRanks> {
        std::size_t present = 0;
        bool areNumbers = true;
        for (std::uint32_t code = 0; code < codeCount; ++code) {
            present += isPresent[code];
            areNumbers = areNumbers && (isPresent[code] == 0 || jsonNumber(valueOf(code)));
        }
        // All values in the order of texts, unless there are only numbers or few values to put in order.
        if (cache == nullptr || areNumbers || present <= std::max(RankCache::kFewValues, codeCount / 16))
            return rankValues(isPresent, valueOf, job.threads, job.checkpoint);
        const auto all = cache->textRanks(job.snapshot, column, job.threads, job.checkpoint);
        if (!all)
            return cancelled();
        return *all;
    };
    return sortByDictionary(job, codeCount, PackedReader(job.snapshot, column), rank);
}

Result<RowVector> sortByOnDemand(const Job& job, const OnDemandColumn* column) {
    if (column == nullptr)
        return Error{ErrorCode::InvalidArgument, {}, "this column must be made before it can be sorted by"};
    const ValueOf valueOf = [column](std::uint32_t code) { return column->value(Code{code}); };
    return sortByDictionary(
        job, column->dictionarySize(), [column](std::uint32_t row) { return index(column->code(RowId{row})); },
        rankingOf(job, valueOf));
}

Result<RowVector> sortBySource(const Job& job) {
    std::vector<std::string> paths(job.snapshot.sources().size() + 1); // 0 stands for missing, which none is
    for (std::uint32_t i = 1; i < paths.size(); ++i)
        paths[i] = json::toValidUtf8(job.snapshot.sources().path(SourceId{i - 1}));
    const ValueOf valueOf = [&paths](std::uint32_t code) { return std::string_view(paths[code]); };
    const PackedReader sourceOf(job.snapshot, Column::Source);
    return sortByDictionary(
        job, paths.size(), [&](std::uint32_t row) { return sourceOf(row) + 1; },
        rankingOf(job, valueOf));
}

Result<RowVector> sortByIdentifier(const Job& job, Column column) {
    const Result<IdentifierRanks> ranked = rankIdentifiers(job.snapshot, job.rows, column, job.threads, job.checkpoint);
    if (!ranked)
        return ranked.error();
    std::vector<std::uint32_t> rankOf(std::size_t{ranked->count} + 1);
    std::iota(rankOf.begin(), rankOf.end(), 0u);
    turnRanks(rankOf, ranked->count, job.order);
    rankOf[ranked->count] = ranked->count;
    ScratchBuffer<std::uint32_t> codes(job.rows.size());
    for (std::size_t i = 0; i < codes.size(); ++i)
        codes[i] = std::min(ranked->rankOf[i], ranked->count); // missing is above all ranks
    RowVector sorted;
    if (!radixSort(job.rows, codes, rankOf, rankOf.size(), job.threads, job.checkpoint, sorted))
        return cancelled();
    return sorted;
}

Result<RowVector> sortByNumber(const Job& job, Column column) {
    struct Keyed {
        std::uint64_t key;
        std::uint32_t place;
    };
    const PackedReader numberOf(job.snapshot, column);
    std::vector<Keyed> keyed(job.rows.size());
    const bool isDescending = job.order == SortOrder::Descending;
    for (std::uint32_t i = 0; i < keyed.size(); ++i)
        keyed[i] = {isDescending ? ~numberOf(job.rows[i]) : numberOf(job.rows[i]), i};
    const auto less = [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.place < b.place; };
    if (!parallelSort(keyed, less, job.threads, job.checkpoint))
        return cancelled();
    RowVector sorted(keyed.size());
    for (std::size_t i = 0; i < keyed.size(); ++i)
        sorted[i] = job.rows[keyed[i].place];
    return sorted;
}

// Time descending: groups of equal time from the last to the first, each in its own order, rows without a time last.
Result<RowVector> sortByTimeDescending(const Job& job) {
    std::vector<Micros> times(job.rows.size());
    const unsigned parts = usefulThreads(job.threads, times.size());
    inParallel(parts, [&](unsigned part) {
        forBlocks(sliceOf(times.size(), parts, part), job.checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                times[i] = job.snapshot.time(RowId{job.rows[i]});
        });
    });
    if (job.checkpoint.isStopRequested())
        return cancelled();
    RowVector sorted;
    sorted.reserve(times.size());
    std::size_t timed = times.size();
    while (timed > 0 && times[timed - 1] == kNoTime)
        --timed;
    const auto append = [&](std::size_t begin, std::size_t end) {
        sorted.insert(sorted.end(), job.rows.begin() + static_cast<std::ptrdiff_t>(begin),
                      job.rows.begin() + static_cast<std::ptrdiff_t>(end));
    };
    for (std::size_t end = timed; end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && times[begin - 1] == times[begin])
            --begin;
        append(begin, end);
        end = begin;
    }
    append(timed, times.size());
    return sorted;
}

// Picks the rows out of the snapshot's full order: one bit a row, which stays in the processor's cache.
RowVector pickFromOrder(const RowVector& fullOrder, const RowVector& rows, const Checkpoint& checkpoint) {
    std::vector<std::uint64_t> wanted(fullOrder.size() / 64 + 1);
    for (const std::uint32_t row : rows)
        wanted[row / 64] |= std::uint64_t{1} << (row % 64);
    RowVector picked(rows.size() + 1); // one to spare: written before it is known to be wanted
    std::size_t count = 0;
    forBlocks({0, fullOrder.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end && count < rows.size(); ++i) {
            const std::uint32_t row = fullOrder[i];
            picked[count] = row;
            count += (wanted[row / 64] >> (row % 64)) & 1;
        }
    });
    picked.resize(count);
    return picked;
}

} // namespace

Result<RowVector> inTimeOrder(const Snapshot& snapshot, const RowVector& rows, Checkpoint& checkpoint,
                              unsigned threads) {
    constexpr std::size_t kFewRows = 64; // a part of the snapshot's rows so small that comparing them is quicker
    RowVector ordered;
    if (rows.size() < snapshot.rowCount() / kFewRows) {
        ordered = rows;
        const auto less = [&](std::uint32_t a, std::uint32_t b) { return isBefore(snapshot, RowId{a}, RowId{b}); };
        parallelSort(ordered, less, threads, checkpoint);
    } else {
        ordered = pickFromOrder(*snapshot.sharedFullTimeOrder(), rows, checkpoint);
    }
    if (checkpoint.isStopRequested())
        return cancelled();
    return ordered;
}

Result<RowVector> sortRows(const Snapshot& snapshot, const RowVector& base, const AnyColumn& by, SortOrder order,
                           Checkpoint& checkpoint, unsigned threads, const OnDemandColumn* onDemand,
                           RankCache* cache) {
    OrderedRows ordered(snapshot, base, checkpoint, threads);
    if (!ordered.isDone())
        return cancelled();
    const Job job{snapshot, ordered.rows(), order, threads, checkpoint};
    if (by.isMade())
        return sortByOnDemand(job, onDemand);
    const Column column = *by.column();
    switch (info(column).storage) {
    case Storage::Coded:
        return sortByCoded(job, column, cache);
    case Storage::Identifier:
        return sortByIdentifier(job, column);
    case Storage::Source:
        return sortBySource(job);
    case Storage::Number:
        return sortByNumber(job, column);
    case Storage::OnDemand:
    case Storage::Time:
        break;
    }
    if (order == SortOrder::Descending)
        return sortByTimeDescending(job);
    return ordered.take();
}

} // namespace rastro
