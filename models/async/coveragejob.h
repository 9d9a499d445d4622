// SPDX-License-Identifier: Apache-2.0
//
// CoverageJob: where logs are, computed behind the window whenever the snapshot is another one. Lives in the GUI thread,
// works in one of its own. A snapshot of other files stops the work on the last; one that only grew waits for it, and
// work keeps a distance, so that a load costs a small share of one core. Destruction stops the work and waits for it.
#pragma once

#include "timeline/coverage.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace rastro {

using CoveragePtr = std::shared_ptr<const CoverageMap>;

class CoverageJob : public QObject {
    Q_OBJECT
public:
    explicit CoverageJob(QObject* parent = nullptr);
    ~CoverageJob() override;

    // The same snapshot again changes nothing.
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    bool isBusy() const { return m_checkpoint || m_next; }

signals:
    void coverageReady(const rastro::CoveragePtr& coverage);

private:
    void start();
    void take();

    QThreadPool m_pool;
    std::shared_ptr<const Snapshot> m_snapshot; // the last one asked for
    std::shared_ptr<const Snapshot> m_next;     // waits for its turn
    std::shared_ptr<Checkpoint> m_checkpoint;   // of the work that runs
    QFutureWatcher<CoveragePtr> m_watcher;
    QElapsedTimer m_sinceStart;
    QTimer m_distance;
};

} // namespace rastro
