// SPDX-License-Identifier: Apache-2.0
#include "async/loadjob.h"

#include "base/lowpriority.h"

#include <algorithm>
#include <atomic>
#include <mutex>

namespace rastro {

namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 30ms;        // how soon a published snapshot is seen
constexpr qint64 kProgressMs = 100; // between two signals of progress
constexpr qint64 kPublishMs = 100;  // between two snapshots, at least

// Shared by the thread and this side of it; outlives both.
struct Box {
    std::mutex mutex;
    SnapshotPtr newest;
    std::atomic<bool> isDone{false};

    void put(SnapshotPtr snapshot) {
        const std::lock_guard lock(mutex);
        newest = std::move(snapshot);
    }
    SnapshotPtr take() {
        const std::lock_guard lock(mutex);
        return std::exchange(newest, nullptr);
    }
};

} // namespace

struct LoadJob::Run {
    std::shared_ptr<EventStore> store;
    std::shared_ptr<Box> box = std::make_shared<Box>();
    std::shared_ptr<Checkpoint> checkpoint = std::make_shared<Checkpoint>();
    std::shared_ptr<const LoadProgress> progress;
    QElapsedTimer clock;
    std::jthread thread;

    Run(std::shared_ptr<EventStore> into, LoadRequest request) : store(std::move(into)) {
        auto loader = std::make_shared<Loader>(*store, std::move(request.options));
        progress = loader->sharedProgress();
        clock.start();
        thread =
            std::jthread([loader, keep = store, result = box, stop = checkpoint, paths = std::move(request.paths)] {
                lowerThreadPriority(kLoading); // and all that the loader starts
                result->put(loader->load(paths, *stop, [&](SnapshotPtr s) { result->put(std::move(s)); }));
                result->isDone = true;
            });
    }
    ~Run() { checkpoint->requestStop(); }
};

LoadJob::LoadJob(QObject* parent) : QObject(parent) {
    m_timer.setInterval(kLook);
    connect(&m_timer, &QTimer::timeout, this, &LoadJob::look);
}

LoadJob::~LoadJob() = default; // each Run asks its thread to stop and joins it

void LoadJob::start(LoadRequest request) {
    if (isRunning() && request.into == LoadInto::SameStore) {
        m_waiting.push_back(std::move(request));
        return;
    }
    if (m_run) {
        m_run->checkpoint->requestStop();
        m_retired.push_back(std::move(m_run));
        m_waiting.clear();
    }
    startNow(std::move(request));
}

void LoadJob::startNow(LoadRequest request) {
    if (!m_store || request.into == LoadInto::NewStore)
        m_store = std::make_shared<EventStore>();
    m_run = std::make_unique<Run>(m_store, std::move(request));
    m_sinceProgress.start();
    m_sinceDelivery.invalidate();
    m_timer.start();
    emit started();
}

void LoadJob::cancel() {
    m_waiting.clear();
    if (m_run)
        m_run->checkpoint->requestStop();
}

void LoadJob::look() {
    std::erase_if(m_retired, [](const auto& run) { return run->box->isDone.load(); });
    if (m_run && m_run->box->isDone) {
        finish();
        return;
    }
    // A window that takes long to show a snapshot is given a tenth of the time, no more.
    const bool isDue =
        !m_sinceDelivery.isValid() || m_sinceDelivery.hasExpired(std::max(kPublishMs, 10 * m_lastDeliveryMs));
    if (m_run && isDue) {
        if (SnapshotPtr snapshot = m_run->box->take())
            deliver(std::move(snapshot));
    }
    if (m_run && m_sinceProgress.hasExpired(kProgressMs)) {
        m_sinceProgress.restart();
        emit progressed();
    }
    if (!m_run && m_retired.empty())
        m_timer.stop();
}

void LoadJob::finish() {
    SnapshotPtr last = m_run->box->take();
    m_run.reset();
    if (!m_waiting.empty()) {
        LoadRequest next = std::move(m_waiting.front());
        m_waiting.erase(m_waiting.begin());
        startNow(std::move(next));
        deliver(std::move(last));
        return;
    }
    deliver(std::move(last));
    emit finished();
}

void LoadJob::deliver(SnapshotPtr snapshot) {
    if (!snapshot)
        return;
    m_snapshot = std::move(snapshot);
    QElapsedTimer taken;
    taken.start();
    emit snapshotReady(m_snapshot);
    m_lastDeliveryMs = taken.elapsed();
    m_sinceDelivery.start();
}

LoadStatus LoadJob::status() const {
    LoadStatus s;
    if (!m_run)
        return s;
    const LoadProgress& p = *m_run->progress;
    s.phase = p.phase;
    s.filesFound = p.filesFound;
    s.filesDone = p.filesDone;
    s.bytesFound = p.bytesFound;
    s.bytesDone = p.bytesDone;
    s.events = p.events;
    const double seconds = static_cast<double>(std::max<qint64>(m_run->clock.elapsed(), 1)) / 1000.0;
    s.eventsPerSecond = static_cast<double>(s.events) / seconds;
    s.bytesPerSecond = static_cast<double>(s.bytesDone) / seconds;
    if (s.phase == LoadPhase::Reading && seconds > 1.0 && s.bytesDone > 0) {
        const auto left = s.bytesFound - std::min(s.bytesFound, s.bytesDone);
        s.remaining = std::chrono::seconds(static_cast<qint64>(static_cast<double>(left) / s.bytesPerSecond) + 1);
    }
    return s;
}

} // namespace rastro
