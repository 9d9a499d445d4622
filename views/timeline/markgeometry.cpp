// SPDX-License-Identifier: Apache-2.0
#include "timeline/markgeometry.h"

#include <algorithm>
#include <cmath>

namespace rastro {

namespace {

constexpr int kBarWidth = 4;
// Nearer stamps would only blur each other; where every other pixel has a mark, they stand side by side.
constexpr int kStampDistance = 5;
constexpr int kCrowdedStampDistance = 15;

// One column of the buckets is one pixel of the axis.
bool isMadeFor(const Buckets& buckets, const Axis& axis) {
    return buckets.request().range == axis.view() && buckets.request().columns == axis.width();
}

int stretchedX(const Buckets& buckets, const Axis& axis, const Mark& mark) {
    const double x = axis.xOf(buckets.columns().start(static_cast<int>(mark.column)));
    return static_cast<int>(std::floor(std::clamp(x, -10'000.0, 100'000.0)));
}

// Collects the marks of one row. Bars that touch become one, so a dense lane costs few rectangles.
class RowCollector {
public:
    RowCollector(MarkGeometry& geometry, const QRect& row, std::size_t marks)
        : m_geometry(geometry)
        , m_row(row)
        , m_stampDistance(marks * 2 > static_cast<std::size_t>(row.width()) ? kCrowdedStampDistance : kStampDistance) {
        for (const Kind kind : kAllKinds)
            m_heights[static_cast<std::size_t>(kind)] = markHeight(kind, row.height());
    }
    ~RowCollector() {
        for (const MarkTone tone : {MarkTone::Faded, MarkTone::Plain, MarkTone::Failed, MarkTone::Denied}) {
            for (const Kind kind : kAllKinds)
                flush(tone, kind);
        }
    }
    RowCollector(const RowCollector&) = delete;
    RowCollector& operator=(const RowCollector&) = delete;

    void add(int x, ClassSet classes, MarkTone tone) {
        if (classes.isEmpty())
            return;
        const Kind kind = classes.strongest();
        Run& run = runOf(tone, kind);
        if (isStamped(kind))
            addStamp(run, x, kind, tone);
        else
            addBar(run, x, kind, tone);
    }

private:
    struct Run {
        int left = 0;
        int end = kNone; // past the last pixel
    };
    static constexpr int kNone = -1'000'000;

    Run& runOf(MarkTone tone, Kind kind) {
        return m_runs[static_cast<std::size_t>(tone)][static_cast<std::size_t>(kind)];
    }

    void addBar(Run& run, int x, Kind kind, MarkTone tone) {
        const int left = m_row.left() + x - kBarWidth / 2;
        if (left > run.end) {
            flush(tone, kind);
            run.left = left;
        }
        run.end = left + kBarWidth;
    }

    void addStamp(Run& run, int x, Kind kind, MarkTone tone) {
        if (x - run.end < m_stampDistance)
            return;
        run.end = x;
        m_geometry.stamps[static_cast<std::size_t>(tone)].push_back(
            {QPoint(m_row.left() + x, m_row.center().y()), kind, tone});
    }

    void flush(MarkTone tone, Kind kind) {
        const Run run = runOf(tone, kind);
        if (run.end == kNone || isStamped(kind))
            return;
        const int height = m_heights[static_cast<std::size_t>(kind)];
        const QRect bar(run.left, m_row.top() + (m_row.height() - height) / 2, run.end - run.left, height);
        barsOf(tone, kind).push_back(bar);
    }

    std::vector<QRect>& barsOf(MarkTone tone, Kind kind) {
        const auto k = static_cast<std::size_t>(kind);
        switch (tone) {
        case MarkTone::Faded:
            return m_geometry.faded[k];
        case MarkTone::Plain:
            return m_geometry.plain[k];
        case MarkTone::Denied:
            return m_geometry.denied[k];
        case MarkTone::Failed:
            break;
        }
        return m_geometry.failed;
    }

    MarkGeometry& m_geometry;
    QRect m_row;
    int m_stampDistance;
    std::array<int, kAllKinds.size()> m_heights{};
    std::array<std::array<Run, kAllKinds.size()>, kMarkTones> m_runs{};
};

void addRow(MarkGeometry& geometry, const Buckets& buckets, std::size_t bucketRow, const Axis& axis, const QRect& row,
            MarkTone plain) {
    const std::span<const Mark> marks = buckets.marks(bucketRow);
    RowCollector collector(geometry, row, marks.size());
    const bool isOfAxis = isMadeFor(buckets, axis);
    const int last = axis.width() + kBarWidth;
    for (const Mark& mark : marks) {
        const int x = isOfAxis ? static_cast<int>(mark.column) : stretchedX(buckets, axis, mark);
        if (x < -kBarWidth || x > last)
            continue;
        collector.add(x, mark.classes.plain(), plain);
        collector.add(x, mark.classes.failed(), MarkTone::Failed);
        collector.add(x, mark.classes.denied(), MarkTone::Denied);
    }
}

} // namespace

int markHeight(Kind kind, int rowHeight) {
    switch (kind) {
    case Kind::Change:
        return rowHeight * 14 / 21;
    case Kind::Take:
        return rowHeight * 11 / 21;
    case Kind::Read:
        return rowHeight * 8 / 21;
    case Kind::Service:
        return rowHeight * 5 / 21;
    case Kind::Credential:
    case Kind::SignIn:
    case Kind::Insight:
        break;
    }
    return rowHeight * 11 / 21;
}

int markX(const Buckets& buckets, const Axis& axis, const Mark& mark) {
    return isMadeFor(buckets, axis) ? static_cast<int>(mark.column) : stretchedX(buckets, axis, mark);
}

std::optional<std::size_t> bucketRowOf(const Buckets& buckets, const LaneIndex& lanes, std::size_t lane) {
    if (lane >= lanes.lanes().size() || buckets.request().rows == BucketRequest::Rows::AllInOne)
        return std::nullopt;
    const LaneIndex& theirs = buckets.lanes();
    const auto same =
        &theirs == &lanes ? std::optional(lane) : theirs.findLane(lanes, lanes.lanes()[lane]);
    if (!same || *same < buckets.request().firstLane || *same - buckets.request().firstLane >= buckets.rowCount())
        return std::nullopt;
    return *same - buckets.request().firstLane;
}

MarkGeometry MarkGeometry::of(const Buckets& buckets, const LaneIndex& lanes, std::size_t firstLane, const Axis& axis,
                              const TimelineLayout& layout) {
    MarkGeometry geometry;
    geometry.fill(buckets, lanes, firstLane, axis, layout);
    return geometry;
}

void MarkGeometry::clear() {
    for (Bars* bars : {&faded, &plain, &denied}) {
        for (std::vector<QRect>& ofKind : *bars)
            ofKind.clear();
    }
    failed.clear();
    for (std::vector<MarkStamp>& ofTone : stamps)
        ofTone.clear();
}

void MarkGeometry::fill(const Buckets& buckets, const LaneIndex& lanes, std::size_t firstLane, const Axis& axis,
                        const TimelineLayout& layout) {
    clear();
    if (layout.style == LaneStyle::Folded) {
        if (buckets.request().rows == BucketRequest::Rows::AllInOne)
            addRow(*this, buckets, 0, axis, layout.row(0), MarkTone::Plain);
    } else {
        for (int i = 0; i < layout.rows(); ++i) {
            const std::size_t lane = firstLane + static_cast<std::size_t>(i);
            const auto row = bucketRowOf(buckets, lanes, lane);
            if (row)
                addRow(*this, buckets, *row, axis, layout.row(i),
                       lanes.lanes()[lane].isService ? MarkTone::Faded : MarkTone::Plain);
        }
    }
}

} // namespace rastro
