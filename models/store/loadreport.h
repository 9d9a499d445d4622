// SPDX-License-Identifier: Apache-2.0
//
// LoadReport: what a load made of the files it was given: totals, failures and what was ignored and why. A plain value
// inside each snapshot; paths and reasons may hold hostile text.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

struct LoadFailure {
    std::string path;
    std::int64_t offset = -1; // in the inflated text; -1: unknown
    std::string reason;
};

struct IgnoredFile {
    std::string path;
    std::string reason;
    bool isWhole = true; // else some values in a file that is read
};

// Whether such a reason is of a form that could hold events but is not read, rather than of something else.
inline bool mayHoldEvents(std::string_view reason) {
    return reason.ends_with("not read yet") || reason.ends_with("not read") || reason.ends_with("not opened");
}

struct LoadReport {
    std::uint64_t events = 0;     // kept: without duplicates and replaced summary rows
    std::uint64_t duplicates = 0; // hidden, equal to a kept one
    std::uint64_t replaced = 0;   // summary rows whose full record is loaded
    std::uint64_t conflicts = 0;  // eventIDs that stand for more than one content
    std::uint64_t filesRead = 0;
    std::uint64_t filesFailed = 0;
    std::uint64_t filesIgnored = 0;
    std::uint64_t filesOutOfScope = 0;
    std::uint64_t compressedBytes = 0; // as on disk
    std::uint64_t jsonBytes = 0;       // inflated
    std::uint64_t failuresBeyondList = 0; // counted, but not listed one by one
    std::vector<LoadFailure> failures;
    std::vector<IgnoredFile> ignored;
    bool wasCancelled = false;
    bool ranOutOfMemoryBudget = false;
};

// Files that may hold events in a form that is not read: all of them, and those of which nothing else was read.
struct UnreadFiles {
    std::uint64_t all = 0;
    std::uint64_t whole = 0;
};
inline UnreadFiles unreadFiles(const LoadReport& report) {
    UnreadFiles unread;
    std::set<std::string_view> paths;
    for (const IgnoredFile& file : report.ignored) {
        if (!mayHoldEvents(file.reason))
            continue;
        paths.insert(file.path);
        unread.whole += file.isWhole ? 1 : 0;
    }
    unread.all = paths.size();
    return unread;
}

} // namespace rastro
