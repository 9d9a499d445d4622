// SPDX-License-Identifier: Apache-2.0
#include "async/followjob.h"

namespace rastro {

FollowJob::FollowJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_newest([this](const FollowedChain& chain) { emit followed(chain); }) {}

FollowJob::~FollowJob() = default;

void FollowJob::follow(std::shared_ptr<const Snapshot> snapshot, RowId row) {
    m_newest.start([columns = m_columns, snapshot = std::move(snapshot), row](Checkpoint& checkpoint) {
        FollowedChain out{.snapshot = snapshot};
        const auto lineage = columns->lineage(*snapshot, checkpoint);
        if (!lineage) {
            out.error = lineage.error();
            return out;
        }
        auto chain = chainOf(*snapshot, **lineage, row, checkpoint);
        if (chain) {
            out.chain = std::move(*chain);
            out.text = chainText(*snapshot, out.chain);
        } else {
            out.error = chain.error();
        }
        return out;
    });
}

} // namespace rastro
