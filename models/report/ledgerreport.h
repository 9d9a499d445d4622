// SPDX-License-Identifier: Apache-2.0
//
// A ledger as a report: a section for each class of things, one for what to contain. Pure function, any thread.
#pragma once

#include "report/ledger.h"
#include "report/reportlines.h"

namespace rastro {

Report ledgerReport(const Snapshot& snapshot, const Ledger& ledger);

} // namespace rastro
