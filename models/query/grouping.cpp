// SPDX-License-Identifier: Apache-2.0
#include "query/grouping.h"

#include "base/parallel.h"
#include "query/celltext.h"
#include "query/packedreader.h"
#include "query/scratch.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace rastro {

namespace {

// Small numbers for the values of a column, and the way back.
struct Coding {
    ScratchBuffer<std::uint32_t> codes; // by place in the rows
    std::size_t count = 0;              // codes are below it
    std::function<std::optional<std::string>(std::uint32_t)> textOf;
};

// Numbers values in the order they are first seen.
template <typename Value> class Numbering {
public:
    std::uint32_t numberOf(const Value& value) {
        const auto [known, isNew] = m_numbers.try_emplace(value, static_cast<std::uint32_t>(m_values.size()));
        if (isNew)
            m_values.push_back(value);
        return known->second;
    }
    std::vector<Value> takeValues() { return std::move(m_values); }

private:
    std::unordered_map<Value, std::uint32_t> m_numbers;
    std::vector<Value> m_values;
};

struct Job {
    const Snapshot& snapshot;
    const RowVector& rows;
    unsigned threads;
    const Checkpoint& checkpoint;
};

template <typename CodeOf> Coding codeEach(const Job& job, std::size_t count, const CodeOf& codeOf) {
    Coding coding{ScratchBuffer<std::uint32_t>(job.rows.size()), count, {}};
    const unsigned parts = usefulThreads(job.threads, job.rows.size());
    inParallel(parts, [&](unsigned part) {
        forBlocks(sliceOf(job.rows.size(), parts, part), job.checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                coding.codes[i] = static_cast<std::uint32_t>(codeOf(job.rows[i]));
        });
    });
    return coding;
}

std::optional<std::string> valueOrMissing(std::uint32_t code, std::string_view value) {
    return code == index(kMissing) ? std::nullopt : std::optional(std::string(value));
}

Coding codeCoded(const Job& job, Column column) {
    Coding coding = codeEach(job, job.snapshot.dictionarySize(column), PackedReader(job.snapshot, column));
    coding.textOf = [&snapshot = job.snapshot, column](std::uint32_t code) {
        return valueOrMissing(code, snapshot.value(column, Code{code}));
    };
    return coding;
}

Coding codeOnDemand(const Job& job, const OnDemandColumn* made) {
    Coding coding =
        codeEach(job, made->dictionarySize(), [&codes = made->codes()](std::uint32_t row) { return codes[row]; });
    coding.textOf = [made](std::uint32_t code) { return valueOrMissing(code, made->value(Code{code})); };
    return coding;
}

// Any other column: valueOf(row) is numbered, textOf(value) told when asked for.
template <typename Value, typename ValueOf, typename TextOf>
Coding codeByNumbering(const Job& job, const ValueOf& valueOf, const TextOf& textOf) {
    Coding coding{ScratchBuffer<std::uint32_t>(job.rows.size()), 0, {}};
    Numbering<Value> numbering;
    forBlocks({0, job.rows.size()}, job.checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            coding.codes[i] = numbering.numberOf(valueOf(RowId{job.rows[i]}));
    });
    auto values = std::make_shared<std::vector<Value>>(numbering.takeValues());
    coding.count = values->size();
    coding.textOf = [values, textOf](std::uint32_t code) -> std::optional<std::string> {
        return textOf((*values)[code]);
    };
    return coding;
}

Coding codeTime(const Job& job) {
    return codeByNumbering<Micros>(
        job, [&](RowId row) { return job.snapshot.time(row); },
        [](Micros time) { return time == kNoTime ? std::nullopt : std::optional(formatTime(time)); });
}

Coding codeNumber(const Job& job, Column column) {
    const PackedReader numberOf(job.snapshot, column);
    return codeByNumbering<std::uint64_t>(
        job, [&](RowId row) { return numberOf(index(row)); },
        [](std::uint64_t number) { return std::optional(std::to_string(number)); });
}

// Identifiers and paths as texts; two sources may have one path. No identifier is the empty text with a mark before it.
Coding codeText(const Job& job, Column column) {
    return codeByNumbering<std::string>(
        job,
        [&](RowId row) {
            const std::optional<std::string> text = cellText(job.snapshot, column, row);
            return text ? '=' + *text : std::string();
        },
        [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text.substr(1)); });
}

Result<Coding> codeColumn(const Job& job, const GroupColumn& column) {
    switch (info(column.column).storage) {
    case Storage::Coded:
        return codeCoded(job, column.column);
    case Storage::Time:
        return codeTime(job);
    case Storage::Number:
        return codeNumber(job, column.column);
    case Storage::Identifier:
    case Storage::Source:
        return codeText(job, column.column);
    case Storage::OnDemand:
        break;
    }
    if (column.made == nullptr)
        return Error{ErrorCode::InvalidArgument, {}, "this column must be made before it can be counted by"};
    return codeOnDemand(job, column.made);
}

// Codes of single columns to codes of combinations.
class Combination {
public:
    explicit Combination(std::vector<Coding> columns) : m_columns(std::move(columns)) {
        m_codes.swap(m_columns[0].codes);
        m_count = m_columns[0].count;
    }

    void combine(const Job& job) {
        for (std::size_t c = 1; c < m_columns.size(); ++c) {
            Numbering<std::uint64_t> numbering;
            forBlocks({0, job.rows.size()}, job.checkpoint, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i)
                    m_codes[i] = numbering.numberOf(std::uint64_t{m_codes[i]} << 32 | m_columns[c].codes[i]);
            });
            m_columns[c].codes = {};
            m_pairs.push_back(numbering.takeValues());
            m_count = m_pairs.back().size();
        }
    }

    std::vector<std::uint64_t> count(const Job& job) const {
        std::vector<std::uint64_t> counts(m_count);
        forBlocks({0, job.rows.size()}, job.checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                ++counts[m_codes[i]];
        });
        return counts;
    }

    std::vector<std::optional<std::string>> keyOf(std::uint32_t code) const {
        std::vector<std::optional<std::string>> key(m_columns.size());
        for (std::size_t c = m_columns.size(); c-- > 1;) {
            const std::uint64_t pair = m_pairs[c - 1][code];
            key[c] = m_columns[c].textOf(static_cast<std::uint32_t>(pair));
            code = static_cast<std::uint32_t>(pair >> 32);
        }
        key[0] = m_columns[0].textOf(code);
        return key;
    }

private:
    std::vector<Coding> m_columns;
    ScratchBuffer<std::uint32_t> m_codes;
    std::size_t m_count = 0;
    std::vector<std::vector<std::uint64_t>> m_pairs; // by column from the second on: combination so far, code
};

bool isBeforeInTie(const std::optional<std::string>& a, const std::optional<std::string>& b) {
    return a && b ? *a < *b : a.has_value() && !b;
}

bool isBefore(const Group& a, const Group& b) {
    if (a.count != b.count)
        return a.count > b.count;
    return std::ranges::lexicographical_compare(a.key, b.key, isBeforeInTie);
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
    if (columns.empty())
        return Error{ErrorCode::InvalidArgument, {}, "there is no column to count by"};
    const Job job{snapshot, rows, threads, checkpoint};
    std::vector<Coding> codings;
    for (const GroupColumn& column : columns) {
        Result<Coding> coding = codeColumn(job, column);
        if (!coding)
            return coding.error();
        codings.push_back(std::move(*coding));
        if (checkpoint.isStopRequested())
            return Error{ErrorCode::Cancelled, {}, "the count was stopped"};
    }
    Combination combination(std::move(codings));
    combination.combine(job);
    if (checkpoint.isStopRequested())
        return Error{ErrorCode::Cancelled, {}, "the count was stopped"};
    const std::vector<std::uint64_t> counts = combination.count(job);
    const std::uint64_t least = leastCount(counts, limit);
    std::vector<Group> groups;
    for (std::uint32_t code = 0; code < counts.size(); ++code) {
        if (counts[code] >= least)
            groups.push_back({combination.keyOf(code), counts[code]});
    }
    std::ranges::sort(groups, isBefore);
    groups.resize(std::min(groups.size(), limit));
    return groups;
}

} // namespace rastro
