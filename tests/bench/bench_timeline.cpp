// SPDX-License-Identifier: Apache-2.0
//
// bench_timeline [EVENTS [LANES [RUNS]]]: the timeline over made-up events of many actors, 50 lanes of it in view:
// milliseconds to paint from ready buckets, to compute the buckets of a new range, and to put the events into lanes.
// Offscreen, software painting. Prints JSON.
#include "bench/benchtools.h"
#include "common/theme.h"
#include "events/callkind.h"
#include "store/eventstore.h"
#include "timeline/buckets.h"
#include "timeline/timelineview.h"

#include <QApplication>
#include <QPixmap>

#include <random>

using namespace rastro;
using namespace rastro::bench;

namespace {

struct Options {
    std::uint32_t events = 10'000'000;
    std::uint32_t lanes = 2'000;
    int runs = 15;
};

constexpr int kVisibleLanes = 50;

// A month of events; actors of very different diligence, most calls reads that went well.
std::shared_ptr<const Snapshot> makeEvents(EventStore& store, const Options& options) {
    std::mt19937_64 random(3);
    const std::array kinds{"read", "read", "read", "read", "read", "change", "take", "credential", "signin", "service"};
    const std::array outcomes{"ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "denied", "failed", "throttled"};
    std::vector<Code> actors;
    for (std::uint32_t i = 0; i < options.lanes; ++i)
        actors.push_back(
            store.dictionary(Column::ActorKey).intern("arn:aws:iam::123456789012:user/u" + std::to_string(i)));
    std::vector<Code> keys; // a fiftieth of the actors each
    for (std::uint32_t i = 0; i < std::max(options.lanes / 50, 1u); ++i)
        keys.push_back(store.dictionary(Column::IdentityAccessKeyId).intern("AKIA" + std::to_string(i)));
    std::vector<EventRow> rows;
    const SourceId source = store.sources().add({.path = "made/in/memory.json"});
    for (std::uint32_t done = 0; done < options.events; done += static_cast<std::uint32_t>(rows.size())) {
        rows.assign(std::min<std::size_t>(65'536, options.events - done), {});
        for (EventRow& row : rows) {
            const double share = static_cast<double>(random() % 1'000'000) / 1e6;
            const auto actor = static_cast<std::size_t>(share * share * share * static_cast<double>(actors.size()));
            row.time = (1'700'000'000 + static_cast<Micros>(random() % (30 * 86'400))) * kMicrosPerSecond;
            row.length = 100;
            row.codes[codedIndex(Column::ActorKey)] = actors[actor];
            row.codes[codedIndex(Column::IdentityAccessKeyId)] = keys[actor % keys.size()];
            row.codes[codedIndex(Column::Kind)] = store.dictionary(Column::Kind).intern(kinds[random() % kinds.size()]);
            row.codes[codedIndex(Column::Outcome)] =
                store.dictionary(Column::Outcome).intern(outcomes[random() % outcomes.size()]);
        }
        if (!store.append(source, rows))
            std::exit(1);
    }
    return store.publish(false);
}

class BenchView : public TimelineView {
public:
    explicit BenchView(std::shared_ptr<const LaneIndex> lanes) : m_lanes(std::move(lanes)) {
        connect(this, &TimelineView::bucketsWanted, this, [this](const BucketRequest& request) {
            Checkpoint checkpoint;
            const Clock clock;
            ready = Buckets::compute(m_lanes, request, checkpoint);
            millis.push_back(clock.milliseconds());
            setBuckets(ready);
        });
        setPalette(paletteOf(Theme::light()));
        resize(1600, TimelineLayout::heightOf(fontMetrics(), LaneStyle::Lanes, kVisibleLanes));
        show();
        setLanes(m_lanes);
    }

    std::shared_ptr<const Buckets> ready;
    std::vector<double> millis; // of each computation

private:
    std::shared_ptr<const LaneIndex> m_lanes;
};

// From buckets that are there: the whole view, as after they arrived.
std::vector<double> paintMillis(BenchView& view, int runs) {
    QPixmap target(view.viewport()->size());
    std::vector<double> millis;
    for (int i = 0; i < runs; ++i) {
        view.setBuckets(view.ready); // nothing painted before is used
        const Clock clock;
        view.viewport()->render(&target);
        millis.push_back(clock.milliseconds());
    }
    return millis;
}

Json figures(const std::vector<double>& millis) {
    return {{"median", median(millis)}, {"longest", *std::ranges::max_element(millis)}};
}

} // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    Options options;
    options.events = static_cast<std::uint32_t>(argument(argc, argv, 1, options.events));
    options.lanes = static_cast<std::uint32_t>(argument(argc, argv, 2, options.lanes));
    options.runs = static_cast<int>(argument(argc, argv, 3, static_cast<std::uint64_t>(options.runs)));
    EventStore store;
    const auto snapshot = makeEvents(store, options);
    Checkpoint checkpoint;
    const Clock building;
    const auto lanes = LaneIndex::build(snapshot, snapshot->sharedTimeOrder(), Column::ActorKey, checkpoint);
    const double buildMillis = building.milliseconds();
    BenchView view(lanes);
    QCoreApplication::processEvents();
    const std::vector<double> wholePaint = paintMillis(view, options.runs);
    const std::vector<double> wholeBuckets = view.millis;
    view.millis.clear();
    std::mt19937_64 random(5);
    const TimeRange limits = view.axis().limits();
    std::vector<double> zoomedPaint;
    for (int i = 0; i < options.runs; ++i) { // from most of the month to a minute
        const Micros span = limits.span() >> (i % 15 + 1);
        const Micros from =
            limits.from + static_cast<Micros>(random() % static_cast<std::uint64_t>(limits.span() - span));
        view.showRange({from, from + span});
        zoomedPaint.push_back(paintMillis(view, 1).front());
    }
    const Clock grouping;
    const auto groups = LaneIndex::build(snapshot, snapshot->sharedTimeOrder(),
                                         {Column::ActorKey, LaneColumn(Column::IdentityAccessKeyId)}, checkpoint);
    const double groupMillis = grouping.milliseconds();
    std::vector<double> folds, searches, foldedBuckets;
    for (int i = 0; i < options.runs; ++i) {
        const Clock folding;
        const auto folded = groups->choose({.areFolded = i % 2 == 0});
        folds.push_back(folding.milliseconds());
        const Clock searching;
        (void)groups->choose({.search = "user/u" + std::to_string(i)});
        searches.push_back(searching.milliseconds());
        BucketRequest request{.range = limits, .columns = 1'300, .endLane = static_cast<std::size_t>(kVisibleLanes)};
        const Clock counting;
        (void)Buckets::compute(folded, request, checkpoint);
        foldedBuckets.push_back(counting.milliseconds());
    }
    const Json out{{"events", snapshot->rowCount()},
                   {"lanes", lanes->lanes().size()},
                   {"visibleLanes", view.geometryNow().rows()},
                   {"width", view.width()},
                   {"buildLanesMs", buildMillis},
                   {"paintWholeMs", figures(wholePaint)},
                   {"paintZoomedMs", figures(zoomedPaint)},
                   {"bucketsWholeMs", figures(wholeBuckets)},
                   {"bucketsNewRangeMs", figures(view.millis)},
                   {"buildGroupsMs", groupMillis},
                   {"foldMs", figures(folds)},
                   {"searchMs", figures(searches)},
                   {"bucketsOfGroupsMs", figures(foldedBuckets)}};
    std::cout << out.dump(2) << '\n';
    return 0;
}
