// SPDX-License-Identifier: Apache-2.0
#include "query/aggregate.h"

#include "base/hash.h"
#include "base/parallel.h"
#include "query/jsonnumber.h"
#include "query/keycounts.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr std::size_t kMostBy = 3;

Error cancelled() { return Error{ErrorCode::Cancelled, {}, "the grouping was stopped"}; }

// The columns of a wish, those that stand in the records made.
class MadeColumns {
public:
    static Result<MadeColumns> make(const Snapshot& snapshot, const AggregateWish& wish, OnDemandCache& columns,
                                    unsigned threads, Checkpoint& checkpoint) {
        std::vector<AnyColumn> keys;
        for (const auto* list : {&wish.by, &wish.distinct, &wish.sums})
            std::ranges::copy_if(*list, std::back_inserter(keys), &AnyColumn::isMade);
        MadeColumns out;
        if (keys.empty())
            return out;
        auto made = columns.columns(snapshot, keys, threads, checkpoint);
        if (!made)
            return made.error();
        out.m_made = std::move(*made);
        return out;
    }

    GroupColumn of(const AnyColumn& column) const {
        const auto made = std::ranges::find(m_made, column, &OnDemandColumn::key);
        return {column, made == m_made.end() ? nullptr : made->get()};
    }
    std::uint64_t unreadRows() const {
        std::uint64_t most = 0; // one pass reads them all, so they are mostly the same rows
        for (const OnDemandPtr& column : m_made)
            most = std::max(most, column->unreadRows());
        return most;
    }

private:
    std::vector<OnDemandPtr> m_made;
};

class Aggregator {
public:
    Aggregator(const CodingJob& job, const GroupCodes& codes) : m_job(job), m_codes(codes), m_tallies(codes.count()) {}

    // f(place, row, group) for every row in every group; false once a stop was asked for.
    template <typename F> bool forRows(const F& f) const {
        return forBlocks({0, m_codes.rows().size()}, m_job.checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                f(i, RowId{m_codes.rows()[i]}, m_codes.code(i));
        });
    }

    bool countRows() {
        std::vector<std::uint8_t> isError(m_job.snapshot.dictionarySize(Column::Outcome));
        for (std::uint32_t code = 1; code < isError.size(); ++code)
            isError[code] = m_job.snapshot.value(Column::Outcome, Code{code}) != "ok" ? 1 : 0;
        // Where groups are many beside the rows, adding up what several threads counted would cost more than it saves.
        const std::size_t rows = m_codes.rows().size();
        const unsigned parts = usefulThreads(m_job.threads, m_tallies.size() > rows / 16 ? 1 : rows);
        std::vector<std::vector<Tally>> ofOthers(parts);
        inParallel(parts, [&](unsigned part) {
            if (part > 0)
                ofOthers[part].resize(m_tallies.size());
            std::vector<Tally>& tallies = part == 0 ? m_tallies : ofOthers[part];
            forBlocks(sliceOf(rows, parts, part), m_job.checkpoint, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i) {
                    const RowId row{m_codes.rows()[i]};
                    Tally& mine = tallies[m_codes.code(i)];
                    ++mine.count;
                    mine.errors += isError[index(m_job.snapshot.code(Column::Outcome, row))];
                    mine.see(m_job.snapshot.time(row));
                }
            });
        });
        for (unsigned part = 1; part < parts; ++part) {
            for (std::size_t group = 0; group < ofOthers[part].size(); ++group)
                m_tallies[group].add(ofOthers[part][group]);
        }
        return !m_job.checkpoint.isStopRequested();
    }

    // Different values: pairs of group and code, each seen once.
    Status countDistinct(const GroupColumn& column) {
        std::vector<std::uint64_t>& distinct = m_distinct.emplace_back(m_codes.count());
        KeyCounts seen;
        const auto see = [&](std::uint32_t group, std::uint32_t code, RowId row) {
            if (seen.add(std::uint64_t{group} << 32 | code, 1, index(row)) == 1)
                ++distinct[group];
        };
        if (column.made != nullptr) {
            const bool isDone = forRows([&](std::size_t, RowId row, std::uint32_t group) {
                column.made->forEachCode(row, [&](Code code) { see(group, index(code), row); });
            });
            return isDone ? Status(Done{}) : Status(cancelled());
        }
        const CodingJob inner{m_job.snapshot, m_codes.rows(), m_job.threads, m_job.checkpoint};
        const Result<ColumnCodes> codes = codeColumn(inner, column);
        if (!codes)
            return codes.error();
        const bool isDone = forRows([&](std::size_t place, RowId row, std::uint32_t group) {
            if (codes->codes[place] != codes->missing)
                see(group, codes->codes[place], row);
        });
        return isDone ? Status(Done{}) : Status(cancelled());
    }

    Status sum(const GroupColumn& column) {
        if (column.made != nullptr) {
            const OnDemandColumn& made = *column.made;
            const auto numbers = numbersOf(made.dictionarySize(), [&](std::uint32_t code) {
                return Code{code} == OnDemandColumn::kObject ? std::string_view() : made.value(Code{code});
            });
            return sumRows([&](RowId row, const auto& take) {
                made.forEachCode(row, [&](Code code) { take(numbers[index(code)]); });
            });
        }
        const Column stored = *column.column.column();
        if (isCoded(stored)) {
            const auto numbers = numbersOf(m_job.snapshot.dictionarySize(stored), [&](std::uint32_t code) {
                return m_job.snapshot.value(stored, Code{code});
            });
            return sumRows([&](RowId row, const auto& take) { take(numbers[index(m_job.snapshot.code(stored, row))]); });
        }
        return sumRows([&](RowId row, const auto& take) {
            if (stored == Column::Offset || stored == Column::Length)
                take(static_cast<double>(stored == Column::Offset ? m_job.snapshot.offset(row)
                                                                  : m_job.snapshot.length(row)));
        });
    }

    std::vector<AggregateGroup> takeLargest(std::size_t limit) {
        std::vector<std::uint32_t> order;
        for (std::uint32_t code = 0; code < m_tallies.size(); ++code) {
            if (m_tallies[code].count != 0)
                order.push_back(code);
        }
        m_groupCount = order.size();
        std::vector<AggregateGroup> out;
        for (const std::uint32_t code : largest(std::move(order), limit))
            out.push_back(groupOf(code));
        std::ranges::sort(out, [](const AggregateGroup& a, const AggregateGroup& b) {
            return a.count != b.count ? a.count > b.count : isKeyBefore(a.key, b.key);
        });
        out.resize(std::min(out.size(), limit));
        return out;
    }
    std::uint64_t groupCount() const { return m_groupCount; }

private:
    using Number = std::optional<double>;

    struct Tally {
        std::uint64_t count = 0;
        std::uint64_t errors = 0;
        Micros first = kNoTime;
        Micros last = kNoTime;

        void see(Micros time) {
            if (time == kNoTime)
                return;
            first = first == kNoTime ? time : std::min(first, time);
            last = last == kNoTime ? time : std::max(last, time);
        }
        void add(const Tally& other) {
            count += other.count;
            errors += other.errors;
            see(other.first);
            see(other.last);
        }
    };

    AggregateGroup groupOf(std::uint32_t code) const {
        const Tally& tally = m_tallies[code];
        AggregateGroup group{m_codes.keyOf(code), tally.count, tally.errors, tally.first, tally.last, {}, {}};
        for (const auto& distinct : m_distinct)
            group.distinct.push_back(distinct[code]);
        for (const auto& sums : m_sums)
            group.sums.push_back(sums[code]);
        return group;
    }

    template <typename TextOf> static std::vector<Number> numbersOf(std::size_t size, const TextOf& textOf) {
        std::vector<Number> numbers(size);
        for (std::uint32_t code = 1; code < size; ++code)
            numbers[code] = jsonNumber(textOf(code));
        return numbers;
    }

    // forNumbers(row, take): calls take(number or nothing) for each value of the row.
    template <typename ForNumbers> Status sumRows(const ForNumbers& forNumbers) {
        std::vector<Sum>& sums = m_sums.emplace_back(m_codes.count());
        KeyCounts shared; // groups and actions counted
        const bool isDone = forRows([&](std::size_t, RowId row, std::uint32_t group) {
            double total = 0;
            bool hasNumber = false;
            forNumbers(row, [&](const Number& number) {
                total += number.value_or(0);
                hasNumber = hasNumber || number.has_value();
            });
            if (!hasNumber || !isFirstCopy(row, group, shared))
                return;
            sums[group].total += total;
            ++sums[group].rows;
        });
        return isDone ? Status(Done{}) : Status(cancelled());
    }

    bool isFirstCopy(RowId row, std::uint32_t group, KeyCounts& shared) const {
        if (!m_job.snapshot.hasIdentifier(Column::SharedEventId, row))
            return true;
        const std::string id = m_job.snapshot.identifierText(Column::SharedEventId, row);
        return shared.add(hash64(id, processSeed() ^ (std::uint64_t{group} << 1)), 1, index(row)) == 1;
    }

    // Those that can be among the first `limit`: keys are made for no others.
    std::vector<std::uint32_t> largest(std::vector<std::uint32_t> order, std::size_t limit) const {
        if (limit == 0 || limit >= order.size())
            return limit == 0 ? std::vector<std::uint32_t>() : order;
        const auto isLarger = [this](std::uint32_t a, std::uint32_t b) { return m_tallies[a].count > m_tallies[b].count; };
        std::ranges::nth_element(order, order.begin() + static_cast<std::ptrdiff_t>(limit - 1), isLarger);
        const std::uint64_t least = m_tallies[order[limit - 1]].count;
        std::erase_if(order, [&](std::uint32_t code) { return m_tallies[code].count < least; });
        return order;
    }

    CodingJob m_job;
    const GroupCodes& m_codes;
    std::vector<Tally> m_tallies; // by group, as the two below
    std::vector<std::vector<std::uint64_t>> m_distinct;
    std::vector<std::vector<Sum>> m_sums;
    std::uint64_t m_groupCount = 0;
};

} // namespace

Result<Aggregates> aggregate(const Snapshot& snapshot, const RowVector& rows, const AggregateWish& wish,
                             OnDemandCache& columns, unsigned threads, Checkpoint& checkpoint) {
    if (wish.by.empty() || wish.by.size() > kMostBy)
        return Error{ErrorCode::InvalidArgument, {}, "rows are grouped by one to three columns"};
    const Result<MadeColumns> made = MadeColumns::make(snapshot, wish, columns, threads, checkpoint);
    if (!made)
        return made.error();
    std::vector<GroupColumn> by;
    for (const AnyColumn& column : wish.by)
        by.push_back(made->of(column));
    const CodingJob job{snapshot, rows, threads, checkpoint};
    const Result<GroupCodes> codes = GroupCodes::make(job, by);
    if (!codes)
        return codes.error();
    Aggregator aggregator(job, *codes);
    if (!aggregator.countRows())
        return cancelled();
    for (const AnyColumn& column : wish.distinct) {
        if (const Status done = aggregator.countDistinct(made->of(column)); !done)
            return done.error();
    }
    for (const AnyColumn& column : wish.sums) {
        if (const Status done = aggregator.sum(made->of(column)); !done)
            return done.error();
    }
    Aggregates out;
    out.groups = aggregator.takeLargest(wish.limit);
    out.groupCount = aggregator.groupCount();
    out.unreadRows = made->unreadRows();
    return out;
}

} // namespace rastro
