// SPDX-License-Identifier: Apache-2.0
#include "query/valuecounts.h"

#include <array>

namespace rastro {

namespace {
constexpr std::size_t kMostValues = 10'000;
} // namespace

bool hasCountableValues(const AnyColumn& column) {
    if (!column.column())
        return true;
    const Storage storage = info(*column.column()).storage;
    return storage == Storage::Coded || storage == Storage::Source || storage == Storage::OnDemand;
}

Result<std::vector<ValueCount>> countValues(const Snapshot& snapshot, const RowVector& rows, const GroupColumn& column,
                                            std::string_view typed, std::size_t limit, unsigned threads,
                                            const Checkpoint& checkpoint) {
    std::vector<ValueCount> values;
    if (!hasCountableValues(column.column))
        return values;
    auto groups = countBy(snapshot, rows, std::array{column}, kMostValues, threads, checkpoint);
    if (!groups)
        return groups.error();
    for (Group& group : *groups) {
        if (values.size() == limit)
            break;
        if (group.key[0] && matchOf(*group.key[0], typed) != Match::None)
            values.push_back({std::move(*group.key[0]), group.count});
    }
    return values;
}

} // namespace rastro
