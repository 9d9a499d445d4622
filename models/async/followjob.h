// SPDX-License-Identifier: Apache-2.0
//
// FollowJob: finds the chain of credentials behind an event, behind the window. The lineage of a snapshot is made once.
// Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "lineage/chain.h"

#include <QObject>

#include <memory>
#include <optional>

namespace rastro {

struct FollowedChain {
    std::shared_ptr<const Snapshot> snapshot;
    Chain chain;
    std::string text; // for pasting
    std::optional<Error> error;
};

class FollowJob : public QObject {
    Q_OBJECT
public:
    explicit FollowJob(QObject* parent = nullptr);
    ~FollowJob() override;

    void follow(std::shared_ptr<const Snapshot> snapshot, RowId row);
    bool isRunning() const { return m_newest.isRunning(); }

signals:
    void followed(const rastro::FollowedChain& chain);

private:
    struct Known; // by the worker only
    std::shared_ptr<Known> m_known;
    Newest<FollowedChain> m_newest;
};

} // namespace rastro
