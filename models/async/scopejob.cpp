// SPDX-License-Identifier: Apache-2.0
#include "async/scopejob.h"

#include <algorithm>
#include <thread>

namespace rastro {

ScopeJob::ScopeJob(QObject* parent)
    : QObject(parent)
    , m_newest([this](const FoundScope& scope) { emit scopeReady(scope); }) {}

ScopeJob::~ScopeJob() = default;

void ScopeJob::look(std::vector<std::string> paths) {
    m_newest.start([paths = std::move(paths)](Checkpoint& checkpoint) -> FoundScope {
        const FoundFiles found = findFiles(paths, std::max(1u, std::thread::hardware_concurrency()), checkpoint);
        return {paths, scopeCells(found), found.files.size()};
    });
}

} // namespace rastro
