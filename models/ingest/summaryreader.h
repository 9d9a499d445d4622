// SPDX-License-Identifier: Apache-2.0
//
// SummaryReader: the rows of an Event-history CSV as events marked summary only. One per source and thread.
#pragma once

#include "base/checkpoint.h"
#include "ingest/recordextractor.h"
#include "ingest/recordsink.h"
#include "ingest/textwindow.h"

namespace rastro {

// Reads the whole text, which begins with one of the two headers; returns that header line.
std::string readSummaryRows(RecordExtractor& extractor, TextWindow& text, RecordSink& sink, const Checkpoint& checkpoint);

} // namespace rastro
