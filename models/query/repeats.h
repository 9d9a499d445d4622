// SPDX-License-Identifier: Apache-2.0
//
// Repeats: consecutive rows of one actor, event and outcome, folded to the first of them; and the few events of one
// sign-in, folded to the one that says how it ended. Block their caller (a worker), stop within 50 ms.
#pragma once

#include "base/checkpoint.h"
#include "base/jsontree.h"
#include "base/result.h"
#include "query/bitmap.h"
#include "query/ondemand.h"
#include "store/snapshot.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace rastro {

// Rows of which some stand for those that follow them.
struct FoldedRows {
    std::shared_ptr<const RowVector> all;
    std::shared_ptr<const RowVector> shown;
    std::vector<std::uint32_t> places; // of each shown row among all, and behind the last the number of all
    std::vector<std::uint32_t> signIns; // shown rows that stand for the events of one sign-in
    std::map<std::uint32_t, std::string> signInWords; // of those, as far as they are read: "password, MFA"; text from logs
    std::vector<std::uint64_t> bytes;  // transferred by the events of each shown row; empty if that is not known

    // How many events a shown row stands for.
    std::uint32_t events(std::size_t shownRow) const { return places[shownRow + 1] - places[shownRow]; }
    // The shown row that stands for a place among all.
    std::size_t shownAt(std::uint32_t place) const;
};

// The places of a run.
struct Run {
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t lead = 0; // the one shown when it is folded
};
// The run that a place is in, whether it is folded or not.
Run runAround(const Snapshot& snapshot, const RowVector& all, std::size_t place);

// How somebody signed in and whether with MFA, of the record that ends a sign-in: "password, no MFA"; empty if it does not
// tell. Source: "AWS Management Console sign-in events" and "Understanding IAM Identity Center sign-in events" of the user
// guides.
std::string signInWords(const json::Tree& record);

// open: runs that hold one of these rows behind their first stay unfolded. bytes: the column of bytes transferred, or null. Error Cancelled.
Result<FoldedRows> foldRepeats(const Snapshot& snapshot, std::shared_ptr<const RowVector> rows, const RowBitmap& open,
                               const OnDemandColumn* bytes, const Checkpoint& checkpoint);

// additionalEventData.bytesTransferredOut, what S3 says of each call.
AnyColumn bytesColumn();

} // namespace rastro
