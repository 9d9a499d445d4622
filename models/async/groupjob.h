// SPDX-License-Identifier: Apache-2.0
//
// GroupJob: groups the rows of a view behind the window; the newest request wins. Columns that stand in the records are
// made first, with progress. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "query/aggregate.h"

#include <QObject>

#include <memory>
#include <string>

namespace rastro {

struct GroupResults {
    AggregateWish wish;
    Aggregates groups;
    std::string problem; // why it failed, a sentence; empty if it did not
};
using GroupResultsPtr = std::shared_ptr<const GroupResults>;

class GroupJob : public QObject {
    Q_OBJECT
public:
    explicit GroupJob(std::shared_ptr<OnDemandCache> columns, QObject* parent = nullptr);
    ~GroupJob() override;

    void group(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, AggregateWish wish);
    void cancel() { m_newest.cancel(); }
    bool isRunning() const { return m_newest.isRunning(); }

signals:
    void groupsReady(const rastro::GroupResultsPtr& results);

private:
    std::shared_ptr<OnDemandCache> m_columns;
    Newest<GroupResultsPtr> m_newest;
};

} // namespace rastro
