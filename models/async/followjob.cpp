// SPDX-License-Identifier: Apache-2.0
#include "async/followjob.h"

namespace rastro {

struct FollowJob::Known {
    std::weak_ptr<const Snapshot> of;
    std::shared_ptr<const Lineage> lineage;
};

FollowJob::FollowJob(QObject* parent)
    : QObject(parent)
    , m_known(std::make_shared<Known>())
    , m_newest([this](const FollowedChain& chain) { emit followed(chain); }) {}

FollowJob::~FollowJob() = default;

void FollowJob::follow(std::shared_ptr<const Snapshot> snapshot, RowId row) {
    m_newest.start([known = m_known, snapshot = std::move(snapshot), row](Checkpoint& checkpoint) {
        FollowedChain out{.snapshot = snapshot};
        if (known->of.lock() != snapshot) {
            const auto lineage = Lineage::build(*snapshot, checkpoint);
            if (!lineage) {
                out.error = lineage.error();
                return out;
            }
            *known = {snapshot, *lineage};
        }
        auto chain = chainOf(*snapshot, *known->lineage, row, checkpoint);
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
