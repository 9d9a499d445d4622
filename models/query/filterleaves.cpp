// SPDX-License-Identifier: Apache-2.0
#include "query/filterleaves.h"

#include "base/foldedtext.h"
#include "base/parallel.h"
#include "query/celltext.h"
#include "query/codescan.h"

#include <cstring>
#include <string>

namespace rastro {

namespace {

constexpr std::uint32_t kWordRows = 64;

// Words from a test of each row; rows: how many the chunk has.
template <typename Test> void fillByTest(std::uint32_t rows, RowBitmap::Word* words, const Test& test) {
    std::memset(words, 0, RowBitmap::kChunkWords * sizeof(RowBitmap::Word));
    for (std::uint32_t i = 0; i < rows; ++i)
        words[i / kWordRows] |= static_cast<RowBitmap::Word>(test(i)) << (i % kWordRows);
}

void clearBeyond(std::uint32_t rows, RowBitmap::Word* words) {
    const std::size_t used = (rows + kWordRows - 1) / kWordRows;
    std::memset(words + used, 0, (RowBitmap::kChunkWords - used) * sizeof(RowBitmap::Word));
}

// test(code) for the codes from `first` on, on several threads. Empty if a stop was asked for.
template <typename Test>
std::optional<CodeSet> codesWhere(std::size_t first, std::size_t size, unsigned threads, const Checkpoint& checkpoint,
                                  const Test& test) {
    constexpr std::size_t kTaskCodes = 4'096; // a value may be long, a regular expression slow
    std::vector<std::uint8_t> isIn(size);
    const std::size_t tasks = (size - first + kTaskCodes - 1) / kTaskCodes;
    forTasks(tasks, threads, checkpoint, [&](std::size_t task) {
        const std::size_t begin = first + task * kTaskCodes;
        for (std::size_t code = begin; code < std::min(begin + kTaskCodes, size); ++code) {
            if (code % 64 == 0 && checkpoint.isStopRequested())
                return;
            isIn[code] = test(static_cast<std::uint32_t>(code)) ? 1 : 0;
        }
    });
    if (checkpoint.isStopRequested())
        return std::nullopt;
    return CodeSet(std::move(isIn));
}

class CodedLeaf final : public FilterLeaf {
public:
    CodedLeaf(const Snapshot& snapshot, Column column, CodeSet codes)
        : m_snapshot(snapshot), m_column(column), m_codes(std::move(codes)) {}
    void fill(std::size_t c, RowBitmap::Word* words) const override {
        const Chunk& chunk = m_snapshot.chunk(c);
        m_codes.scan(chunk.coded[codedIndex(m_column)], chunk.rows, words);
        clearBeyond(chunk.rows, words);
    }
    bool contains(std::uint32_t row) const override {
        return m_codes.contains(index(m_snapshot.code(m_column, RowId{row})));
    }
    int cost() const override { return m_codes.isEmpty() ? 0 : 1; }
    LeafPtr unitedWith(const FilterLeaf& other) const override {
        const auto* same = dynamic_cast<const CodedLeaf*>(&other);
        return same != nullptr && same->m_column == m_column
                   ? std::make_unique<const CodedLeaf>(m_snapshot, m_column, m_codes.unitedWith(same->m_codes))
                   : nullptr;
    }

private:
    const Snapshot& m_snapshot;
    Column m_column;
    CodeSet m_codes;
};

class OnDemandLeaf final : public FilterLeaf {
public:
    OnDemandLeaf(const Snapshot& snapshot, OnDemandPtr column, CodeSet codes)
        : m_snapshot(snapshot), m_column(std::move(column)), m_codes(std::move(codes)) {}
    void fill(std::size_t c, RowBitmap::Word* words) const override {
        const std::uint32_t rows = m_snapshot.chunk(c).rows;
        const OnDemandColumn::Part& part = m_column->part(c);
        m_codes.scan({part.entries.data(), 4}, rows, words);
        clearBeyond(rows, words);
        if (part.lists.empty())
            return;
        for (std::uint32_t i = 0; i < rows; ++i) {
            if ((part.entries[i] & OnDemandColumn::kIsList) == 0)
                continue;
            const RowBitmap::Word bit = RowBitmap::Word{1} << (i % kWordRows);
            RowBitmap::Word& word = words[i / kWordRows];
            word = listContains(part, part.entries[i]) ? word | bit : word & ~bit;
        }
    }
    bool contains(std::uint32_t row) const override {
        bool isIn = false;
        m_column->forEachCode(RowId{row}, [&](Code code) { isIn = isIn || m_codes.contains(index(code)); });
        return isIn;
    }
    int cost() const override { return 2; }
    LeafPtr unitedWith(const FilterLeaf& other) const override {
        const auto* same = dynamic_cast<const OnDemandLeaf*>(&other);
        return same != nullptr && same->m_column == m_column
                   ? std::make_unique<const OnDemandLeaf>(m_snapshot, m_column, m_codes.unitedWith(same->m_codes))
                   : nullptr;
    }

private:
    bool listContains(const OnDemandColumn::Part& part, std::uint32_t entry) const {
        const std::uint32_t* list = part.lists.data() + (entry & ~OnDemandColumn::kIsList);
        return std::any_of(list + 1, list + 1 + list[0], [this](std::uint32_t code) { return m_codes.contains(code); });
    }
    const Snapshot& m_snapshot;
    OnDemandPtr m_column;
    CodeSet m_codes;
};

// The rows of a range of times that is short, by their run in the order of time; null for others.
std::shared_ptr<const RowBitmap> rowsOfShortRange(const Snapshot& snapshot, TimeRangeOf times) {
    constexpr std::size_t kShare = 16; // setting a bit anywhere costs about as much as comparing that many times
    const RowVector& order = *snapshot.sharedFullTimeOrder();
    const std::span<const std::uint32_t> run = runOfTimes(snapshot, order, times);
    if (order.size() != snapshot.rowCount() || run.size() > order.size() / kShare)
        return nullptr;
    auto rows = std::make_shared<RowBitmap>(snapshot.rowCount());
    std::ranges::for_each(run, [&](std::uint32_t row) { rows->insert(row); });
    return rows;
}

// A comparison of times: by the bounds of stretches of rows, one subtraction a row where they do not tell, or a look at
// the order of time for what is only a small part of it.
class TimeRangeLeaf final : public FilterLeaf {
public:
    TimeRangeLeaf(const Snapshot& snapshot, TimeRangeOf times)
        : m_snapshot(snapshot), m_times(times), m_run(rowsOfShortRange(snapshot, times)) {}
    std::optional<TimeRangeOf> times() const override { return m_times; }
    void fill(std::size_t c, RowBitmap::Word* words) const override {
        if (m_run != nullptr) {
            std::copy_n(m_run->chunk(c), RowBitmap::kChunkWords, words);
            return;
        }
        const Chunk& chunk = m_snapshot.chunk(c);
        std::memset(words, 0, RowBitmap::kChunkWords * sizeof(RowBitmap::Word));
        for (std::uint32_t row = 0; row < chunk.rows; row += kWordRows) {
            const std::uint32_t rows = std::min(kWordRows, chunk.rows - row);
            const Share share = chunk.spans != nullptr ? shareOf(chunk.spans[row / kSpanRows]) : Share::Some;
            if (share == Share::All)
                words[row / kWordRows] = ~RowBitmap::Word{0} >> (kWordRows - rows);
            else if (share == Share::Some)
                words[row / kWordRows] = compare(chunk.time + row, rows);
        }
    }
    bool contains(std::uint32_t row) const override { return m_times.contains(m_snapshot.time(RowId{row})); }
    int cost() const override { return m_run != nullptr ? 0 : 3; }
    LeafPtr narrowedBy(const FilterLeaf& other) const override {
        const auto* same = dynamic_cast<const TimeRangeLeaf*>(&other);
        return same != nullptr ? std::make_unique<const TimeRangeLeaf>(
                                     m_snapshot, TimeRangeOf{std::max(m_times.from, same->m_times.from),
                                                             std::min(m_times.to, same->m_times.to)})
                               : nullptr;
    }

private:
    // How much of a stretch is in the range. Rows of a file are of a few minutes: mostly all of it or nothing.
    enum class Share : std::uint8_t { None, Some, All };
    Share shareOf(const TimeBounds& bounds) const {
        if (m_times.contains(bounds.least) && m_times.contains(bounds.greatest))
            return Share::All;
        return bounds.greatest < m_times.from || bounds.least >= m_times.to ? Share::None : Share::Some;
    }
    RowBitmap::Word compare(const Micros* time, std::uint32_t rows) const {
        // Of two's complement: a time before the range, or none at all, is beyond its end.
        const auto from = static_cast<std::uint64_t>(m_times.from);
        const std::uint64_t span = m_times.to > m_times.from ? static_cast<std::uint64_t>(m_times.to) - from : 0;
        RowBitmap::Word bits = 0;
        for (std::uint32_t i = 0; i < rows; ++i)
            bits |= static_cast<RowBitmap::Word>(static_cast<std::uint64_t>(time[i]) - from < span) << i;
        return bits;
    }
    const Snapshot& m_snapshot;
    TimeRangeOf m_times;
    std::shared_ptr<const RowBitmap> m_run;
};

// The text of a time, or the instant it means. Rows of a file mostly follow each other in time.
class TimeTextLeaf final : public FilterLeaf {
public:
    TimeTextLeaf(const Snapshot& snapshot, ValueMatcher matcher, std::optional<TimeRangeOf> times)
        : m_snapshot(snapshot), m_matcher(std::move(matcher)), m_times(times) {}
    void fill(std::size_t c, RowBitmap::Word* words) const override {
        const Chunk& chunk = m_snapshot.chunk(c);
        Micros last = kNoTime;
        bool isLastIn = false;
        fillByTest(chunk.rows, words, [&](std::uint32_t i) {
            if (chunk.time[i] != last) {
                last = chunk.time[i];
                isLastIn = test(last);
            }
            return isLastIn;
        });
    }
    bool contains(std::uint32_t row) const override { return test(m_snapshot.time(RowId{row})); }
    int cost() const override { return 20; }

private:
    bool test(Micros time) const {
        if (time == kNoTime)
            return false;
        return (m_times && m_times->contains(time)) || m_matcher.matches(formatTime(time));
    }
    const Snapshot& m_snapshot;
    ValueMatcher m_matcher;
    std::optional<TimeRangeOf> m_times;
};

// Every other stored column: its text row by row.
class TextLeaf final : public FilterLeaf {
public:
    TextLeaf(const Snapshot& snapshot, Column column, ValueMatcher matcher)
        : m_snapshot(snapshot), m_column(column), m_matcher(std::move(matcher)) {}
    void fill(std::size_t c, RowBitmap::Word* words) const override {
        const auto first = static_cast<std::uint32_t>(c << kChunkBits);
        fillByTest(m_snapshot.chunk(c).rows, words, [&](std::uint32_t i) { return contains(first + i); });
    }
    bool contains(std::uint32_t row) const override {
        const RowId id{row};
        if (info(m_column).storage == Storage::Identifier) {
            if (!m_snapshot.hasIdentifier(m_column, id))
                return false;
            return m_matcher.isPresence() || m_matcher.matches(m_snapshot.identifierText(m_column, id));
        }
        const std::optional<std::string> text = cellText(m_snapshot, m_column, id);
        return text && m_matcher.matches(*text);
    }
    int cost() const override { return 50; }

private:
    const Snapshot& m_snapshot;
    Column m_column;
    ValueMatcher m_matcher;
};

// One GUID, compared as its 16 bytes; in capitals it is kept as text.
class GuidLeaf final : public FilterLeaf {
public:
    GuidLeaf(const Snapshot& snapshot, Column column, Identifier id)
        : m_snapshot(snapshot)
        , m_column(column)
        , m_id(id)
        , m_text(formatGuid(id))
        , m_slot(static_cast<unsigned>(column) - static_cast<unsigned>(Column::EventId)) {}
    void fill(std::size_t c, RowBitmap::Word* words) const override {
        const Chunk& chunk = m_snapshot.chunk(c);
        const Identifier* ids = chunk.ids[m_slot];
        if (ids == nullptr)
            std::memset(words, 0, RowBitmap::kChunkWords * sizeof(RowBitmap::Word));
        else
            fillByTest(chunk.rows, words, [&](std::uint32_t i) {
                return isIt(ids[i], chunk.flags[i], static_cast<std::uint32_t>(c << kChunkBits) + i);
            });
    }
    bool contains(std::uint32_t row) const override {
        const Chunk& chunk = m_snapshot.chunk(row >> kChunkBits);
        const std::uint32_t i = row & (kChunkRows - 1);
        return chunk.ids[m_slot] != nullptr && isIt(chunk.ids[m_slot][i], chunk.flags[i], row);
    }
    int cost() const override { return 3; }

private:
    bool isIt(const Identifier& id, std::uint16_t rowFlags, std::uint32_t row) const {
        const unsigned form = (rowFlags >> (2 * m_slot)) & 3;
        if (form == flags::kText)
            return id.low == m_text.size() && equalsFolded(m_snapshot.identifierText(m_column, RowId{row}), m_text);
        return form == flags::kGuid && id == m_id;
    }
    const Snapshot& m_snapshot;
    Column m_column;
    Identifier m_id;
    std::string m_text;
    unsigned m_slot;
};

// The path of a row's file: tested once for each source.
class SourceLeaf final : public FilterLeaf {
public:
    SourceLeaf(const Snapshot& snapshot, CodeSet sources) : m_snapshot(snapshot), m_sources(std::move(sources)) {}
    void fill(std::size_t c, RowBitmap::Word* words) const override {
        const Chunk& chunk = m_snapshot.chunk(c);
        m_sources.scan(chunk.source, chunk.rows, words);
        clearBeyond(chunk.rows, words);
    }
    bool contains(std::uint32_t row) const override { return m_sources.contains(index(m_snapshot.source(RowId{row}))); }

private:
    const Snapshot& m_snapshot;
    CodeSet m_sources;
};

} // namespace

LeafPtr makeStoredLeaf(const Snapshot& snapshot, Column column, const ValueMatcher& matcher,
                       const std::optional<TimeRangeOf>& times, const std::optional<Identifier>& guid, unsigned threads,
                       const Checkpoint& checkpoint) {
    switch (info(column).storage) {
    case Storage::Coded: {
        auto codes = codesWhere(1, snapshot.dictionarySize(column), threads, checkpoint, [&](std::uint32_t code) {
            return matcher.isPresence() || matcher.matches(snapshot.value(column, Code{code}));
        });
        return codes ? std::make_unique<const CodedLeaf>(snapshot, column, std::move(*codes)) : nullptr;
    }
    case Storage::Source: {
        auto sources = codesWhere(0, snapshot.sources().size(), threads, checkpoint, [&](std::uint32_t source) {
            return matcher.matches(shownPath(snapshot, SourceId{source}));
        });
        return sources ? std::make_unique<const SourceLeaf>(snapshot, std::move(*sources)) : nullptr;
    }
    case Storage::Time:
        return std::make_unique<const TimeTextLeaf>(snapshot, matcher, times);
    default:
        if (guid)
            return std::make_unique<const GuidLeaf>(snapshot, column, *guid);
        return std::make_unique<const TextLeaf>(snapshot, column, matcher);
    }
}

std::span<const std::uint32_t> runOfTimes(const Snapshot& snapshot, const RowVector& order, TimeRangeOf times) {
    const auto firstAt = [&](Micros time) {
        return std::partition_point(order.begin(), order.end(), [&](std::uint32_t row) {
            const Micros mine = snapshot.time(RowId{row});
            return mine != kNoTime && mine < time;
        });
    };
    const auto from = firstAt(times.from);
    return {from, std::max(from, firstAt(times.to))};
}

LeafPtr makeTimeRangeLeaf(const Snapshot& snapshot, TimeRangeOf times) {
    return std::make_unique<const TimeRangeLeaf>(snapshot, times);
}

LeafPtr makeOnDemandLeaf(const Snapshot& snapshot, OnDemandPtr column, const ValueMatcher& matcher, unsigned threads,
                         const Checkpoint& checkpoint) {
    auto codes = codesWhere(1, column->dictionarySize(), threads, checkpoint, [&](std::uint32_t code) {
        return matcher.isPresence() || (Code{code} != OnDemandColumn::kObject && matcher.matches(column->value(Code{code})));
    });
    return codes ? std::make_unique<const OnDemandLeaf>(snapshot, std::move(column), std::move(*codes)) : nullptr;
}

} // namespace rastro
