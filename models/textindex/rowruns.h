// SPDX-License-Identifier: Apache-2.0
//
// RowRuns: a set of rows as ascending runs that neither overlap nor touch. Small for rows that stand together, as those
// of a file do. A value.
#pragma once

#include <cstdint>
#include <vector>

namespace rastro {

struct RowRun {
    std::uint32_t begin = 0;
    std::uint32_t end = 0; // past the last
    bool operator==(const RowRun&) const = default;
};

// Appends a row to runs in any order: to the last one if it follows on.
inline void appendRow(std::vector<RowRun>& runs, std::uint32_t row) {
    if (!runs.empty() && runs.back().end == row)
        ++runs.back().end;
    else
        runs.push_back({row, row + 1});
}

class RowRuns {
public:
    RowRuns() = default;
    explicit RowRuns(std::vector<RowRun> runs); // in any order, may overlap

    static RowRuns all(std::uint32_t rowCount) { return RowRuns({{0, rowCount}}); }

    const std::vector<RowRun>& runs() const { return m_runs; }
    bool isEmpty() const { return m_runs.empty(); }
    std::uint64_t rowCount() const;
    bool contains(std::uint32_t row) const;
    std::vector<std::uint32_t> rows() const; // ascending

    RowRuns united(const RowRuns& other) const;
    RowRuns intersected(const RowRuns& other) const;
    RowRuns complement(std::uint32_t rowCount) const; // of [0, rowCount)

    bool operator==(const RowRuns&) const = default;

private:
    std::vector<RowRun> m_runs;
};

} // namespace rastro
