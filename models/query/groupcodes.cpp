// SPDX-License-Identifier: Apache-2.0
#include "query/groupcodes.h"

#include "base/parallel.h"
#include "query/celltext.h"
#include "query/packedreader.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

namespace rastro {

namespace {

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

// Numbers pairs of codes as Numbering does. Where there are not many that could be, each has a place in a table.
class PairNumbering {
public:
    static constexpr std::size_t kMostPlaces = std::size_t{1} << 22;

    PairNumbering(std::size_t firsts, std::size_t seconds) : m_seconds(seconds) {
        if (firsts <= kMostPlaces / std::max<std::size_t>(seconds, 1))
            m_numbers.assign(firsts * seconds, kNone);
    }
    std::uint32_t numberOf(std::uint32_t first, std::uint32_t second) {
        const std::uint64_t pair = std::uint64_t{first} << 32 | second;
        if (m_numbers.empty())
            return m_numbering.numberOf(pair);
        std::uint32_t& number = m_numbers[first * m_seconds + second];
        if (number == kNone) {
            number = static_cast<std::uint32_t>(m_pairs.size());
            m_pairs.push_back(pair);
        }
        return number;
    }
    std::vector<std::uint64_t> takePairs() { return m_numbers.empty() ? m_numbering.takeValues() : std::move(m_pairs); }

private:
    static constexpr std::uint32_t kNone = UINT32_MAX;
    std::size_t m_seconds;
    std::vector<std::uint32_t> m_numbers; // by pair
    std::vector<std::uint64_t> m_pairs;
    Numbering<std::uint64_t> m_numbering; // when the table would be too large
};

template <typename CodeOf> ColumnCodes codeEach(const CodingJob& job, std::size_t count, const CodeOf& codeOf) {
    ColumnCodes coding{ScratchBuffer<std::uint32_t>(job.rows.size()), count, std::nullopt, {}};
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

ColumnCodes codeCoded(const CodingJob& job, Column column) {
    ColumnCodes coding = codeEach(job, job.snapshot.dictionarySize(column), PackedReader(job.snapshot, column));
    coding.missing = index(kMissing);
    coding.textOf = [&snapshot = job.snapshot, column](std::uint32_t code) {
        return valueOrMissing(code, snapshot.value(column, Code{code}));
    };
    return coding;
}

ColumnCodes codeOnDemand(const CodingJob& job, const OnDemandColumn* made) {
    ColumnCodes coding = codeEach(job, made->dictionarySize(),
                             [made](std::uint32_t row) { return index(made->code(RowId{row})); });
    coding.missing = index(kMissing);
    coding.textOf = [made](std::uint32_t code) { return valueOrMissing(code, made->value(Code{code})); };
    return coding;
}

// Any other column: valueOf(row) is numbered, textOf(value) told when asked for.
template <typename Value, typename ValueOf, typename TextOf>
ColumnCodes codeByNumbering(const CodingJob& job, const std::optional<Value>& missing, const ValueOf& valueOf,
                            const TextOf& textOf) {
    ColumnCodes coding{ScratchBuffer<std::uint32_t>(job.rows.size()), 0, std::nullopt, {}};
    Numbering<Value> numbering;
    forBlocks({0, job.rows.size()}, job.checkpoint, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            coding.codes[i] = numbering.numberOf(valueOf(RowId{job.rows[i]}));
    });
    auto values = std::make_shared<std::vector<Value>>(numbering.takeValues());
    coding.count = values->size();
    if (const auto none = missing ? std::ranges::find(*values, *missing) : values->end(); none != values->end())
        coding.missing = static_cast<std::uint32_t>(none - values->begin());
    coding.textOf = [values, textOf](std::uint32_t code) -> std::optional<std::string> {
        return textOf((*values)[code]);
    };
    return coding;
}

ColumnCodes codeTime(const CodingJob& job) {
    return codeByNumbering<Micros>(
        job, kNoTime, [&](RowId row) { return job.snapshot.time(row); },
        [](Micros time) { return time == kNoTime ? std::nullopt : std::optional(formatTime(time)); });
}

ColumnCodes codeNumber(const CodingJob& job, Column column) {
    const PackedReader numberOf(job.snapshot, column);
    return codeByNumbering<std::uint64_t>(
        job, std::nullopt, [&](RowId row) { return numberOf(index(row)); },
        [](std::uint64_t number) { return std::optional(std::to_string(number)); });
}

// Identifiers and paths as texts; two sources may have one path. No identifier is the empty text with a mark before it.
ColumnCodes codeText(const CodingJob& job, Column column) {
    return codeByNumbering<std::string>(
        job, std::string(),
        [&](RowId row) {
            const std::optional<std::string> text = cellText(job.snapshot, column, row);
            return text ? '=' + *text : std::string();
        },
        [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text.substr(1)); });
}

// Rows repeated so that each stands for one value of every column: the place of the value in the row's list by column.
struct Unfolded {
    RowVector rows;
    std::vector<std::vector<std::uint32_t>> codes; // by column; empty: the column has one value a row
};

Unfolded unfold(const RowVector& rows, std::span<const GroupColumn> columns, const Checkpoint& checkpoint) {
    Unfolded out{rows, std::vector<std::vector<std::uint32_t>>(columns.size())};
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const OnDemandColumn* made = columns[c].made;
        if (made == nullptr || !made->hasLists())
            continue;
        Unfolded next{{}, std::vector<std::vector<std::uint32_t>>(columns.size())};
        const auto add = [&](std::size_t i, std::uint32_t code) {
            next.rows.push_back(out.rows[i]);
            next.codes[c].push_back(code);
            for (std::size_t before = 0; before < c; ++before) {
                if (!out.codes[before].empty())
                    next.codes[before].push_back(out.codes[before][i]);
            }
        };
        forBlocks({0, out.rows.size()}, checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const RowId row{out.rows[i]};
                made->forEachCode(row, [&](Code code) { add(i, index(code)); });
                if (made->code(row) == kMissing)
                    add(i, index(kMissing));
            }
        });
        out = std::move(next);
    }
    return out;
}

} // namespace

bool isKeyBefore(const GroupKey& a, const GroupKey& b) {
    return std::ranges::lexicographical_compare(a, b, [](const auto& x, const auto& y) {
        return x && y ? *x < *y : x.has_value() && !y;
    });
}

Result<ColumnCodes> codeColumn(const CodingJob& job, const GroupColumn& column) {
    if (column.column.isMade() && column.made == nullptr)
        return Error{ErrorCode::InvalidArgument, {}, "this column must be made before it can be counted by"};
    if (column.made != nullptr)
        return codeOnDemand(job, column.made);
    const Column stored = *column.column.column();
    switch (info(stored).storage) {
    case Storage::Time:
        return codeTime(job);
    case Storage::Number:
        return codeNumber(job, stored);
    case Storage::Identifier:
    case Storage::Source:
        return codeText(job, stored);
    default:
        return codeCoded(job, stored);
    }
}

Result<GroupCodes> GroupCodes::make(const CodingJob& job, std::span<const GroupColumn> columns) {
    if (columns.empty())
        return Error{ErrorCode::InvalidArgument, {}, "there is no column to count by"};
    GroupCodes out(job.rows);
    out.m_isUnfolded = std::ranges::any_of(
        columns, [](const GroupColumn& column) { return column.made != nullptr && column.made->hasLists(); });
    Unfolded unfolded = out.m_isUnfolded ? unfold(job.rows, columns, job.checkpoint) : Unfolded{};
    out.m_unfolded = std::move(unfolded.rows);
    const CodingJob inner{job.snapshot, out.rows(), job.threads, job.checkpoint};
    for (std::size_t c = 0; c < columns.size(); ++c) {
        Result<ColumnCodes> coding = codeColumn(inner, columns[c]);
        if (!coding)
            return coding.error();
        if (out.m_isUnfolded && !unfolded.codes[c].empty())
            std::ranges::copy(unfolded.codes[c], coding->codes.data());
        out.m_columns.push_back(std::move(*coding));
        if (job.checkpoint.isStopRequested())
            return Error{ErrorCode::Cancelled, {}, "the count was stopped"};
    }
    out.m_codes.swap(out.m_columns[0].codes);
    out.m_count = out.m_columns[0].count;
    out.combine(inner);
    if (job.checkpoint.isStopRequested())
        return Error{ErrorCode::Cancelled, {}, "the count was stopped"};
    return out;
}

void GroupCodes::combine(const CodingJob& job) {
    for (std::size_t c = 1; c < m_columns.size(); ++c) {
        PairNumbering numbering(m_count, m_columns[c].count);
        forBlocks({0, job.rows.size()}, job.checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                m_codes[i] = numbering.numberOf(m_codes[i], m_columns[c].codes[i]);
        });
        m_columns[c].codes = {};
        m_pairs.push_back(numbering.takePairs());
        m_count = m_pairs.back().size();
    }
}

GroupKey GroupCodes::keyOf(std::uint32_t code) const {
    GroupKey key(m_columns.size());
    for (std::size_t c = m_columns.size(); c-- > 1;) {
        const std::uint64_t pair = m_pairs[c - 1][code];
        key[c] = m_columns[c].textOf(static_cast<std::uint32_t>(pair));
        code = static_cast<std::uint32_t>(pair >> 32);
    }
    key[0] = m_columns[0].textOf(code);
    return key;
}

} // namespace rastro
