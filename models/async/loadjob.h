// SPDX-License-Identifier: Apache-2.0
//
// LoadJob: a load running behind the window. Owns the store being filled and the thread that fills it; lives in the GUI
// thread. The thread leaves snapshots in a shared box and this object looks into it, so a slow window is never flooded.
// A second load either starts afresh (the running one is cancelled) or adds to what is there (waits its turn).
#pragma once

#include "ingest/loader.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace rastro {

enum class LoadInto : quint8 { NewStore, SameStore };

struct LoadRequest {
    std::vector<std::string> paths;
    LoadOptions options;
    LoadInto into = LoadInto::NewStore;
};

// How far a load is, as a person wants to read it.
struct LoadStatus {
    LoadPhase phase = LoadPhase::Done;
    std::uint64_t filesFound = 0;
    std::uint64_t filesDone = 0;
    std::uint64_t bytesFound = 0;
    std::uint64_t bytesDone = 0;
    std::uint64_t events = 0;
    double eventsPerSecond = 0;
    double bytesPerSecond = 0;                     // on disk
    std::optional<std::chrono::seconds> remaining; // nothing while unknown
};

class LoadJob : public QObject {
    Q_OBJECT
public:
    explicit LoadJob(QObject* parent = nullptr);
    ~LoadJob() override; // stops and waits

    void start(LoadRequest request);
    void cancel();
    bool isRunning() const { return m_run != nullptr; }
    LoadStatus status() const;
    const SnapshotPtr& snapshot() const { return m_snapshot; }

signals:
    void started();
    void snapshotReady(const rastro::SnapshotPtr& snapshot);
    void progressed();
    void finished();

private:
    struct Run;
    void startNow(LoadRequest request);
    void look();
    void finish();
    void deliver(SnapshotPtr snapshot);

    std::shared_ptr<EventStore> m_store;
    SnapshotPtr m_snapshot;
    std::unique_ptr<Run> m_run;
    std::vector<std::unique_ptr<Run>> m_retired; // told to stop, not yet ended
    std::vector<LoadRequest> m_waiting;
    QTimer m_timer;
    QElapsedTimer m_sinceProgress;
    QElapsedTimer m_sinceDelivery;
    qint64 m_lastDeliveryMs = 0;
};

} // namespace rastro

Q_DECLARE_METATYPE(rastro::SnapshotPtr)
