// SPDX-License-Identifier: Apache-2.0
//
// Newest: runs work on one thread of its own and delivers only what was asked for last; a newer request stops the one
// running. Lives in the GUI thread, where results arrive; its end stops and waits. Work sees values and a Checkpoint,
// never an object of the GUI.
#pragma once

#include "base/checkpoint.h"
#include "base/lowpriority.h"

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrent>

#include <functional>
#include <memory>
#include <utility>

namespace rastro {

template <typename Result> class Newest {
public:
    using Work = std::function<Result(Checkpoint&)>;
    using Deliver = std::function<void(const Result&)>;

    // niceness: of base/lowpriority.h.
    explicit Newest(Deliver deliver, int niceness = kAnswering) : m_niceness(niceness), m_deliver(std::move(deliver)) {
        m_pool.setMaxThreadCount(1);
        QObject::connect(&m_watcher, &QFutureWatcher<Result>::finished, &m_watcher, [this] { finish(); });
    }
    ~Newest() {
        cancel();
        m_pool.waitForDone();
    }
    Newest(const Newest&) = delete;
    Newest& operator=(const Newest&) = delete;

    void start(Work work) {
        cancel();
        m_checkpoint = std::make_shared<Checkpoint>();
        m_isRunning = true;
        m_watcher.setFuture(QtConcurrent::run(&m_pool, [work = std::move(work), stop = m_checkpoint, niceness = m_niceness] {
            lowerThreadPriority(niceness);
            return stop->isStopRequested() ? Result{} : work(*stop);
        }));
    }

    void cancel() {
        if (m_checkpoint)
            m_checkpoint->requestStop();
        m_isRunning = false;
    }
    bool isRunning() const { return m_isRunning; }
    std::shared_ptr<const Checkpoint> checkpoint() const { return m_checkpoint; }

private:
    void finish() {
        if (!m_isRunning || m_watcher.future().resultCount() == 0)
            return;
        m_isRunning = false;
        m_deliver(m_watcher.result());
    }

    QThreadPool m_pool;
    QFutureWatcher<Result> m_watcher;
    std::shared_ptr<Checkpoint> m_checkpoint;
    bool m_isRunning = false;
    int m_niceness;
    Deliver m_deliver;
};

} // namespace rastro
