// SPDX-License-Identifier: Apache-2.0
#include "textindex/textindex.h"

#include "store/bulkreader.h"
#include "textindex/foldedtext.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace rastro {

namespace {

constexpr std::uint64_t kProgressBytes = 64u << 10; // threads that tell every record would wait for each other

bool isSame(const std::weak_ptr<const void>& a, const std::weak_ptr<const void>& b) {
    return !a.owner_before(b) && !b.owner_before(a);
}

std::vector<RowRun> runsOf(const Strip& strip) {
    std::vector<RowRun> runs;
    for (const Block& block : strip.blocks())
        runs.insert(runs.end(), block.runs.begin(), block.runs.end());
    return runs;
}

std::uint64_t bytesOf(const Strip& strip) {
    return std::accumulate(strip.blocks().begin(), strip.blocks().end(), std::uint64_t{0},
                           [](std::uint64_t sum, const Block& block) { return sum + block.bytes; });
}

std::uint64_t recordBytes(const Snapshot& snapshot, const std::vector<std::uint32_t>& rows) {
    return std::accumulate(rows.begin(), rows.end(), std::uint64_t{0},
                           [&](std::uint64_t sum, std::uint32_t row) { return sum + snapshot.length(RowId{row}); });
}

// What one thread of a build works with.
struct Builder {
    StripBuilder strip;
    std::uint64_t untoldBytes = 0;
};

std::vector<std::uint32_t> bucketsOf(std::span<const std::string_view> pieces) {
    std::vector<std::uint32_t> buckets;
    for (const std::string_view piece : pieces)
        addBuckets(foldedNeedle(piece), buckets);
    std::ranges::sort(buckets);
    buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
    return buckets;
}

} // namespace

TextIndex::TextIndex() : m_state(std::make_shared<State>()) {}
TextIndex::~TextIndex() = default;

TextIndex::StatePtr TextIndex::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

bool TextIndex::belongsToStoreOf(const Snapshot& snapshot) const {
    const std::lock_guard lock(m_mutex);
    return isSame(m_store, snapshot.store());
}

Status TextIndex::build(const Snapshot& snapshot, unsigned threads, Checkpoint& checkpoint) {
    const std::lock_guard building(m_building);
    {
        const std::lock_guard lock(m_mutex);
        if (isSame(m_store, {}))
            m_store = snapshot.store();
    }
    if (!belongsToStoreOf(snapshot))
        return Error{ErrorCode::InvalidArgument, {}, "this text index is of other data"};
    const std::vector<std::uint32_t> rows = state()->rows.complement(snapshot.rowCount()).rows();
    checkpoint.setTotal(recordBytes(snapshot, rows));
    std::vector<std::unique_ptr<Builder>> builders(std::max(threads, 1u));
    const bool isDone =
        readRecordViews(snapshot, rows, RecordForm::Json, threads, checkpoint,
                        [&](unsigned worker, std::size_t place, const Result<std::string_view>& record) {
                            std::unique_ptr<Builder>& builder = builders[worker];
                            if (!builder)
                                builder = std::make_unique<Builder>();
                            if (record)
                                builder->strip.add(rows[place], *record);
                            if (builder->strip.isFull())
                                publish(builder->strip.take());
                            builder->untoldBytes += snapshot.length(RowId{rows[place]});
                            if (builder->untoldBytes >= kProgressBytes)
                                checkpoint.advance(std::exchange(builder->untoldBytes, 0));
                        });
    for (const std::unique_ptr<Builder>& builder : builders) {
        if (builder && !builder->strip.isEmpty())
            publish(builder->strip.take());
        if (builder)
            checkpoint.advance(builder->untoldBytes);
    }
    joinStrips();
    return isDone ? Status(Done{}) : Error{ErrorCode::Cancelled, {}, "indexing the text was stopped"};
}

void TextIndex::publish(const StripPtr& strip) {
    const RowRuns rows(runsOf(*strip));
    const std::lock_guard lock(m_mutex);
    auto next = std::make_shared<State>(*m_state);
    next->strips.push_back(strip);
    next->rows = next->rows.united(rows);
    next->bytes += bytesOf(*strip);
    m_state = std::move(next);
}

// Each thread of each build leaves a strip that is not full.
void TextIndex::joinStrips() {
    auto next = std::make_shared<State>(*state());
    const auto open =
        std::ranges::stable_partition(next->strips, [](const StripPtr& strip) { return strip->isFull(); });
    const std::vector<StripPtr> joined = Strip::joined(open);
    next->strips.erase(open.begin(), open.end());
    next->strips.insert(next->strips.end(), joined.begin(), joined.end());
    const std::lock_guard lock(m_mutex);
    m_state = std::move(next);
}

Candidates TextIndex::candidates(const Snapshot& snapshot, std::span<const std::string_view> requiredPieces) const {
    const StatePtr known = belongsToStoreOf(snapshot) ? state() : std::make_shared<const State>();
    const RowRuns unindexed = known->rows.complement(snapshot.rowCount());
    const std::vector<std::uint32_t> buckets = bucketsOf(requiredPieces);
    Candidates result;
    result.unindexedRows = unindexed.rowCount();
    std::vector<RowRun> runs;
    for (const StripPtr& strip : known->strips) {
        const std::uint64_t found = strip->blocksWith(buckets);
        result.blocks += static_cast<std::uint64_t>(std::popcount(found));
        for (std::uint64_t left = found; left != 0; left &= left - 1) {
            const Block& block = strip->blocks()[static_cast<std::size_t>(std::countr_zero(left))];
            runs.insert(runs.end(), block.runs.begin(), block.runs.end());
        }
    }
    result.rows = RowRuns(std::move(runs)).united(unindexed).intersected(RowRuns::all(snapshot.rowCount()));
    return result;
}

bool TextIndex::isComplete(const Snapshot& snapshot) const {
    return belongsToStoreOf(snapshot) && state()->rows.complement(snapshot.rowCount()).isEmpty();
}

std::uint64_t TextIndex::blockCount() const {
    const StatePtr known = state();
    return std::accumulate(known->strips.begin(), known->strips.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const StripPtr& strip) { return sum + strip->blocks().size(); });
}

std::uint64_t TextIndex::bytesIndexed() const {
    return state()->bytes;
}

std::uint64_t TextIndex::memoryBytes() const {
    const StatePtr known = state();
    std::uint64_t bytes = sizeof(TextIndex) + known->strips.capacity() * sizeof(StripPtr) +
                          known->rows.runs().capacity() * sizeof(RowRun);
    for (const StripPtr& strip : known->strips)
        bytes += strip->memoryBytes();
    return bytes;
}

} // namespace rastro
