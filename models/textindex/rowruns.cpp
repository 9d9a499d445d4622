// SPDX-License-Identifier: Apache-2.0
#include "textindex/rowruns.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace rastro {

namespace {

// Runs ascending by their begin, made such that they neither overlap nor touch.
std::vector<RowRun> joined(std::vector<RowRun> runs) {
    std::size_t kept = 0;
    for (const RowRun run : runs) {
        if (run.begin >= run.end)
            continue;
        if (kept != 0 && run.begin <= runs[kept - 1].end)
            runs[kept - 1].end = std::max(runs[kept - 1].end, run.end);
        else
            runs[kept++] = run;
    }
    runs.resize(kept);
    return runs;
}

} // namespace

RowRuns::RowRuns(std::vector<RowRun> runs) {
    std::ranges::sort(runs, {}, &RowRun::begin);
    m_runs = joined(std::move(runs));
}

std::uint64_t RowRuns::rowCount() const {
    return std::accumulate(m_runs.begin(), m_runs.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const RowRun& run) { return sum + (run.end - run.begin); });
}

bool RowRuns::contains(std::uint32_t row) const {
    const auto after = std::ranges::upper_bound(m_runs, row, {}, &RowRun::begin);
    return after != m_runs.begin() && row < std::prev(after)->end;
}

std::vector<std::uint32_t> RowRuns::rows() const {
    std::vector<std::uint32_t> rows(static_cast<std::size_t>(rowCount()));
    auto to = rows.begin();
    for (const RowRun& run : m_runs) {
        std::iota(to, to + (run.end - run.begin), run.begin);
        to += run.end - run.begin;
    }
    return rows;
}

RowRuns RowRuns::united(const RowRuns& other) const {
    std::vector<RowRun> merged;
    merged.reserve(m_runs.size() + other.m_runs.size());
    std::ranges::merge(m_runs, other.m_runs, std::back_inserter(merged), {}, &RowRun::begin, &RowRun::begin);
    RowRuns result;
    result.m_runs = joined(std::move(merged));
    return result;
}

RowRuns RowRuns::intersected(const RowRuns& other) const {
    RowRuns result;
    auto a = m_runs.begin();
    auto b = other.m_runs.begin();
    while (a != m_runs.end() && b != other.m_runs.end()) {
        const RowRun common{std::max(a->begin, b->begin), std::min(a->end, b->end)};
        if (common.begin < common.end)
            result.m_runs.push_back(common);
        if (a->end < b->end)
            ++a;
        else
            ++b;
    }
    return result;
}

RowRuns RowRuns::complement(std::uint32_t rowCount) const {
    RowRuns result;
    std::uint32_t from = 0;
    for (const RowRun& run : m_runs) {
        if (run.begin >= rowCount)
            break;
        if (run.begin > from)
            result.m_runs.push_back({from, run.begin});
        from = run.end;
    }
    if (from < rowCount)
        result.m_runs.push_back({from, rowCount});
    return result;
}

} // namespace rastro
