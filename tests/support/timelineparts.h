// SPDX-License-Identifier: Apache-2.0
//
// A timeline view that is served at once, in the test's own thread, and events that tell a small story.
#pragma once

#include "common/theme.h"
#include "support/madeevents.h"
#include "timeline/timelineview.h"

#include <QCoreApplication>

namespace rastro::test {

inline constexpr Micros kStoryStart = 1'710'198'000 * kMicrosPerSecond; // 2024-03-11T23:00:00Z
inline constexpr Micros kMinute = 60 * kMicrosPerSecond;

// Ten minutes between events of one lane, over midnight; the lanes in the order they get: mateo, root, reader, service.
inline std::vector<MadeEvent> storyEvents() {
    const std::string mateo = "arn:aws:iam::123456789012:user/mateo";
    std::vector<MadeEvent> events;
    const std::vector<std::pair<Kind, Outcome>> acts{{Kind::SignIn, Outcome::Ok},     {Kind::Read, Outcome::Ok},
                                                     {Kind::Read, Outcome::Denied},   {Kind::Credential, Outcome::Ok},
                                                     {Kind::Change, Outcome::Ok},     {Kind::Take, Outcome::Ok},
                                                     {Kind::Change, Outcome::Denied}, {Kind::Change, Outcome::Failed}};
    for (std::size_t i = 0; i < acts.size(); ++i)
        events.push_back({kStoryStart + static_cast<Micros>(i) * 10 * kMinute, mateo, acts[i].first, acts[i].second});
    for (int i = 0; i < 3; ++i)
        events.push_back({kStoryStart + (65 + i) * kMinute, "root@123456789012", Kind::Change, Outcome::Ok});
    for (int i = 0; i < 40; ++i)
        events.push_back(
            {kStoryStart + i * 3 * kMinute, "arn:aws:iam::123456789012:user/reader", Kind::Read, Outcome::Ok});
    for (int i = 0; i < 20; ++i)
        events.push_back({kStoryStart + i * 5 * kMinute, "cloudtrail.amazonaws.com", Kind::Change, Outcome::Ok});
    return events;
}

inline std::shared_ptr<const LaneIndex> lanesOf(const std::shared_ptr<const Snapshot>& snapshot) {
    Checkpoint checkpoint;
    return LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint);
}

class ServedTimeline : public TimelineView {
public:
    explicit ServedTimeline(const std::vector<MadeEvent>& events = storyEvents(), QSize size = {1000, 260}) {
        connect(this, &TimelineView::bucketsWanted, this, [this](const BucketRequest& request) {
            ++requests;
            Checkpoint checkpoint;
            setBuckets(Buckets::compute(lanes, request, checkpoint));
        });
        setPalette(paletteOf(Theme::light()));
        resize(size);
        show();
        load(events);
    }

    void load(const std::vector<MadeEvent>& events) {
        lanes = lanesOf(snapshotOf(events));
        setLanes(lanes);
    }

    // The middle of an event's mark, in the viewport.
    QPoint pointOf(std::size_t lane, std::size_t event) const {
        const TimelineLayout layout = geometryNow();
        const Micros time = lanes->events(lanes->lanes()[lane]).times[event];
        const QRect row = layout.row(static_cast<int>(lane));
        return {row.left() + static_cast<int>(axis().xOf(time)), row.center().y()};
    }
    RowId rowOf(std::size_t lane, std::size_t event) const { return lanes->events(lanes->lanes()[lane]).rows[event]; }

    std::shared_ptr<const LaneIndex> lanes;
    int requests = 0;
};

} // namespace rastro::test
