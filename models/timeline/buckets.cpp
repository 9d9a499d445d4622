// SPDX-License-Identifier: Apache-2.0
#include "timeline/buckets.h"

#include "timeline/ticks.h"

#include <algorithm>
#include <cstring>

namespace rastro {

namespace {

// The two things that are cut into columns, behind one face: sorted times with a class and a row for each.
class LaneSeries {
public:
    explicit LaneSeries(const LaneEvents& events) : m_events(events) {}
    std::size_t size() const { return m_events.times.size(); }
    Micros time(std::size_t i) const { return m_events.times[i]; }
    RowId row(std::size_t i) const { return m_events.rows[i]; }
    const EventClass* classes() const { return m_events.classes.data(); }

private:
    LaneEvents m_events;
};

class AllSeries {
public:
    explicit AllSeries(const LaneIndex& lanes)
        : m_snapshot(lanes.snapshot()), m_rows(lanes.rows()), m_classes(lanes.classes()) {}
    std::size_t size() const { return m_classes.size(); }
    Micros time(std::size_t i) const { return m_snapshot.time(row(i)); }
    RowId row(std::size_t i) const { return RowId{m_rows[i]}; }
    const EventClass* classes() const { return m_classes.data(); }

private:
    const Snapshot& m_snapshot;
    std::span<const std::uint32_t> m_rows;
    std::span<const EventClass> m_classes;
};

// The first event at or after t, at `from` or later: doubling steps, then a binary search, as the answer is near.
template <typename Series> std::size_t firstNotBefore(const Series& series, std::size_t from, Micros t) {
    std::size_t step = 1;
    std::size_t low = from;
    while (low + step <= series.size() && series.time(low + step - 1) < t) {
        low += step;
        step *= 2;
    }
    std::size_t count = std::min(step, series.size() - low);
    while (count > 0) {
        const std::size_t half = count / 2;
        if (series.time(low + half) < t) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return low;
}

// Counts up to 255 classes in the bytes of two registers, which is several times faster than counters in memory.
void tallyBlock(const EventClass* classes, std::size_t count, Mark& mark) {
    std::uint64_t present = 0;
    std::uint64_t kinds = 0;
    std::uint64_t outcomes = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto c = static_cast<unsigned>(classes[i]);
        present |= std::uint64_t{1} << c;
        kinds += std::uint64_t{1} << (c & 7u) * 8;
        outcomes += std::uint64_t{1} << (c >> 3) * 8;
    }
    mark.classes = ClassSet(mark.classes.bits() | present);
    for (std::size_t k = 0; k < mark.kinds.size(); ++k)
        mark.kinds[k] += kinds >> k * 8 & 0xFFu;
    for (std::size_t o = 0; o < mark.outcomes.size(); ++o)
        mark.outcomes[o] += outcomes >> o * 8 & 0xFFu;
}

constexpr std::size_t kBlock = 255;
constexpr std::size_t kBetweenChecks = 1u << 16;

// Outcomes of eight classes at a time: each bit of an outcome is summed in the bytes of a word. Outcomes are 0 to 4, so
// bit 2 alone is 4, and 3 is the only one with both of the others.
class OutcomeSums {
public:
    void add(std::uint64_t classes) {
        const std::uint64_t bit0 = classes >> 3 & kOnes;
        const std::uint64_t bit1 = classes >> 4 & kOnes;
        m_bit0 += bit0;
        m_bit1 += bit1;
        m_both += bit0 & bit1;
        m_bit2 += classes >> 5 & kOnes;
    }
    // After at most 255 additions.
    void addTo(std::array<std::uint32_t, kAllOutcomes.size()>& outcomes) const {
        const std::uint32_t both = sumOfBytes(m_both);
        outcomes[1] += sumOfBytes(m_bit0) - both;
        outcomes[2] += sumOfBytes(m_bit1) - both;
        outcomes[3] += both;
        outcomes[4] += sumOfBytes(m_bit2);
    }

private:
    static constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    static std::uint32_t sumOfBytes(std::uint64_t bytes) {
        constexpr std::uint64_t kEven = 0x00FF'00FF'00FF'00FF;
        const std::uint64_t pairs = (bytes & kEven) + (bytes >> 8 & kEven);
        return static_cast<std::uint32_t>(pairs * 0x0001'0001'0001'0001 >> 48);
    }
    std::uint64_t m_bit0 = 0;
    std::uint64_t m_bit1 = 0;
    std::uint64_t m_both = 0;
    std::uint64_t m_bit2 = 0;
};
static_assert(kAllOutcomes.size() == 5 && sizeof(EventClass) == 1);

void countOutcomes(const EventClass* classes, std::size_t count, Bar& bar) {
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    for (std::size_t i = 0; i < count; i += kBlock * kWord) {
        const std::size_t end = std::min(i + kBlock * kWord, count);
        OutcomeSums sums;
        for (std::size_t at = i; at < end; at += kWord) {
            std::uint64_t word = 0; // missing ones count as ok, which is not counted
            std::memcpy(&word, classes + at, std::min(kWord, end - at));
            sums.add(word);
        }
        sums.addTo(bar.outcomes);
    }
    bar.total = static_cast<std::uint32_t>(count);
    bar.outcomes[0] = bar.total;
    for (std::size_t o = 1; o < bar.outcomes.size(); ++o)
        bar.outcomes[0] -= bar.outcomes[o];
}

} // namespace

class BucketBuilder {
public:
    BucketBuilder(std::shared_ptr<const LaneIndex> lanes, const BucketRequest& request, Checkpoint& checkpoint)
        : m_buckets(new Buckets), m_checkpoint(checkpoint), m_columns(request.range, request.columns) {
        m_buckets->m_lanes = std::move(lanes);
        m_buckets->m_request = request;
        BucketRequest& r = m_buckets->m_request;
        r.endLane = std::min(r.endLane, m_buckets->lanes().lanes().size());
        r.firstLane = std::min(r.firstLane, r.endLane);
    }

    std::shared_ptr<const Buckets> build() { return addRows() && addBars() ? m_buckets : nullptr; }

private:
    bool addRows() {
        const LaneIndex& lanes = m_buckets->lanes();
        const BucketRequest& request = m_buckets->request();
        if (request.rows == BucketRequest::Rows::AllInOne)
            return addRow(AllSeries(lanes));
        m_buckets->m_marks.reserve(expectedMarks());
        for (std::size_t i = request.firstLane; i < request.endLane; ++i) {
            if (!addRow(LaneSeries(lanes.events(lanes.lanes()[i]))))
                return false;
        }
        return true;
    }

    std::size_t expectedMarks() const {
        const std::span<const Lane> lanes = m_buckets->lanes().lanes();
        std::size_t most = 0;
        for (std::size_t i = m_buckets->request().firstLane; i < m_buckets->request().endLane; ++i)
            most += std::min<std::size_t>(lanes[i].end - lanes[i].begin, static_cast<std::size_t>(m_columns.count()));
        return std::min<std::size_t>(most, 100'000);
    }

    template <typename Series> bool addRow(const Series& series) {
        const TimeRange range = m_columns.range();
        std::size_t i = firstNotBefore(series, 0, range.from);
        while (i < series.size() && series.time(i) < range.to) {
            const int column = m_columns.at(series.time(i));
            const Micros end = column + 1 < m_columns.count() ? m_columns.start(column + 1) : range.to;
            const std::size_t next = firstNotBefore(series, i, end);
            if (!addMark(series, column, i, next))
                return false;
            i = next;
        }
        m_buckets->m_rowEnds.push_back(m_buckets->m_marks.size());
        return !m_checkpoint.isStopRequested();
    }

    template <typename Series> bool addMark(const Series& series, int column, std::size_t begin, std::size_t end) {
        Mark& mark = m_buckets->m_marks.emplace_back();
        mark.column = static_cast<std::uint32_t>(column);
        mark.begin = static_cast<std::uint32_t>(begin);
        mark.count = static_cast<std::uint32_t>(end - begin);
        for (std::size_t i = begin; i < end; i += kBlock) {
            tallyBlock(series.classes() + i, std::min(kBlock, end - i), mark);
            if (mustStop(std::min(kBlock, end - i)))
                return false;
        }
        const EventClass* lead = std::find(series.classes() + begin, series.classes() + end, mark.classes.lead());
        mark.first = series.row(begin);
        mark.lead = series.row(static_cast<std::size_t>(lead - series.classes()));
        return true;
    }

    bool addBars() {
        const TimeRange range = m_columns.range();
        Histogram& histogram = m_buckets->m_histogram;
        if (range.isEmpty())
            return true;
        const double perPixel = static_cast<double>(range.span()) / m_columns.count();
        histogram.step = roundStep(perPixel * std::max(m_buckets->request().barWidth, 1));
        histogram.origin = floorTo(range.from, histogram.step);
        const AllSeries all(m_buckets->lanes());
        std::size_t i = firstNotBefore(all, 0, histogram.origin);
        for (Micros start = histogram.origin; start < range.to; start += histogram.step) {
            const std::size_t next = firstNotBefore(all, i, start + histogram.step);
            countOutcomes(all.classes() + i, next - i, histogram.bars.emplace_back());
            if (mustStop(next - i))
                return false;
            i = next;
        }
        return true;
    }

    bool mustStop(std::size_t work) {
        m_work += work + 1;
        if (m_work < kBetweenChecks)
            return false;
        m_work = 0;
        return m_checkpoint.isStopRequested();
    }

    std::shared_ptr<Buckets> m_buckets;
    Checkpoint& m_checkpoint;
    PixelColumns m_columns;
    std::size_t m_work = 0;
};

std::shared_ptr<const Buckets> Buckets::compute(std::shared_ptr<const LaneIndex> lanes, const BucketRequest& request,
                                                Checkpoint& checkpoint) {
    return BucketBuilder(std::move(lanes), request, checkpoint).build();
}

std::span<const Mark> Buckets::marks(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : m_rowEnds[row - 1];
    return std::span(m_marks).subspan(begin, m_rowEnds[row] - begin);
}

std::optional<std::size_t> Histogram::barAt(Micros time) const {
    if (bars.empty() || time < origin || time >= rangeOf(bars.size()).from)
        return std::nullopt;
    return static_cast<std::size_t>((time - origin) / step);
}

std::uint32_t Histogram::highest() const {
    std::uint32_t most = 0;
    for (const Bar& bar : bars)
        most = std::max(most, bar.total);
    return most;
}

} // namespace rastro
