// SPDX-License-Identifier: Apache-2.0
//
// FollowJob: finds the chain of credentials behind an event, behind the window. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "lineage/chain.h"
#include "query/ondemand.h"

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
    explicit FollowJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~FollowJob() override;

    void follow(std::shared_ptr<const Snapshot> snapshot, RowId row);
    // The nearest event of the session of rows[place] before or behind it.
    enum class Direction : qint8 { Back = -1, On = 1 };
    void step(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, std::size_t place,
              Direction direction);
    bool isRunning() const { return m_newest.isRunning() || m_step.isRunning(); }

signals:
    void followed(const rastro::FollowedChain& chain);
    void stepped(rastro::RowId row); // kNoRow: there is none

private:
    std::shared_ptr<OnDemandCache> m_columns; // keeps the lineage
    Newest<FollowedChain> m_newest;
    Newest<RowId> m_step;
};

} // namespace rastro
