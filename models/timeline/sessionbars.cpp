// SPDX-License-Identifier: Apache-2.0
#include "timeline/sessionbars.h"

#include "base/jsontree.h"
#include "events/expiry.h"
#include "events/recordview.h"

#include <algorithm>

namespace rastro {

namespace {

bool isCredential(const AnyColumn& column) {
    return column == AnyColumn(Finding::Session) || column == AnyColumn(Column::IdentityAccessKeyId);
}

} // namespace

bool SessionBars::areFor(const LaneIndex& lanes) {
    return isCredential(lanes.column());
}

const SessionBar* SessionBars::find(std::size_t lane) const {
    const auto bar = std::ranges::lower_bound(m_bars, lane, {}, &SessionBar::lane);
    return bar == m_bars.end() || bar->lane != lane ? nullptr : &*bar;
}

std::shared_ptr<const SessionBars> SessionBarMaker::make(std::shared_ptr<const LaneIndex> lanes, const Lineage& lineage,
                                                         std::size_t first, std::size_t end,
                                                         const Checkpoint& checkpoint) {
    const Snapshot& snapshot = lanes->snapshot();
    if (m_store.lock() != snapshot.store().lock()) {
        m_store = snapshot.store();
        m_expiries.clear();
    }
    auto bars = std::make_shared<SessionBars>();
    bars->m_lanes = lanes;
    for (std::size_t at = first; at < std::min(end, lanes->lanes().size()); ++at) {
        if (checkpoint.isStopRequested())
            return nullptr;
        const Lane& lane = lanes->lanes()[at];
        const LaneEvents events = lanes->events(lane);
        if (lane.isGroup() || lane.key.empty() || events.rows.empty())
            continue;
        const SessionId id = lineage.sessionOf(snapshot, events.rows.front());
        if (id == kNoSession || lineage.session(id).issuedBy == kNoRow)
            continue;
        SessionBar bar{.lane = at, .issuedBy = lineage.session(id).issuedBy};
        bar.issued = snapshot.time(bar.issuedBy);
        bar.expires = expiryIn(snapshot, bar.issuedBy);
        if (const auto place = lanes->find(bar.issuedBy); place && place->lane != at)
            bar.issuer = place->lane;
        bars->m_bars.push_back(bar);
    }
    return bars;
}

Micros SessionBarMaker::expiryIn(const Snapshot& snapshot, RowId issuer) {
    const auto [known, isNew] = m_expiries.try_emplace(index(issuer), kNoTime);
    if (!isNew)
        return known->second;
    const auto record = m_reader.readJson(snapshot, issuer);
    if (!record)
        return kNoTime;
    if (const auto tree = json::Tree::parse(*record)) {
        const RecordView view(*tree);
        known->second = expiryOf(view.text(RecordView::Part::Response, "credentials.expiration"));
    }
    return known->second;
}

} // namespace rastro
