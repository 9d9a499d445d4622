// SPDX-License-Identifier: Apache-2.0
//
// The words of the coverage strip, for labels, tips, status line and screen readers. It says what is known and no more:
// no file in an hour may mean that nothing happened or that logs are missing. Plain text, names from logs made visible,
// lines split by \n. GUI thread.
#pragma once

#include "timeline/coverage.h"

#include <QString>

#include <optional>

namespace rastro {

QString coverageLabel(const CoverageMap* map);          // "logs delivered", "logs delivered so far"
QString coverageExtentLabel(const CoverageMap& map);    // "6 rows"; the region of a single one
QString coverageRowLabel(const CoverageRow& row);       // "123456789012 us-east-1"
QString coverageUnknownText();                          // "coverage unknown: file names tell nothing"
QString noFilesText();                                  // of a row told of by events alone
QString noDataEventsText();                             // "no data events logged here"
QString stoppedLabel(const StoppedSpan& span);          // "logging stopped, us-east-1: 2 h 04 min"
QString durationText(Micros span);                      // "2 h 04 min", "35 s"

// True if in none of the rows that tell the category of their events a data event was seen.
bool hasNoDataEvents(const CoverageMap& map);
bool hasNoDataEvents(const CoverageRow& row);

// What is known of a time: of one row, or of all together.
QString describeCoverage(const CoverageMap& map, std::optional<std::size_t> row, Micros time);

} // namespace rastro
