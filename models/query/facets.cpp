// SPDX-License-Identifier: Apache-2.0
#include "query/facets.h"

#include "base/parallel.h"
#include "query/facetsets.h"
#include "query/facettally.h"
#include "query/facetvalues.h"

#include <algorithm>
#include <array>
#include <atomic>

namespace rastro {

namespace {

constexpr std::array kDefault{Column::Kind,    Column::Outcome,         Column::Actor,     Column::EventName,
                              Column::EventSource, Column::Account,     Column::AwsRegion, Column::SourceIPAddress,
                              Column::UserAgent,   Column::IdentityAccessKeyId, Column::IdentityType};

Error cancelled() { return Error{ErrorCode::Cancelled, {}, "the count of values was stopped"}; }

// The tallies of one worker, a set of rows at a time.
class Counting {
public:
    Counting(const Snapshot& snapshot, const FacetRequest& request, std::vector<OnDemandPtr> made, const FacetSets& sets)
        : m_snapshot(snapshot), m_request(request), m_made(std::move(made)), m_sets(sets) {}

    // Counts every chunk on `threads` threads; false once a stop was asked for.
    bool run(unsigned threads, const Checkpoint& checkpoint) {
        const unsigned parts = usefulThreads(threads, m_snapshot.rowCount());
        m_parts.resize(parts);
        std::atomic<std::size_t> next{0};
        inParallel(parts, [&](unsigned part) {
            Part& mine = m_parts[part];
            makeTallies(mine);
            for (std::size_t c = next++; c < m_snapshot.chunkCount() && !checkpoint.isStopRequested(); c = next++)
                countChunk(mine, c);
        });
        if (checkpoint.isStopRequested())
            return false;
        forTasks(m_request.wishes.size(), threads, checkpoint, [this](std::size_t facet) {
            for (std::size_t part = 1; part < m_parts.size(); ++part)
                m_parts[0].tallies[facet]->take(*m_parts[part].tallies[facet]);
            m_parts[0].tallies[facet]->finish();
        });
        return !checkpoint.isStopRequested();
    }

    const FacetTally& tally(std::size_t facet) const { return *m_parts[0].tallies[facet]; }
    std::uint64_t rows(std::size_t facet) const {
        std::uint64_t rows = 0;
        for (const Part& part : m_parts)
            rows += part.rowsOfSet[m_sets.setOf(facet)];
        return rows;
    }

private:
    struct Part {
        std::vector<std::unique_ptr<FacetTally>> tallies; // by facet
        std::vector<std::uint64_t> rowsOfSet;
        std::vector<RowBitmap::Word> words = std::vector<RowBitmap::Word>(RowBitmap::kChunkWords);
        ChunkRows rows;
    };

    void makeTallies(Part& part) const {
        for (std::size_t facet = 0; facet < m_request.wishes.size(); ++facet)
            part.tallies.push_back(makeFacetTally(m_snapshot, m_request.wishes[facet].field, m_made[facet].get()));
        part.rowsOfSet.resize(m_sets.count());
    }

    void countChunk(Part& part, std::size_t c) const {
        for (std::size_t set = 0; set < m_sets.count(); ++set) {
            m_sets.fill(set, c, part.words.data());
            part.rows.set(part.words.data(), m_snapshot.chunk(c).rows);
            if (part.rows.count() == 0)
                continue;
            part.rowsOfSet[set] += part.rows.count();
            for (std::size_t facet = 0; facet < part.tallies.size(); ++facet) {
                if (m_sets.setOf(facet) == set)
                    part.tallies[facet]->add(c, part.rows);
            }
        }
    }

    const Snapshot& m_snapshot;
    const FacetRequest& m_request;
    std::vector<OnDemandPtr> m_made;
    const FacetSets& m_sets;
    std::vector<Part> m_parts;
};

// By place in the wishes; null for stored columns.
Result<std::vector<OnDemandPtr>> makeColumns(const Snapshot& snapshot, const std::vector<FacetWish>& wishes,
                                             const FilterTools& tools, Checkpoint& checkpoint) {
    std::vector<AnyColumn> keys;
    for (const FacetWish& wish : wishes) {
        if (wish.field.isMade())
            keys.push_back(wish.field);
    }
    std::vector<OnDemandPtr> columns(wishes.size());
    if (keys.empty())
        return columns;
    const auto made = tools.columns.columns(snapshot, keys, tools.threads, checkpoint);
    if (!made)
        return made.error();
    for (std::size_t i = 0, next = 0; i < wishes.size(); ++i) {
        if (wishes[i].field.isMade())
            columns[i] = (*made)[next++];
    }
    return columns;
}

Result<std::vector<FacetMarks>> makeMarks(const FacetRequest& request, const FilterContext& context) {
    std::vector<FacetMarks> all;
    for (const FacetWish& wish : request.wishes) {
        Result<FacetMarks> marks = FacetMarks::make(request.filter, wish.field, context);
        if (!marks)
            return marks.error();
        all.push_back(std::move(*marks));
    }
    return all;
}

} // namespace

std::span<const Column> defaultFacets() { return kDefault; }

Result<FacetCounts> countFacets(const Snapshot& snapshot, const FacetRequest& request, const FilterTools& tools,
                                Checkpoint& checkpoint) {
    FilterTools ready = tools;
    if (ready.context.newest == kNoTime)
        ready.context.newest = newestTime(snapshot);
    Result<std::vector<OnDemandPtr>> made = makeColumns(snapshot, request.wishes, ready, checkpoint);
    if (!made)
        return made.error();
    std::vector<AnyColumn> fields;
    FacetCounts out;
    for (std::size_t i = 0; i < request.wishes.size(); ++i) {
        fields.push_back(request.wishes[i].field);
        out.unreadRows += (*made)[i] ? (*made)[i]->unreadRows() : 0;
    }
    Result<FacetSets> sets =
        FacetSets::make(snapshot, request.filter, fields, request.filtered, ready, checkpoint);
    if (!sets)
        return sets.error();
    if (request.countsHidden)
        sets->countHidden();
    out.unreadRows += sets->unreadRows();
    const Result<std::vector<FacetMarks>> marks = makeMarks(request, ready.context);
    if (!marks)
        return marks.error();
    Counting counting(snapshot, request, std::move(*made), *sets);
    if (!counting.run(ready.threads, checkpoint))
        return cancelled();
    out.facets.resize(request.wishes.size());
    forTasks(out.facets.size(), ready.threads, checkpoint, [&](std::size_t i) {
        out.facets[i] = facetOf(counting.tally(i), request.wishes[i], (*marks)[i], counting.rows(i), checkpoint);
    });
    if (checkpoint.isStopRequested())
        return cancelled();
    return out;
}

} // namespace rastro
