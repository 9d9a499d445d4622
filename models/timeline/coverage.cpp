// SPDX-License-Identifier: Apache-2.0
#include "timeline/coverage.h"

#include "timeline/coveragebuilder.h"

#include <algorithm>

namespace rastro {

const TimeRange* rangeAt(std::span<const TimeRange> ranges, Micros time) {
    const auto after = std::ranges::upper_bound(ranges, time, {}, &TimeRange::from);
    if (after == ranges.begin() || !(after - 1)->contains(time))
        return nullptr;
    return &*(after - 1);
}

CoverageState CoverageRow::at(Micros time) const {
    if (rangeAt(covered, time))
        return CoverageState::Covered;
    return rangeAt(gaps, time) ? CoverageState::Gap : CoverageState::Unknown;
}

const CoverageRun* CoverageMap::summaryAt(Micros time) const {
    const auto from = [](const CoverageRun& run) { return run.range.from; };
    const auto after = std::ranges::upper_bound(m_summary, time, {}, from);
    if (after == m_summary.begin() || !(after - 1)->range.contains(time))
        return nullptr;
    return &*(after - 1);
}

std::shared_ptr<const CoverageMap> CoverageMap::build(std::shared_ptr<const Snapshot> snapshot,
                                                      Checkpoint& checkpoint) {
    return CoverageBuilder(std::move(snapshot), checkpoint).build();
}

} // namespace rastro
