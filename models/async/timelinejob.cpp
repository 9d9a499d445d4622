// SPDX-License-Identifier: Apache-2.0
#include "async/timelinejob.h"

#include <QtConcurrent>

#include <algorithm>

namespace rastro {

namespace {

constexpr qint64 kLeastDistanceMs = 100;
constexpr qint64 kDistanceFactor = 4; // builds take at most a fifth of a core while rows grow

// None if that was stopped.
std::optional<LaneColumn> made(const AnyColumn& column, const Snapshot& snapshot, OnDemandCache& columns, Checkpoint& checkpoint) {
    if (!column.isMade())
        return *column.column();
    const auto values = columns.column(snapshot, column, 1, checkpoint);
    return values ? std::optional(LaneColumn(column, *values)) : std::nullopt;
}

LanesPtr build(const std::shared_ptr<const Snapshot>& snapshot, const std::shared_ptr<const RowVector>& rows,
               const LaneSetting& setting, OnDemandCache& columns, Checkpoint& checkpoint) {
    const auto column = made(setting.column, *snapshot, columns, checkpoint);
    const auto groups = setting.groups && column ? made(*setting.groups, *snapshot, columns, checkpoint) : std::nullopt;
    if (!column || groups.has_value() != setting.groups.has_value())
        return nullptr;
    return LaneIndex::build(snapshot, rows, {*column, groups, setting.order, true}, checkpoint);
}

} // namespace

TimelineJob::TimelineJob(QObject* parent)
    : QObject(parent), m_bars([this](const SessionBarsPtr& bars) {
        if (bars)
            emit sessionBarsReady(bars);
    }) {
    m_pool.setMaxThreadCount(2);
    m_distance.setSingleShot(true);
    connect(&m_distance, &QTimer::timeout, this, &TimelineJob::startLanes);
    connect(&m_lanesWatcher, &QFutureWatcherBase::finished, this, &TimelineJob::takeLanes);
    connect(&m_bucketsWatcher, &QFutureWatcherBase::finished, this, &TimelineJob::takeBuckets);
    connect(&m_coverage, &CoverageJob::coverageReady, this, &TimelineJob::coverageReady);
}

TimelineJob::~TimelineJob() {
    m_lanesWatcher.disconnect(this);
    m_bucketsWatcher.disconnect(this);
    for (const auto& checkpoint : {m_lanesCheckpoint, m_bucketsCheckpoint}) {
        if (checkpoint)
            checkpoint->requestStop();
    }
    m_pool.waitForDone();
}

bool TimelineJob::isBusy() const {
    return m_lanesCheckpoint || m_bucketsCheckpoint || m_nextRows || m_nextRequest || m_coverage.isBusy() || m_bars.isRunning();
}

void TimelineJob::setLanes(LaneSetting setting) {
    if (setting == m_setting)
        return;
    m_setting = std::move(setting);
    if (m_lastRows)
        setRows(m_lastRows->snapshot, m_lastRows->rows);
}

void TimelineJob::renew() {
    const bool isByFinding = m_setting.column.finding() || (m_setting.groups && m_setting.groups->finding());
    if (isByFinding && m_lastRows)
        setRows(m_lastRows->snapshot, m_lastRows->rows);
}

void TimelineJob::setRows(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows) {
    m_coverage.setSnapshot(snapshot);
    m_nextRows = m_lastRows = RowSet{std::move(snapshot), std::move(rows)};
    m_distance.stop();
    m_nextRequest.reset();
    if (m_bucketsCheckpoint)
        m_bucketsCheckpoint->requestStop();
    if (m_lanesCheckpoint)
        m_lanesCheckpoint->requestStop(); // takeLanes starts the next
    else
        startLanes();
}

void TimelineJob::growRows(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows) {
    m_coverage.setSnapshot(snapshot);
    m_nextRows = m_lastRows = RowSet{std::move(snapshot), std::move(rows)};
    if (m_lanesCheckpoint || m_distance.isActive())
        return;
    const qint64 distance = std::max(kLeastDistanceMs, m_lastBuildMs * kDistanceFactor);
    const qint64 passed = m_sinceBuild.isValid() ? m_sinceBuild.elapsed() : distance;
    m_distance.start(static_cast<int>(std::max<qint64>(distance - passed, 0)));
}

void TimelineJob::startLanes() {
    m_distance.stop();
    const RowSet next = *std::exchange(m_nextRows, std::nullopt);
    m_lanesCheckpoint = std::make_shared<Checkpoint>();
    m_sinceBuild.start();
    m_lanesWatcher.setFuture(QtConcurrent::run(
        &m_pool, [next, setting = m_setting, columns = m_columns, checkpoint = m_lanesCheckpoint] {
            OnDemandCache own;
            return build(next.snapshot, next.rows, setting, columns ? *columns : own, *checkpoint);
        }));
}

void TimelineJob::takeLanes() {
    LanesPtr lanes = m_lanesWatcher.future().takeResult(); // the future keeps nothing
    const bool isStopped = m_lanesCheckpoint->isStopRequested();
    m_lanesCheckpoint.reset();
    m_lastBuildMs = m_sinceBuild.restart();
    if (lanes && !isStopped)
        deliver(lanes->choose(m_choice));
    if (!m_nextRows || m_lanesCheckpoint)
        return;
    if (isStopped)
        startLanes();
    else
        m_distance.start(static_cast<int>(std::max(kLeastDistanceMs, m_lastBuildMs * kDistanceFactor)));
}

void TimelineJob::deliver(LanesPtr lanes) {
    m_nextRequest.reset(); // it was for other lanes
    if (m_bucketsCheckpoint)
        m_bucketsCheckpoint->requestStop();
    if (m_lanes)
        m_retired.push_back(std::move(m_lanes));
    m_lanes = std::move(lanes);
    m_bars.cancel();
    emit lanesReady(m_lanes);
}

void TimelineJob::choose(const LaneChoice& choice) {
    if (choice == m_choice)
        return;
    m_choice = choice;
    if (m_lanes)
        deliver(m_lanes->choose(m_choice));
}

void TimelineJob::request(const BucketRequest& request) {
    if (!m_lanes)
        return;
    m_nextRequest = request;
    if (!m_bucketsCheckpoint)
        startBuckets();
}

void TimelineJob::startBuckets() {
    const BucketRequest next = *std::exchange(m_nextRequest, std::nullopt);
    m_bucketsCheckpoint = std::make_shared<Checkpoint>();
    m_bucketsWatcher.setFuture(QtConcurrent::run(&m_pool, [next, lanes = m_lanes, checkpoint = m_bucketsCheckpoint] {
        return Buckets::compute(lanes, next, *checkpoint);
    }));
}

void TimelineJob::takeBuckets() {
    const BucketsPtr buckets = m_bucketsWatcher.future().takeResult();
    const bool isStopped = m_bucketsCheckpoint->isStopRequested();
    m_bucketsCheckpoint.reset();
    if (m_nextRequest)
        startBuckets();
    if (buckets && !isStopped)
        emit bucketsReady(buckets);
    if (buckets && !isStopped && !m_nextRequest)
        startBars(buckets->request());
    dropUnused();
}

void TimelineJob::startBars(const BucketRequest& request) {
    if (!m_lanes || m_columns == nullptr || !SessionBars::areFor(*m_lanes))
        return m_bars.cancel();
    m_bars.start([lanes = m_lanes, request, columns = m_columns, maker = m_barMaker](Checkpoint& checkpoint) -> SessionBarsPtr {
        const auto lineage = columns->lineage(lanes->snapshot(), checkpoint);
        return lineage ? maker->make(lanes, **lineage, request.firstLane, request.endLane, checkpoint) : nullptr;
    });
}

void TimelineJob::dropUnused() {
    const auto unused =
        std::partition(m_retired.begin(), m_retired.end(), [](const LanesPtr& lanes) { return lanes.use_count() > 1; });
    for (auto it = unused; it != m_retired.end(); ++it)
        m_pool.start([lanes = std::move(*it)]() mutable { lanes.reset(); });
    m_retired.erase(unused, m_retired.end());
}

} // namespace rastro
