// SPDX-License-Identifier: Apache-2.0
#include "async/indexjob.h"

#include "base/lowpriority.h"

#include <algorithm>
#include <thread>

namespace rastro {

IndexJob::IndexJob(QObject* parent)
    : QObject(parent), m_newest([this](const bool&) { emit finished(); }) {}

IndexJob::~IndexJob() = default;

void IndexJob::build(std::shared_ptr<const Snapshot> snapshot) {
    if (!m_index || m_store.lock() != snapshot->store().lock()) {
        m_index = std::make_shared<TextIndex>();
        m_store = snapshot->store();
    }
    m_newest.start([index = m_index, snapshot = std::move(snapshot)](Checkpoint& checkpoint) {
        lowerThreadPriority(kOnlyWhenIdle);
        return static_cast<bool>(index->build(*snapshot, std::max(1u, std::thread::hardware_concurrency()), checkpoint));
    });
}

} // namespace rastro
