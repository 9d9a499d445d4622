// SPDX-License-Identifier: Apache-2.0
#include "async/coveragejob.h"

#include <QtConcurrent>

#include <algorithm>

namespace rastro {

namespace {

constexpr qint64 kLeastDistanceMs = 200;
constexpr qint64 kDistanceFactor = 9; // at most a tenth of a core while files come in

} // namespace

CoverageJob::CoverageJob(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
    m_distance.setSingleShot(true);
    connect(&m_distance, &QTimer::timeout, this, &CoverageJob::start);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &CoverageJob::take);
}

CoverageJob::~CoverageJob() {
    m_watcher.disconnect(this);
    if (m_checkpoint)
        m_checkpoint->requestStop();
    m_pool.waitForDone();
}

void CoverageJob::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    if (snapshot == m_snapshot)
        return;
    const bool isOther = !m_snapshot || snapshot->store().lock() != m_snapshot->store().lock();
    const bool isLast = !snapshot->isLoading();
    m_snapshot = m_next = std::move(snapshot);
    if (m_checkpoint && isOther)
        m_checkpoint->requestStop(); // take() starts the next
    if (!m_checkpoint && (isOther || isLast || !m_distance.isActive()))
        start();
}

void CoverageJob::start() {
    m_distance.stop();
    if (!m_next)
        return;
    m_checkpoint = std::make_shared<Checkpoint>();
    m_sinceStart.start();
    m_watcher.setFuture(QtConcurrent::run(&m_pool, [snapshot = std::exchange(m_next, nullptr), stop = m_checkpoint] {
        return CoverageMap::build(snapshot, *stop);
    }));
}

void CoverageJob::take() {
    const CoveragePtr coverage = m_watcher.future().takeResult();
    const bool isStopped = m_checkpoint->isStopRequested();
    m_checkpoint.reset();
    const bool isUrgent = isStopped || (m_next && !m_next->isLoading());
    if (coverage && !isStopped)
        emit coverageReady(coverage);
    if (m_checkpoint) // somebody who was told has asked for another
        return;
    if (isUrgent)
        start();
    else
        m_distance.start(static_cast<int>(std::max(kLeastDistanceMs, m_sinceStart.elapsed() * kDistanceFactor)));
}

} // namespace rastro
