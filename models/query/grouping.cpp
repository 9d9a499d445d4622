// SPDX-License-Identifier: Apache-2.0
#include "query/grouping.h"

#include "base/parallel.h"

#include <algorithm>
#include <functional>

namespace rastro {

namespace {

std::vector<std::uint64_t> countCodes(const GroupCodes& codes, const Checkpoint& checkpoint) {
    std::vector<std::uint64_t> counts(codes.count());
    forBlocks({0, codes.rows().size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            ++counts[codes.code(i)];
    });
    return counts;
}

bool isBefore(const Group& a, const Group& b) {
    return a.count != b.count ? a.count > b.count : isKeyBefore(a.key, b.key);
}

// The least count that may be among the first `limit`: keys are made for no more groups than that.
std::uint64_t leastCount(std::vector<std::uint64_t> counts, std::size_t limit) {
    if (limit >= counts.size() || limit == 0)
        return 1;
    std::ranges::nth_element(counts, counts.begin() + static_cast<std::ptrdiff_t>(limit - 1), std::greater{});
    return std::max<std::uint64_t>(counts[limit - 1], 1);
}

} // namespace

Result<std::vector<Group>> countBy(const Snapshot& snapshot, const RowVector& rows,
                                   std::span<const GroupColumn> columns, std::size_t limit, unsigned threads,
                                   const Checkpoint& checkpoint) {
    const Result<GroupCodes> codes = GroupCodes::make({snapshot, rows, threads, checkpoint}, columns);
    if (!codes)
        return codes.error();
    const std::vector<std::uint64_t> counts = countCodes(*codes, checkpoint);
    if (checkpoint.isStopRequested())
        return Error{ErrorCode::Cancelled, {}, "the count was stopped"};
    const std::uint64_t least = leastCount(counts, limit);
    std::vector<Group> groups;
    for (std::uint32_t code = 0; code < counts.size(); ++code) {
        if (counts[code] >= least)
            groups.push_back({codes->keyOf(code), counts[code]});
    }
    std::ranges::sort(groups, isBefore);
    groups.resize(std::min(groups.size(), limit));
    return groups;
}

} // namespace rastro
