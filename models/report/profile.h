// SPDX-License-Identifier: Apache-2.0
//
// Profile of whatever a filter shows: first and last seen, counts over time, addresses and agents, regions and accounts,
// calls; what was enumerated, changed, taken and denied; credentials minted; first uses. Every line tells the filter that
// shows its events. Blocks its caller, several threads inside, answers a stop within 50 ms.
#pragma once

#include "query/filter.h"
#include "report/reportlines.h"
#include "report/subject.h"

#include <cstddef>

namespace rastro {

struct ProfileWish {
    // Records read for what only they tell (changes in words, what was taken); the first ones by time. SIZE_MAX: all.
    std::size_t mostRecords = 2'000;
    std::size_t mostFiles = 120; // of which they may be: each has to be inflated
    std::size_t mostLines = 50; // of a section
};

// rows: those of the subject's filter, visible, in the order of time. Errors: Cancelled.
Result<Report> profileOf(const Snapshot& snapshot, const Subject& subject, const RowVector& rows, const ProfileWish& wish,
                         OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint);

} // namespace rastro
