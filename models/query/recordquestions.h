// SPDX-License-Identifier: Apache-2.0
//
// RecordQuestions: a filter put to records, for the rows that its columns leave open. Made once for a plan, which must
// outlive it; immutable, any thread.
#pragma once

#include "paths/pathwalk.h"
#include "query/filterplan.h"

#include <string_view>

namespace rastro {

class RecordQuestions {
public:
    RecordQuestions(const Snapshot& snapshot, const FilterPlan& plan);

    // record: the row's, as JSON. Columns answer what they can, the record the rest.
    bool matches(std::uint32_t row, std::string_view record) const;
    // For a record that cannot be read: columns alone.
    bool matchesUnread(std::uint32_t row) const;

private:
    const Snapshot& m_snapshot;
    const FilterPlan& m_plan;
    PathWalk m_walk;
};

} // namespace rastro
