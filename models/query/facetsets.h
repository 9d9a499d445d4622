// SPDX-License-Identifier: Apache-2.0
//
// FacetSets: for each of some fields the visible rows that meet every top-level term of a filter but the field's own.
// Each term is evaluated once, fields without a term of their own share one set. Immutable once made; any thread.
#pragma once

#include "query/filter.h"

#include <memory>
#include <span>
#include <vector>

namespace rastro {

class FacetSets {
public:
    // known: the rows of the whole filter, if the caller has them. Errors as filterRows().
    static Result<FacetSets> make(const Snapshot& snapshot, const Expression& filter, std::span<const AnyColumn> fields,
                                  std::shared_ptr<const RowBitmap> known, const FilterTools& tools,
                                  Checkpoint& checkpoint);

    std::size_t count() const { return m_sets.size(); }
    std::size_t setOf(std::size_t field) const { return m_setOf[field]; } // by place in `fields`
    std::uint64_t unreadRows() const { return m_unreadRows; }             // records that could not be asked

    void countHidden() { m_hidden = RowBitmap(); }
    // The rows of a set in chunk c; every word is written.
    void fill(std::size_t set, std::size_t c, RowBitmap::Word* words) const;

private:
    using Set = std::vector<std::shared_ptr<const RowBitmap>>; // rows in all of them
    friend class FacetSetsMaker;
    explicit FacetSets(const Snapshot& snapshot);

    const Snapshot* m_snapshot;
    std::vector<Set> m_sets;
    std::vector<std::size_t> m_setOf;
    RowBitmap m_hidden; // empty if there are none
    std::uint64_t m_unreadRows = 0;
};

} // namespace rastro
