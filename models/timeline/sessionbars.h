// SPDX-License-Identifier: Apache-2.0
//
// SessionBars: of lanes that are sessions or access keys, when each credential was issued, by which call, and when it
// expires. What is not loaded is not known, never guessed. Made for the lanes in view, as answers have to be read for
// it.
#pragma once

#include "base/checkpoint.h"
#include "lineage/lineage.h"
#include "store/recordreader.h"
#include "timeline/lanes.h"

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace rastro {

struct SessionBar {
    std::size_t lane = 0;    // of a lane that is shown
    RowId issuedBy = kNoRow; // kNoRow: not loaded, or a key of long standing
    Micros issued = kNoTime;
    Micros expires = kNoTime;          // kNoTime: never, or the answer does not tell
    std::optional<std::size_t> issuer; // the lane of the issuing call; none: not among those shown, or the lane itself
};

class SessionBars {
public:
    // Whether the lanes are credentials at all.
    static bool areFor(const LaneIndex& lanes);

    const LaneIndex& lanes() const { return *m_lanes; }
    const std::vector<SessionBar>& bars() const { return m_bars; } // by lane
    const SessionBar* find(std::size_t lane) const;                // null: none is known

private:
    friend class SessionBarMaker;
    std::shared_ptr<const LaneIndex> m_lanes;
    std::vector<SessionBar> m_bars;
};

// Remembers what it has read. One thread at a time.
class SessionBarMaker {
public:
    // Of the lanes [first, end). Null if a stop was requested before the end.
    std::shared_ptr<const SessionBars> make(std::shared_ptr<const LaneIndex> lanes, const Lineage& lineage,
                                            std::size_t first, std::size_t end, const Checkpoint& checkpoint);

private:
    Micros expiryIn(const Snapshot& snapshot, RowId issuer);

    std::weak_ptr<const void> m_store; // whose rows are remembered
    std::unordered_map<std::uint32_t, Micros> m_expiries;
    RecordReader m_reader;
};

} // namespace rastro
