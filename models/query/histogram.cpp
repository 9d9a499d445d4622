// SPDX-License-Identifier: Apache-2.0
#include "query/histogram.h"

#include "base/parallel.h"

#include <functional>
#include <limits>

namespace rastro {

namespace {

constexpr Micros kLatest = std::numeric_limits<Micros>::max();

// The edges of bins without rounding drift: edge i is first + i * span / count.
class Bins {
public:
    Bins(TimeSpan span, std::uint32_t count)
        : m_first(span.first)
        , m_span(static_cast<std::uint64_t>(span.last) - static_cast<std::uint64_t>(span.first))
        , m_count(static_cast<std::uint32_t>(std::clamp<std::uint64_t>(m_span, 1, std::max(count, 1u)))) {}

    std::uint32_t count() const { return m_count; }
    Micros edge(std::uint32_t i) const {
        return static_cast<Micros>(static_cast<std::uint64_t>(m_first) +
                                   static_cast<std::uint64_t>(static_cast<Wide>(m_span) * i / m_count));
    }
    std::uint32_t binOf(Micros time) const {
        const std::uint64_t since = static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(m_first);
        if (since >= m_span)
            return m_count - 1;
        auto bin = static_cast<std::uint32_t>(static_cast<double>(since) / static_cast<double>(m_span) * m_count);
        bin = std::min(bin, m_count - 1);
        while (bin > 0 && time < edge(bin))
            --bin;
        while (bin + 1 < m_count && time >= edge(bin + 1))
            ++bin;
        return bin;
    }

private:
    __extension__ using Wide = unsigned __int128;
    Micros m_first;
    std::uint64_t m_span;
    std::uint32_t m_count;
};

std::vector<std::uint64_t> countBins(const Snapshot& snapshot, const RowVector& rows, const Bins& bins,
                                     unsigned threads, const Checkpoint& checkpoint) {
    const unsigned parts = usefulThreads(threads, rows.size());
    std::vector<std::vector<std::uint64_t>> counts(parts, std::vector<std::uint64_t>(bins.count()));
    inParallel(parts, [&](unsigned part) {
        std::uint64_t* mine = counts[part].data();
        forBlocks(sliceOf(rows.size(), parts, part), checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const Micros time = snapshot.time(RowId{rows[i]});
                if (time != kNoTime)
                    ++mine[bins.binOf(time)];
            }
        });
    });
    for (unsigned part = 1; part < parts; ++part)
        std::ranges::transform(counts[0], counts[part], counts[0].begin(), std::plus{});
    return std::move(counts[0]);
}

} // namespace

TimeSpan timeSpanOf(const Snapshot& snapshot, const RowVector& rows, unsigned threads, const Checkpoint& checkpoint) {
    const unsigned parts = usefulThreads(threads, rows.size());
    std::vector<TimeSpan> spans(parts, {kLatest, kNoTime});
    inParallel(parts, [&](unsigned part) {
        TimeSpan span = spans[part];
        forBlocks(sliceOf(rows.size(), parts, part), checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const Micros time = snapshot.time(RowId{rows[i]});
                if (time != kNoTime) {
                    span.first = std::min(span.first, time);
                    span.last = std::max(span.last, time);
                }
            }
        });
        spans[part] = span;
    });
    for (const TimeSpan& span : spans) {
        spans[0].first = std::min(spans[0].first, span.first);
        spans[0].last = std::max(spans[0].last, span.last);
    }
    return spans[0].last == kNoTime ? TimeSpan{} : spans[0];
}

Result<Histogram> makeHistogram(const Snapshot& snapshot, const RowVector& rows, std::uint32_t binCount,
                                unsigned threads, const Checkpoint& checkpoint) {
    const TimeSpan span = timeSpanOf(snapshot, rows, threads, checkpoint);
    Histogram histogram;
    histogram.withoutTime = rows.size();
    if (span.last != kNoTime) {
        const Bins bins(span, binCount);
        const auto counts = countBins(snapshot, rows, bins, threads, checkpoint);
        for (std::uint32_t i = 0; i < bins.count(); ++i) {
            histogram.bins.push_back({bins.edge(i), bins.edge(i + 1), counts[i]});
            histogram.withoutTime -= counts[i];
        }
    }
    if (checkpoint.isStopRequested())
        return Error{ErrorCode::Cancelled, {}, "the histogram was stopped"};
    return histogram;
}

} // namespace rastro
