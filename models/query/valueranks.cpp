// SPDX-License-Identifier: Apache-2.0
#include "query/valueranks.h"

#include "base/bigmemory.h"
#include "query/jsonnumber.h"
#include "query/mergesort.h"

#include <atomic>
#include <bit>
#include <cstring>
#include <numeric>

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

using Entries = std::vector<Entry, BigAllocator<Entry>>;
using Texts = std::vector<std::string_view, BigAllocator<std::string_view>>; // by code; only those of present ones are set

constexpr auto hasLowerWord = [](const Entry& a, const Entry& b) { return a.word < b.word; };

// By words; false if a stop was requested. On one thread the bits in which the words differ first deal them out into
// buckets, which leaves little to compare.
bool sortWords(Entry* first, std::size_t size, unsigned threads, const Checkpoint& checkpoint) {
    constexpr unsigned kBits = 11;
    constexpr std::size_t kWorthIt = 1'024;
    std::uint64_t differing = 0;
    for (std::size_t i = 1; i < size; ++i)
        differing |= first[i].word ^ first[0].word;
    if (threads > 1 || size < kWorthIt || differing < (1u << kBits))
        return parallelSort(first, size, hasLowerWord, threads, checkpoint);
    const auto shift = static_cast<unsigned>(std::bit_width(differing)) - kBits;
    const auto bucketOf = [shift](const Entry& entry) { return (entry.word >> shift) & ((1u << kBits) - 1); };
    std::vector<std::uint32_t> ends((1u << kBits) + 1);
    for (std::size_t i = 0; i < size; ++i)
        ++ends[bucketOf(first[i]) + 1];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    const Entries entries(first, first + size);
    for (const Entry& entry : entries)
        first[ends[bucketOf(entry)]++] = entry;
    for (std::size_t bucket = 0, begin = 0; bucket + 1 < ends.size(); begin = ends[bucket++]) {
        if (checkpoint.isStopRequested())
            return false;
        std::sort(first + begin, first + ends[bucket], hasLowerWord);
    }
    return true;
}

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
    TextRanker(Entries& entries, const Texts& texts, unsigned threads,
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
    static constexpr std::size_t kEntriesOfTask = 4'096;
    static constexpr std::size_t kSmallRun = 24;
    static constexpr std::size_t kAhead = 16;
    static constexpr std::size_t kRunsAhead = 3;

    // Runs too big for one of the threads with all of them, one after the other; of the others many at a time. Gives the
    // runs of the next level.
    std::vector<Run> sortLevel(const std::vector<Run>& level) {
        std::vector<Run> next;
        std::vector<Run> shared; // by threads, large ones first
        for (const Run& run : level) {
            if (run.size() > std::max(kBlockRows, m_entries.size() / (2 * std::size_t{m_threads})))
                sortRun(run, m_threads, next);
            else
                shared.push_back(run);
        }
        std::ranges::stable_partition(shared, [](const Run& run) { return run.size() > kEntriesOfTask; });
        std::vector<Slice> tasks; // some runs each
        for (std::size_t i = 0, begin = 0, entries = 0; i < shared.size(); ++i) {
            entries += shared[i].size();
            if (entries >= kEntriesOfTask || i + 1 == shared.size()) {
                tasks.push_back({begin, i + 1});
                begin = i + 1;
                entries = 0;
            }
        }
        std::vector<std::vector<Run>> found(tasks.size());
        forTasks(tasks.size(), m_threads, m_checkpoint, [&](std::size_t task) {
            for (std::size_t i = tasks[task].begin; i < tasks[task].end; ++i) {
                if (i + 2 * kRunsAhead < tasks[task].end)
                    prefetchPlaces(shared[i + 2 * kRunsAhead]);
                if (i + kRunsAhead < tasks[task].end)
                    prefetchTexts(shared[i + kRunsAhead]);
                shared[i].size() <= kSmallRun ? sortSmall(shared[i]) : sortRun(shared[i], 1, found[task]);
            }
        });
        for (const std::vector<Run>& runs : found)
            next.insert(next.end(), runs.begin(), runs.end());
        return next;
    }

    // A run of few entries to its end, by insertion.
    void sortSmall(const Run& run) {
        for (std::size_t i = run.begin; i < run.end; ++i) {
            m_entries[i].word = wordAt(m_texts[m_entries[i].code], run.depth);
        }
        const auto compare = [&](const Entry& a, const Entry& b) {
            if (a.word != b.word)
                return a.word < b.word ? -1 : 1;
            if ((a.word & 0xFF) < 8)
                return 0;
            return compareFolded(m_texts[a.code].substr(run.depth + 7), m_texts[b.code].substr(run.depth + 7));
        };
        for (std::size_t i = run.begin + 1; i < run.end; ++i) {
            const Entry entry = m_entries[i];
            std::size_t place = i;
            for (; place > run.begin && compare(entry, m_entries[place - 1]) < 0; --place)
                m_entries[place] = m_entries[place - 1];
            m_entries[place] = entry;
        }
        for (std::size_t i = run.begin + 1; i < run.end; ++i)
            m_isNew[i] = compare(m_entries[i - 1], m_entries[i]) != 0 ? 1 : 0;
    }

    // The texts lie all over the memory: asks for those of a run ahead of time, first for where they are.
    void prefetchPlaces(const Run& run) const {
        for (std::size_t i = run.begin; i < std::min(run.end, run.begin + kSmallRun); ++i)
            __builtin_prefetch(&m_texts[m_entries[i].code]);
    }
    void prefetchTexts(const Run& run) const {
        for (std::size_t i = run.begin; i < std::min(run.end, run.begin + kSmallRun); ++i)
            __builtin_prefetch(m_texts[m_entries[i].code].data() + run.depth);
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
                if (i + 2 * kAhead < end)
                    __builtin_prefetch(&m_texts[m_entries[i + 2 * kAhead].code]);
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
        if (sortWords(m_entries.data() + run.begin, run.size(), threads, m_checkpoint))
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

    Entries& m_entries;
    const Texts& m_texts; // by code
    unsigned m_threads;
    const Checkpoint& m_checkpoint;
    std::vector<std::uint8_t> m_isNew; // not equal to the entry before it
};

// Fills the words with the numbers' order; false as soon as a value is none.
bool readNumbers(Entries& entries, const Texts& texts, unsigned threads,
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

bool rankNumbers(Entries& entries, ValueRanks& ranks, unsigned threads, const Checkpoint& checkpoint) {
    if (!parallelSort(entries, hasLowerWord, threads, checkpoint))
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
    PresentValues(std::span<const std::uint8_t> isPresent, const ValueOf& valueOf, unsigned threads) : texts(isPresent.size()) {
        const unsigned parts = usefulThreads(threads, isPresent.size());
        std::vector<std::size_t> places(parts + 1); // where each part's entries begin
        for (unsigned part = 0; part < parts; ++part) {
            const Slice slice = sliceOf(isPresent.size(), parts, part);
            places[part + 1] = places[part] + (slice.end - slice.begin) -
                               static_cast<std::size_t>(std::count(isPresent.begin() + static_cast<std::ptrdiff_t>(slice.begin),
                                                                   isPresent.begin() + static_cast<std::ptrdiff_t>(slice.end), 0));
        }
        entries.resize(places[parts]);
        inParallel(parts, [&](unsigned part) {
            const Slice slice = sliceOf(isPresent.size(), parts, part);
            std::size_t place = places[part];
            for (std::size_t code = slice.begin; code < slice.end; ++code) {
                if (isPresent[code] == 0)
                    continue;
                entries[place++] = {0, static_cast<std::uint32_t>(code)};
                texts[code] = valueOf(static_cast<std::uint32_t>(code));
            }
        });
    }
    Entries entries;
    Texts texts;
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
    PresentValues values(isPresent, valueOf, threads);
    return rankPresent(values, true, threads, checkpoint);
}

Result<ValueRanks> rankTexts(std::span<const std::uint8_t> isPresent, const ValueOf& valueOf, unsigned threads,
                             const Checkpoint& checkpoint) {
    PresentValues values(isPresent, valueOf, threads);
    return rankPresent(values, false, threads, checkpoint);
}

} // namespace rastro
