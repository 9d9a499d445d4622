// SPDX-License-Identifier: Apache-2.0
//
// What a profile is about: a text that names an access key, address, account, actor, person, role, user agent, … and
// the filter for its events. Blocks its caller when it has to look at persons and chains; any thread.
#pragma once

#include "language/expression.h"
#include "query/filter.h"

#include <string>
#include <string_view>

namespace rastro {

struct Subject {
    std::string words; // "access key AKIA…", "events that mention prod-bucket"
    Expression filter;
};

// By its form, then by the columns that hold the very text (A-Z folded), then as a mention anywhere in a record.
// `field:value` is taken as that filter. Errors: InvalidArgument for a text without anything, Cancelled.
Result<Subject> subjectNamed(const Snapshot& snapshot, std::string_view text, OnDemandCache& columns, unsigned threads,
                             Checkpoint& checkpoint);

} // namespace rastro
