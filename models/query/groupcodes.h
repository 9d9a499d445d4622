// SPDX-License-Identifier: Apache-2.0
//
// GroupCodes: small numbers for the combinations of values that rows hold in some columns, and the way back to the values.
// Values are compared exactly, a missing one is a value of its own; a row with several values in a column stands for
// each distinct one. What grouping and aggregate count by. Blocks its caller; immutable once made.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/ondemand.h"
#include "query/scratch.h"
#include "store/snapshot.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rastro {

struct GroupColumn {
    AnyColumn column;
    const OnDemandColumn* made = nullptr; // for one made from the records
};

using GroupKey = std::vector<std::optional<std::string>>; // a value for each column, nullopt when missing

// Whether a key stands before another: by bytes, missing last.
bool isKeyBefore(const GroupKey& a, const GroupKey& b);

// The values of one column as small numbers.
struct ColumnCodes {
    ScratchBuffer<std::uint32_t> codes;   // by place in the rows; of a made column the first value
    std::size_t count = 0;                // codes are below it
    std::optional<std::uint32_t> missing; // the code of no value, if there is one
    std::function<std::optional<std::string>(std::uint32_t)> textOf;
};

// What is coded, and how.
struct CodingJob {
    const Snapshot& snapshot;
    const RowVector& rows;
    unsigned threads;
    const Checkpoint& checkpoint;
};

// Error InvalidArgument if a column that is made comes without it. Ends early, codes unwritten, once a stop is asked for.
Result<ColumnCodes> codeColumn(const CodingJob& job, const GroupColumn& column);

class GroupCodes {
public:
    // The rows must outlive it. Errors: Cancelled; InvalidArgument without a column, and as codeColumn().
    static Result<GroupCodes> make(const CodingJob& job, std::span<const GroupColumn> columns);

    // The rows given, each as often as it has combinations of values.
    const RowVector& rows() const { return m_isUnfolded ? m_unfolded : *m_given; }
    std::uint32_t code(std::size_t place) const { return m_codes[place]; }
    std::size_t count() const { return m_count; } // codes are below it; some may stand for no row
    GroupKey keyOf(std::uint32_t code) const;

private:
    explicit GroupCodes(const RowVector& rows) : m_given(&rows) {}
    void combine(const CodingJob& job);

    const RowVector* m_given;
    RowVector m_unfolded;
    bool m_isUnfolded = false;
    std::vector<ColumnCodes> m_columns;
    ScratchBuffer<std::uint32_t> m_codes;
    std::size_t m_count = 0;
    std::vector<std::vector<std::uint64_t>> m_pairs; // by column from the second on: combination so far, code
};

} // namespace rastro
