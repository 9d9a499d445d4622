// SPDX-License-Identifier: Apache-2.0
//
// Briefing: what is loaded and where it has holes, what could not be read, and the questions every investigation begins
// with, each as a line with its count and its filter; a zero says what it covers. Blocks its caller, several threads
// inside, answers a stop within 50 ms.
#pragma once

#include "query/filter.h"
#include "report/reportlines.h"
#include "timeline/coverage.h"

#include <memory>

namespace rastro {

struct BriefingWish {
    std::size_t mostLines = 20; // of a section, questions aside
    // Also what needs every record, or many: parties outside in targets, policies and shares.
    bool readsRecords = false;
};

// coverage: of this snapshot. Error Cancelled.
Result<Report> briefingOf(const Snapshot& snapshot, const CoverageMap& coverage, const BriefingWish& wish,
                          OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint);

// The questions, for the help and for tests: what is asked, and the filter that answers.
struct Question {
    std::string_view name; // one word
    std::string_view text;
    std::string_view filter;
};
std::span<const Question> briefingQuestions();

} // namespace rastro
