// SPDX-License-Identifier: Apache-2.0
//
// The one place where the parity test asks the engine.
#pragma once

#include "ingest/loader.h"
#include "language/parser.h"
#include "query/filter.h"
#include "query/pickrows.h"
#include "store/snapshot.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rastro::test {

// The columns made so far: one for each snapshot asked about, one after the other.
inline OnDemandCache& engineColumns() {
    static OnDemandCache columns(std::size_t{4} << 30);
    return columns;
}

// The visible rows of a finished snapshot that match (row ids in any order), or what is wrong with the filter. Times
// without a zone are UTC; no list is known.
inline std::variant<std::vector<std::uint32_t>, std::string> engineRows(const SnapshotPtr& snapshot,
                                                                        std::string_view filter) {
    const auto parsed = parseFilter(filter);
    if (const auto* error = std::get_if<SyntaxError>(&parsed))
        return error->expected;
    Checkpoint checkpoint;
    FilterContext context;
    context.now = std::chrono::duration_cast<std::chrono::microseconds>(
                      std::chrono::system_clock::now().time_since_epoch())
                      .count();
    const FilterTools tools{engineColumns(), context, 2};
    const auto filtered = filterRows(*snapshot, std::get<Expression>(parsed), tools, checkpoint);
    if (!filtered)
        return filtered.error().what;
    const auto rows = pickRows(*snapshot, snapshot->timeOrder(), *filtered, 2, checkpoint);
    return std::vector<std::uint32_t>(rows->begin(), rows->end());
}

} // namespace rastro::test
