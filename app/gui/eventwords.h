// SPDX-License-Identifier: Apache-2.0
//
// From what workers read to what views show: the one place where engine texts become Qt's. Pure functions.
#pragma once

#include "async/celljob.h"
#include "async/recordjob.h"
#include "items/eventdetail.h"
#include "items/recordcells.h"

#include <vector>

namespace rastro {

class Lineage;

std::vector<RecordCells> toRecordCells(const std::vector<CellTexts>& cells);
// lineage: null while it is not known.
EventDetail detailOf(const ReadRecord& record, const Snapshot& snapshot, const Lineage* lineage, const RowStyle& style);

} // namespace rastro
