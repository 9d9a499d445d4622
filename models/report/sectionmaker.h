// SPDX-License-Identifier: Apache-2.0
//
// SectionMaker: sections of a report from counts by columns and from lines of one's own. One thread.
#pragma once

#include "query/aggregate.h"
#include "query/ondemand.h"
#include "report/reportlines.h"

#include <string>
#include <string_view>
#include <vector>

namespace rastro {

class SectionMaker {
public:
    // base: what the filters of lines begin with. All references must outlive it.
    SectionMaker(const Snapshot& snapshot, const Expression& base, OnDemandCache& columns, unsigned threads,
                 Checkpoint& checkpoint)
        : m_snapshot(snapshot), m_base(base), m_columns(columns), m_threads(threads), m_checkpoint(checkpoint) {}

    // The most frequent values, with what each counts. extra: narrows the filters of the lines.
    Result<ReportSection> counts(std::string_view name, std::string_view title, const RowVector& rows,
                                 const std::vector<AnyColumn>& by, std::size_t most, const Expression& extra = {}) const;

    // The filter of a line: the report's, and that.
    std::string filterWith(const Expression& term) const;

private:
    const Snapshot& m_snapshot;
    const Expression& m_base;
    OnDemandCache& m_columns;
    unsigned m_threads;
    Checkpoint& m_checkpoint;
};

// Whether an event ended well, by its outcome column.
class EndedWell {
public:
    explicit EndedWell(const Snapshot& snapshot);
    bool operator()(RowId row) const { return m_snapshot.code(Column::Outcome, row) == m_ok; }

private:
    const Snapshot& m_snapshot;
    Code m_ok;
};

// `kind:read`, …
Expression columnTerm(Column column, std::string_view value);
Expression timeTerm(Comparison comparison, Micros time); // `time>=…`

} // namespace rastro
