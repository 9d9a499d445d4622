// SPDX-License-Identifier: Apache-2.0
//
// The rows a command is about: those of the trail that the filter of the command line lets through, in time order.
// Blocks its caller, stopped by a signal.
#pragma once

#include "cli/commands.h"
#include "cli/loading.h"
#include "query/ondemand.h"

#include <memory>

namespace rastro::cli {

using SharedRowVector = std::shared_ptr<const RowVector>;

// Rows of `base` that the selection has. Columns made on the way stay in the cache for sorting and counting.
Result<SharedRowVector> selectedRows(const LoadedTrail& trail, const Selection& selection, SharedRowVector base,
                                     OnDemandCache& columns);

// What findings go by: the list called ours, the learning time.
FindingRules rulesOf(const Selection& selection);

// Why the filter cannot be used, whatever the trail holds; empty if it can.
// Says which of the columns that are made no event has a value in: a name that is misspelt is no error, but should not
// pass for an answer.
void tellAbsent(const Snapshot& snapshot, std::span<const AnyColumn> asked, const OnDemandCache& columns);

std::string whyUnusable(const Expression& filter, const Selection& selection);

} // namespace rastro::cli
