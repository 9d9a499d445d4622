// SPDX-License-Identifier: Apache-2.0
#include "timeline/coveragegeometry.h"

#include <algorithm>
#include <cmath>

namespace rastro {

namespace {

constexpr int kLeastStopped = 3; // pixels: what is short is still seen

// How much of each pixel column is known and covered, as shares of its width.
class ColumnShares {
public:
    explicit ColumnShares(const Axis& axis)
        : m_axis(axis)
        , m_known(static_cast<std::size_t>(axis.width()))
        , m_covered(static_cast<std::size_t>(axis.width())) {}

    void add(TimeRange range, double covered) {
        const double width = m_axis.width();
        const double from = std::clamp(m_axis.xOf(range.from), 0.0, width);
        const double to = std::clamp(m_axis.xOf(range.to), 0.0, width);
        for (double at = from; at < to;) {
            const double next = std::min(std::floor(at) + 1, to);
            const auto column = std::min(static_cast<std::size_t>(at), m_known.size() - 1);
            m_known[column] += next - at;
            m_covered[column] += (next - at) * covered;
            at = next;
        }
    }

    // Pixels of a gap in a column of that height; nullopt where nothing is known.
    std::optional<int> gapOf(std::size_t column, int height) const {
        if (m_known[column] <= 0)
            return std::nullopt;
        const double missing = std::clamp(1 - m_covered[column] / m_known[column], 0.0, 1.0);
        if (missing < 1e-6)
            return 0;
        if (missing > 1 - 1e-6)
            return height;
        return std::clamp(static_cast<int>(std::lround(missing * height)), std::min(2, height), std::max(height - 2, 0));
    }
    std::size_t size() const { return m_known.size(); }

private:
    const Axis& m_axis;
    std::vector<double> m_known;
    std::vector<double> m_covered;
};

TimeRange rangeOf(const TimeRange& range) {
    return range;
}
TimeRange rangeOf(const CoverageRun& run) {
    return run.range;
}

// share(run) of each run in view.
template <typename Run, typename Share>
void addRuns(ColumnShares& shares, std::span<const Run> runs, TimeRange view, const Share& share) {
    auto run = std::partition_point(runs.begin(), runs.end(), [&](const Run& r) { return rangeOf(r).to <= view.from; });
    for (; run != runs.end() && rangeOf(*run).from < view.to; ++run)
        shares.add(rangeOf(*run), share(*run));
}

std::vector<CoverageSlice> slicesOf(const ColumnShares& shares, const QRect& band) {
    std::vector<CoverageSlice> slices;
    for (std::size_t column = 0; column < shares.size(); ++column) {
        const auto gap = shares.gapOf(column, band.height());
        if (!gap)
            continue;
        const int x = band.left() + static_cast<int>(column);
        const bool goesOn = !slices.empty() && slices.back().gap == *gap && slices.back().box.right() + 1 == x;
        if (goesOn)
            slices.back().box.setRight(x);
        else
            slices.push_back({QRect(x, band.top(), 1, band.height()), *gap});
    }
    return slices;
}

std::optional<QRect> boxOf(TimeRange range, const Axis& axis, const QRect& band) {
    if (range.to <= axis.view().from || range.from >= axis.view().to)
        return std::nullopt;
    // A pixel beyond the ends, so that a border that is not there is not drawn.
    const double left = std::clamp(axis.xOf(range.from), -2.0, axis.width() + 2.0);
    const double right = std::clamp(axis.xOf(range.to), -2.0, axis.width() + 2.0);
    const int x = static_cast<int>(std::floor(left));
    const int width = std::max(static_cast<int>(std::ceil(right)) - x, kLeastStopped);
    return QRect(band.left() + x, band.top(), width, band.height());
}

} // namespace

CoverageGeometry CoverageGeometry::of(const CoverageMap& map, std::optional<std::size_t> row, const Axis& axis,
                                      const QRect& band) {
    ColumnShares shares(axis);
    CoverageGeometry geometry;
    const auto addStopped = [&](std::uint32_t span) {
        if (const auto box = boxOf(map.stopped()[span].range, axis, band))
            geometry.stopped.push_back({*box, span});
    };
    if (row) {
        const CoverageRow& one = map.rows()[*row];
        addRuns<TimeRange>(shares, one.covered, axis.view(), [](const TimeRange&) { return 1.0; });
        addRuns<TimeRange>(shares, one.gaps, axis.view(), [](const TimeRange&) { return 0.0; });
        std::ranges::for_each(one.stopped, addStopped);
    } else {
        addRuns<CoverageRun>(shares, map.summary(), axis.view(),
                             [](const CoverageRun& run) { return static_cast<double>(run.covered) / run.rows; });
        for (std::uint32_t span = 0; span < map.stopped().size(); ++span)
            addStopped(span);
    }
    geometry.slices = slicesOf(shares, band);
    return geometry;
}

} // namespace rastro
