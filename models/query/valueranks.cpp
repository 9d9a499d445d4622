// SPDX-License-Identifier: Apache-2.0
#include "query/valueranks.h"

#include "query/jsonnumber.h"
#include "query/mergesort.h"

#include <atomic>
#include <bit>
#include <cstring>

namespace rastro {

namespace {

Error cancelled() {
    return Error{ErrorCode::Cancelled, {}, "the sort was stopped"};
}

unsigned char folded(char c) {
    const auto u = static_cast<unsigned char>(c);
    return u >= 'A' && u <= 'Z' ? static_cast<unsigned char>(u + 32) : u;
}

// Folds the eight bytes of a word at once: adds 0x20 to each byte in 'A'..'Z'.
std::uint64_t foldWord(std::uint64_t word) {
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    const std::uint64_t low = word & (0x7F * kOnes);
    const std::uint64_t fromA = low + (0x80 - 'A') * kOnes;       // top bit: >= 'A'
    const std::uint64_t beyondZ = low + (0x80 - 'Z' - 1) * kOnes; // top bit: > 'Z'
    const std::uint64_t isUpper = fromA & ~beyondZ & ~word & (0x80 * kOnes);
    return word + (isUpper >> 2);
}

// Seven folded bytes from `depth` on, and how many there are: words compare as the texts do, and two equal words whose
// last byte is below 8 mean equal texts.
std::uint64_t wordAt(std::string_view text, std::size_t depth) {
    const std::size_t rest = text.size() - std::min(depth, text.size());
    std::uint64_t word = 0;
    if (rest >= 8)
        std::memcpy(&word, text.data() + depth, 8);
    else if (rest > 0)
        std::memcpy(&word, text.data() + depth, rest);
    if constexpr (std::endian::native == std::endian::little)
        word = __builtin_bswap64(word);
    return (foldWord(word) & ~std::uint64_t{0xFF}) | std::min<std::size_t>(rest, 8);
}

struct Entry {
    std::uint64_t word;
    std::uint32_t code;
};

// Entries that are equal up to `depth`.
struct Run {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
    std::size_t size() const { return end - begin; }
};

// Sorts values seven bytes at a time: what is equal so far is sorted by its next bytes, level after level.
class TextRanker {
public:
    TextRanker(std::vector<Entry>& entries, const std::vector<std::string_view>& texts, unsigned threads,
               const Checkpoint& checkpoint)
        : m_entries(entries)
        , m_texts(texts)
        , m_threads(threads)
        , m_checkpoint(checkpoint)
        , m_isNew(entries.size(), 1) {}

    bool rank(ValueRanks& ranks) {
        std::vector<Run> level;
        if (!m_entries.empty())
            level.push_back({0, m_entries.size(), 0});
        while (!level.empty() && !m_checkpoint.isStopRequested())
            level = sortLevel(level);
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            ranks.count += m_isNew[i];
            ranks.rankOf[m_entries[i].code] = ranks.count - 1;
        }
        return !m_checkpoint.isStopRequested();
    }

private:
    static constexpr std::size_t kRunsOfTask = 256; // most runs are pairs
    static constexpr std::size_t kAhead = 16;

    // Big runs one after the other with all threads, small ones many at a time. Gives the runs of the next level.
    std::vector<Run> sortLevel(const std::vector<Run>& level) {
        std::vector<Run> small;
        std::vector<Run> next;
        for (const Run& run : level) {
            if (run.size() > kBlockRows)
                sortRun(run, m_threads, next);
            else
                small.push_back(run);
        }
        const std::size_t tasks = (small.size() + kRunsOfTask - 1) / kRunsOfTask;
        const std::size_t perTask = small.size() <= 4 * kRunsOfTask ? 1 : kRunsOfTask;
        const std::size_t count = perTask == 1 ? small.size() : tasks;
        std::vector<std::vector<Run>> found(count);
        forTasks(count, m_threads, m_checkpoint, [&](std::size_t task) {
            const std::size_t end = std::min((task + 1) * perTask, small.size());
            for (std::size_t i = task * perTask; i < end; ++i)
                sortRun(small[i], 1, found[task]);
        });
        for (const std::vector<Run>& runs : found)
            next.insert(next.end(), runs.begin(), runs.end());
        return next;
    }

    std::string_view textFrom(std::size_t entry, std::size_t depth) const {
        return m_texts[m_entries[entry].code].substr(depth);
    }

    std::size_t commonWith(std::string_view first, std::size_t common, std::size_t entry, std::size_t depth) const {
        const std::string_view other = textFrom(entry, depth);
        common = std::min(common, other.size());
        if (std::memcmp(first.data(), other.data(), common) == 0)
            return common;
        std::size_t same = 0;
        while (same < common && folded(first[same]) == folded(other[same]))
            ++same;
        return same;
    }

    // A guess at how many bytes from run.depth on all texts of the run share: never less than they do.
    std::size_t guessCommon(const Run& run) const {
        const std::string_view first = textFrom(run.begin, run.depth);
        std::size_t common = first.size();
        const std::size_t step = std::max<std::size_t>(run.size() / 16, 1);
        for (std::size_t i = run.begin + step; i < run.end && common > 0; i += step)
            common = commonWith(first, common, i, run.depth);
        return common;
    }

    // Sets the words behind the shared bytes, of which there are at most `guess`; returns how many there really are.
    // When the guess was too high the words are wrong.
    std::size_t setWords(const Run& run, std::size_t guess, unsigned threads) {
        std::vector<std::size_t> common(threads, guess);
        const std::string_view first = textFrom(run.begin, run.depth);
        inParallel(threads, [&](unsigned part) {
            const Slice slice = sliceOf(run.size(), threads, part);
            const std::size_t end = run.begin + slice.end;
            for (std::size_t i = run.begin + slice.begin; i < end; ++i) {
                // The texts lie all over the memory: ask for them ahead of time.
                if (i + kAhead < end)
                    __builtin_prefetch(m_texts[m_entries[i + kAhead].code].data() + run.depth);
                if (guess > 0)
                    common[part] = commonWith(first, common[part], i, run.depth);
                m_entries[i].word = wordAt(m_texts[m_entries[i].code], run.depth + guess);
            }
        });
        return *std::ranges::min_element(common);
    }

    void sortRun(Run run, unsigned threads, std::vector<Run>& next) {
        std::size_t common = guessCommon(run);
        if (common < 7) // one word reaches behind them anyway
            common = 0;
        for (std::size_t real = setWords(run, common, threads); real < common; real = setWords(run, common, threads))
            common = real;
        run.depth += common;
        const auto less = [](const Entry& a, const Entry& b) { return a.word < b.word; };
        if (parallelSort(m_entries.data() + run.begin, run.size(), less, threads, m_checkpoint))
            cutRuns(run, next);
    }

    void cutRuns(const Run& run, std::vector<Run>& next) {
        for (std::size_t i = run.begin; i < run.end;) {
            std::size_t end = i + 1;
            while (end < run.end && m_entries[end].word == m_entries[i].word)
                ++end;
            if (end - i > 1 && (m_entries[i].word & 0xFF) == 8)
                next.push_back({i, end, run.depth + 7});
            else
                std::fill(m_isNew.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                          m_isNew.begin() + static_cast<std::ptrdiff_t>(end), std::uint8_t{0});
            i = end;
        }
    }

    std::vector<Entry>& m_entries;
    const std::vector<std::string_view>& m_texts; // by code
    unsigned m_threads;
    const Checkpoint& m_checkpoint;
    std::vector<std::uint8_t> m_isNew; // not equal to the entry before it
};

// Fills the words with the numbers' order; false as soon as a value is none.
bool readNumbers(std::vector<Entry>& entries, const std::vector<std::string_view>& texts, unsigned threads,
                 const Checkpoint& checkpoint) {
    if (entries.empty() || !jsonNumber(texts[entries.front().code]))
        return false;
    std::atomic<bool> areNumbers{true};
    inParallel(threads, [&](unsigned part) {
        forBlocks(sliceOf(entries.size(), threads, part), checkpoint, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end && areNumbers.load(std::memory_order_relaxed); ++i) {
                const std::optional<double> number = jsonNumber(texts[entries[i].code]);
                if (!number) {
                    areNumbers.store(false, std::memory_order_relaxed);
                    return;
                }
                // As bits that order like the numbers; + 0.0 makes one of the two zeros.
                const auto bits = std::bit_cast<std::uint64_t>(*number + 0.0);
                entries[i].word = bits >> 63 ? ~bits : bits | (std::uint64_t{1} << 63);
            }
        });
    });
    return areNumbers;
}

bool rankNumbers(std::vector<Entry>& entries, ValueRanks& ranks, unsigned threads, const Checkpoint& checkpoint) {
    const auto less = [](const Entry& a, const Entry& b) { return a.word < b.word; };
    if (!parallelSort(entries, less, threads, checkpoint))
        return false;
    ranks.areNumbers = true;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        ranks.count += i == 0 || entries[i].word != entries[i - 1].word;
        ranks.rankOf[entries[i].code] = ranks.count - 1;
    }
    return true;
}

} // namespace

int compareFolded(std::string_view a, std::string_view b) {
    const std::size_t common = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < common; ++i) {
        if (folded(a[i]) != folded(b[i]))
            return folded(a[i]) < folded(b[i]) ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

namespace {

// The present values: an entry for each, and the texts by code.
struct PresentValues {
    PresentValues(std::span<const std::uint8_t> isPresent, const ValueOf& valueOf) : texts(isPresent.size()) {
        entries.reserve(
            static_cast<std::size_t>(std::ranges::count_if(isPresent, [](std::uint8_t p) { return p != 0; })));
        for (std::uint32_t code = 0; code < isPresent.size(); ++code) {
            if (isPresent[code] == 0)
                continue;
            entries.push_back({0, code});
            texts[code] = valueOf(code);
        }
    }
    std::vector<Entry> entries;
    std::vector<std::string_view> texts;
};

Result<ValueRanks> rankPresent(PresentValues& values, bool mayBeNumbers, unsigned threads, const Checkpoint& checkpoint) {
    ValueRanks ranks;
    ranks.rankOf.resize(values.texts.size());
    const unsigned useful = usefulThreads(threads, values.entries.size());
    const bool done = mayBeNumbers && readNumbers(values.entries, values.texts, useful, checkpoint)
                          ? rankNumbers(values.entries, ranks, useful, checkpoint)
                          : TextRanker(values.entries, values.texts, useful, checkpoint).rank(ranks);
    if (!done || checkpoint.isStopRequested())
        return cancelled();
    return ranks;
}

} // namespace

Result<ValueRanks> rankValues(std::span<const std::uint8_t> isPresent, const ValueOf& valueOf, unsigned threads,
                              const Checkpoint& checkpoint) {
    PresentValues values(isPresent, valueOf);
    return rankPresent(values, true, threads, checkpoint);
}

Result<ValueRanks> rankTexts(std::span<const std::uint8_t> isPresent, const ValueOf& valueOf, unsigned threads,
                             const Checkpoint& checkpoint) {
    PresentValues values(isPresent, valueOf);
    return rankPresent(values, false, threads, checkpoint);
}

} // namespace rastro
