// SPDX-License-Identifier: Apache-2.0
#include "async/followjob.h"

#include "base/parallel.h"

namespace rastro {

namespace {

// Whether two events were made with one credential: the access key, else the principal and when its session began.
bool isSameSession(const Snapshot& snapshot, RowId a, RowId b) {
    const Code key = snapshot.code(Column::IdentityAccessKeyId, a);
    if (key != snapshot.code(Column::IdentityAccessKeyId, b))
        return false;
    return key != kMissing || (snapshot.code(Column::CreationDate, a) != kMissing &&
                               snapshot.code(Column::CreationDate, a) == snapshot.code(Column::CreationDate, b) &&
                               snapshot.code(Column::IdentityPrincipalId, a) == snapshot.code(Column::IdentityPrincipalId, b));
}

RowId nextOfSession(const Snapshot& snapshot, const RowVector& rows, std::size_t place, FollowJob::Direction direction,
                    const Checkpoint& checkpoint) {
    const bool isOn = direction == FollowJob::Direction::On;
    const std::size_t others = isOn ? rows.size() - place - 1 : place;
    RowId found = kNoRow;
    for (std::size_t at = 0; at < others && found == kNoRow; at += kBlockRows) {
        if (checkpoint.isStopRequested())
            return kNoRow;
        for (std::size_t i = at; i < std::min(at + kBlockRows, others) && found == kNoRow; ++i) {
            const RowId row{rows[isOn ? place + 1 + i : place - 1 - i]};
            found = isSameSession(snapshot, RowId{rows[place]}, row) ? row : kNoRow;
        }
    }
    return found;
}

} // namespace

FollowJob::FollowJob(std::shared_ptr<OnDemandCache> columns, QObject* parent)
    : QObject(parent)
    , m_columns(std::move(columns))
    , m_newest([this](const FollowedChain& chain) { emit followed(chain); })
    , m_step([this](RowId row) { emit stepped(row); }) {}

FollowJob::~FollowJob() = default;

void FollowJob::step(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const RowVector> rows, std::size_t place,
                     Direction direction) {
    m_step.start([snapshot = std::move(snapshot), rows = std::move(rows), place, direction](Checkpoint& checkpoint) {
        return place < rows->size() ? nextOfSession(*snapshot, *rows, place, direction, checkpoint) : kNoRow;
    });
}

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
