// SPDX-License-Identifier: Apache-2.0
#include "timeline/markgeometry.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rastro {

namespace {

constexpr int kBarWidth = 4;
// Nearer stamps would only blur each other; where every other pixel has a mark, they stand side by side, and what ended
// well makes room for what failed or was denied.
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

// What stands for a set of kinds: the strength of a bar, or 1 more than the kind that is stamped.
struct Shapes {
    std::array<std::uint8_t, 256> bars{};
    std::array<std::uint8_t, 256> stamps{};
};
constexpr Shapes kShapes = [] {
    Shapes shapes;
    for (unsigned kinds = 1; kinds < 256; ++kinds) {
        const Kind kind = kStrongestKinds[kinds];
        shapes.bars[kinds] = barStrength(kind);
        shapes.stamps[kinds] = static_cast<std::uint8_t>(isStamped(kind) ? static_cast<unsigned>(kind) + 1 : 0);
    }
    return shapes;
}();

// The greater one for each of four bytes that are less than 128.
std::uint32_t greater(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t isA = (((a | 0x80808080u) - b) >> 7 & 0x01010101u) * 0xFFu;
    return (a & isA) | (b & ~isA);
}

// Collects the marks of one row.
class RowCollector {
public:
    RowCollector(MarkGeometry& geometry, const QRect& row, std::size_t marks)
        : m_geometry(geometry)
        , m_row(row)
        , m_stampDistance(marks * 2 > static_cast<std::size_t>(row.width()) ? kCrowdedStampDistance : kStampDistance) {
        for (MarkGeometry::Bars* bars : {&m_geometry.plain, &m_geometry.failed, &m_geometry.denied})
            bars->assign(static_cast<std::size_t>(row.width()));
        for (auto& ofTone : m_lastStamps)
            ofTone.fill(kNone);
    }
    ~RowCollector() {
        for (std::size_t strength = 1; strength < m_frames.size(); ++strength)
            frame(strength);
        if (m_stampDistance == kCrowdedStampDistance) {
            for (std::size_t tone = kMarkTones - 1; tone > 0; --tone) {
                for (std::size_t weaker = 0; weaker < tone; ++weaker)
                    makeRoom(m_geometry.stamps[weaker], m_geometry.stamps[tone]);
            }
        }
    }
    RowCollector(const RowCollector&) = delete;
    RowCollector& operator=(const RowCollector&) = delete;

    // x: at most the margin of the codes beside the axis.
    void add(int x, const ClassSet& classes, MarkTone plain) {
        const unsigned ok = classes.plain().kinds();
        const unsigned failed = classes.failed().kinds();
        const unsigned denied = classes.denied().kinds();
        addBar(m_geometry.plain.data() + x, kShapes.bars[ok]);
        addBar(m_geometry.failed.data() + x, kShapes.bars[failed]);
        if (kShapes.bars[denied] != 0)
            addFrame(x - kBarWidth / 2, kShapes.bars[denied]);
        addStamp(x, kShapes.stamps[ok], plain);
        addStamp(x, kShapes.stamps[failed], MarkTone::Failed);
        addStamp(x, kShapes.stamps[denied], MarkTone::Denied);
    }

private:
    struct Run {
        int left = 0;
        int end = kNone; // past the last pixel
    };
    static constexpr int kNone = -1'000'000;

    // Nothing changes by strength 0: where marks are dense, asking takes longer than doing.
    static void addBar(std::uint8_t* middle, std::uint32_t strength) {
        static_assert(kBarWidth == sizeof(std::uint32_t));
        std::uint32_t there = 0;
        std::memcpy(&there, middle - kBarWidth / 2, sizeof there);
        there = greater(there, strength * 0x01010101u);
        std::memcpy(middle - kBarWidth / 2, &there, sizeof there);
    }

    void addFrame(int left, std::size_t strength) {
        Run& run = m_frames[strength];
        if (left > run.end) {
            frame(strength);
            run.left = left;
        }
        run.end = left + kBarWidth;
    }

    // The left and the right side stand where the axis has room for them.
    void frame(std::size_t strength) {
        const Run run = m_frames[strength];
        if (run.end == kNone)
            return;
        const int end = std::min(run.end, m_row.width());
        for (int x = std::max(run.left, 0); x < end; ++x) {
            std::uint8_t& there = m_geometry.denied.data()[x];
            const auto wanted = static_cast<std::uint8_t>(2 * strength + (x == run.left || x == run.end - 1 ? 1 : 0));
            if (there / 2 <= strength)
                there = wanted;
        }
    }

    void addStamp(int x, unsigned stamp, MarkTone tone) {
        if (stamp == 0)
            return;
        const auto kind = static_cast<Kind>(stamp - 1);
        int& last = m_lastStamps[static_cast<std::size_t>(tone)][static_cast<std::size_t>(kind)];
        if (x - last < m_stampDistance)
            return;
        last = x;
        m_geometry.stamps[static_cast<std::size_t>(tone)].push_back(
            {QPoint(m_row.left() + x, m_row.center().y()), kind, tone});
    }

    // Both from left to right.
    static void makeRoom(std::vector<MarkStamp>& stamps, const std::vector<MarkStamp>& stronger) {
        auto next = stronger.begin();
        std::erase_if(stamps, [&](const MarkStamp& stamp) {
            while (next != stronger.end() && next->centre.x() <= stamp.centre.x() - kStampDistance)
                ++next;
            return next != stronger.end() && next->centre.x() < stamp.centre.x() + kStampDistance;
        });
    }

    MarkGeometry& m_geometry;
    QRect m_row;
    int m_stampDistance;
    std::array<Run, kBarsByStrength.size() + 1> m_frames; // of denied bars, by strength
    std::array<std::array<int, kAllKinds.size()>, kMarkTones> m_lastStamps;
};

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

void MarkGeometry::fill(const Buckets& buckets, std::size_t bucketRow, const Axis& axis, const QRect& row,
                        MarkTone plainTone) {
    for (std::vector<MarkStamp>& ofTone : stamps)
        ofTone.clear();
    isFaded = plainTone == MarkTone::Faded;
    const std::span<const Mark> marks = buckets.marks(bucketRow);
    RowCollector collector(*this, row, marks.size());
    const bool isOfAxis = isMadeFor(buckets, axis);
    const int last = row.width() + kBarWidth;
    for (const Mark& mark : marks) {
        const int x = isOfAxis ? static_cast<int>(mark.column) : stretchedX(buckets, axis, mark);
        if (x < -kBarWidth || x > last)
            continue;
        collector.add(x, mark.classes, plainTone);
    }
}

bool MarkGeometry::fill(const Buckets& buckets, const LaneIndex& lanes, std::size_t firstLane, int place,
                        const Axis& axis, const TimelineLayout& layout) {
    if (layout.style == LaneStyle::Folded) {
        if (buckets.request().rows != BucketRequest::Rows::AllInOne)
            return false;
        fill(buckets, 0, axis, layout.row(0), MarkTone::Plain);
        return true;
    }
    const std::size_t lane = firstLane + static_cast<std::size_t>(place);
    const auto row = bucketRowOf(buckets, lanes, lane);
    if (!row)
        return false;
    fill(buckets, *row, axis, layout.row(place), lanes.lanes()[lane].isService ? MarkTone::Faded : MarkTone::Plain);
    return true;
}

} // namespace rastro
