// SPDX-License-Identifier: Apache-2.0
//
// TimelineJob: what the timeline shows, computed behind the window. Lives in the GUI thread; builds the lanes of a row
// set, the buckets of a view and the lives of credentials in threads of its own and delivers them as signals, newest
// request first. Nothing that was asked for before a newer row set is delivered after it. The coverage is that of the whole snapshot, whatever
// rows are shown. Destruction stops the work and waits for it.
#pragma once

#include "async/coveragejob.h"
#include "async/newest.h"
#include "query/ondemand.h"
#include "timeline/buckets.h"
#include "timeline/sessionbars.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace rastro {

using LanesPtr = std::shared_ptr<const LaneIndex>;
using BucketsPtr = std::shared_ptr<const Buckets>;
using SessionBarsPtr = std::shared_ptr<const SessionBars>;

class TimelineJob : public QObject {
    Q_OBJECT
public:
    explicit TimelineJob(QObject* parent = nullptr);
    ~TimelineJob() override;

    bool isBusy() const;

    // Whose values the lanes are, and their order, from now on. Columns that are not coded are made, or found, here.
    void setLanes(LaneSetting setting);
    void setColumns(std::shared_ptr<OnDemandCache> columns) { m_columns = std::move(columns); }
    void renew(); // the rules of findings have changed: lanes by one are made anew
    const LaneSetting& laneSetting() const { return m_setting; }

public slots:
    // Other rows than before, as after a filter: what is being built is given up. Rows in time order (see LaneIndex).
    void setRows(std::shared_ptr<const rastro::Snapshot> snapshot, std::shared_ptr<const rastro::RowVector> rows);
    // The same rows and more, as while a load runs: what is being built is delivered first, and builds keep a distance,
    // so that any number of calls costs a small share of one core.
    void growRows(std::shared_ptr<const rastro::Snapshot> snapshot, std::shared_ptr<const rastro::RowVector> rows);
    // Which of the lanes are shown, from now on. Delivers those there are anew, before it returns.
    void choose(const rastro::LaneChoice& choice);
    // Of the lanes last delivered. One that runs is finished, so that a moving view is served all the way; of those
    // that wait only the newest stays.
    void request(const rastro::BucketRequest& request);

signals:
    void lanesReady(const rastro::LanesPtr& lanes);
    void bucketsReady(const rastro::BucketsPtr& buckets);
    void coverageReady(const rastro::CoveragePtr& coverage);
    // Of the lanes last asked for, where they are sessions or keys; soon after their buckets.
    void sessionBarsReady(const rastro::SessionBarsPtr& bars);

private:
    struct RowSet {
        std::shared_ptr<const Snapshot> snapshot;
        std::shared_ptr<const RowVector> rows;
    };
    void startLanes();
    void takeLanes();
    void deliver(LanesPtr lanes);
    void startBuckets();
    void takeBuckets();
    void startBars(const BucketRequest& request);
    void dropUnused();

    CoverageJob m_coverage;
    QThreadPool m_pool;
    LanesPtr m_lanes;
    LaneChoice m_choice;
    std::vector<LanesPtr> m_retired; // freed in the pool once nobody else holds them: that takes milliseconds

    std::shared_ptr<OnDemandCache> m_columns;
    LaneSetting m_setting;
    std::optional<RowSet> m_lastRows; // asked for last
    std::optional<RowSet> m_nextRows;
    std::shared_ptr<Checkpoint> m_lanesCheckpoint;
    QFutureWatcher<LanesPtr> m_lanesWatcher;
    QElapsedTimer m_sinceBuild;
    qint64 m_lastBuildMs = 0;
    QTimer m_distance;

    std::optional<BucketRequest> m_nextRequest;
    std::shared_ptr<Checkpoint> m_bucketsCheckpoint;
    QFutureWatcher<BucketsPtr> m_bucketsWatcher;
    std::shared_ptr<SessionBarMaker> m_barMaker = std::make_shared<SessionBarMaker>(); // of the one thread of m_bars
    Newest<SessionBarsPtr> m_bars;
};

} // namespace rastro

Q_DECLARE_METATYPE(rastro::BucketRequest)
