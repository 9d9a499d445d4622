// SPDX-License-Identifier: Apache-2.0
//
// Which paths the records hold, and in how many events: found in one pass over some records, documents inside strings
// included, arrays run through. Only paths that end in a string, number, true or false. Memory is bounded whatever the
// records hold: the paths seen least make way. Blocks its caller (a worker).
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/completion.h"
#include "query/ondemand.h"
#include "store/snapshot.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace rastro {

struct PathLimits {
    std::size_t paths = 4'096;
    std::size_t newPerRecord = 512; // a record of a million keys does not crowd out the rest
};

// Counts the paths of records. Not for several threads at a time.
class PathCounter {
public:
    explicit PathCounter(PathLimits limits = {});
    ~PathCounter();
    PathCounter(PathCounter&&) noexcept;

    // record: one JSON value as the engine accepted it. weight: how many events it stands for.
    void add(std::string_view record, std::uint64_t weight);
    void merge(const PathCounter& other);
    std::vector<SeenPath> paths() const; // most frequent first, then by name; at most limits.paths

private:
    struct Tree;
    PathLimits m_limits;
    std::unique_ptr<Tree> m_tree;
};

// Rows worth reading for their paths: the first few with each event name, in the order of storage, and how many events
// each stands for. All rows with weight 1 if there are no more than `perName` of each.
struct PathSample {
    RowVector rows;
    std::vector<std::uint64_t> weights;
};
Result<PathSample> samplePathRows(const Snapshot& snapshot, std::size_t perName, const Checkpoint& checkpoint);

// The paths of those rows; the counts are estimates for all events where the sample is not everything. Progress: rows.
// Errors: Cancelled.
Result<std::vector<SeenPath>> collectPaths(const Snapshot& snapshot, const PathSample& sample, PathLimits limits,
                                           unsigned threads, Checkpoint& checkpoint);

} // namespace rastro
