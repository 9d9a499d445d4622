// SPDX-License-Identifier: Apache-2.0
#include "async/groupjob.h"

#include <algorithm>
#include <thread>

namespace rastro {

GroupJob::GroupJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_newest([this](const GroupResultsPtr& results) { emit groupsReady(results); }) {}

GroupJob::~GroupJob() = default;

void GroupJob::group(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows,
                     AggregateWish wish) {
    m_newest.start([columns = m_columns, snapshot = std::move(snapshot), rows = std::move(rows),
                    wish = std::move(wish)](Checkpoint& checkpoint) -> GroupResultsPtr {
        auto results = std::make_shared<GroupResults>();
        results->wish = wish;
        auto made =
            aggregate(*snapshot, *rows, wish, *columns, std::max(1u, std::thread::hardware_concurrency()), checkpoint);
        if (made)
            results->groups = std::move(*made);
        else
            results->problem = made.error().what;
        return results;
    });
}

} // namespace rastro
