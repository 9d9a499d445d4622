// SPDX-License-Identifier: Apache-2.0
//
// ScopeJob: looks from names alone at what stands below the paths a person opened, so that a large folder can be
// narrowed down before it is loaded. Lives in the GUI thread; the walk happens behind it.
#pragma once

#include "async/newest.h"
#include "ingest/scope.h"

#include <QObject>

#include <string>
#include <vector>

namespace rastro {

struct FoundScope {
    std::vector<std::string> paths; // as asked for
    std::vector<ScopeCell> cells;
    std::uint64_t files = 0;
};

class ScopeJob : public QObject {
    Q_OBJECT
public:
    explicit ScopeJob(QObject* parent = nullptr);
    ~ScopeJob() override;

    void look(std::vector<std::string> paths);
    void cancel() { m_newest.cancel(); }
    bool isRunning() const { return m_newest.isRunning(); }

signals:
    void scopeReady(const rastro::FoundScope& scope);

private:
    Newest<FoundScope> m_newest;
};

} // namespace rastro
