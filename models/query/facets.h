// SPDX-License-Identifier: Apache-2.0
//
// Facets: the values of some fields with their counts, over the rows a filter shows. A facet ignores the top-level terms
// of its own field, so that a second value can be picked. Hidden rows count on wish only; a row with several values counts
// once for each distinct one. Blocks its caller, several threads inside. Figures: tests/bench/bench_facets.
#pragma once

#include "query/filter.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rastro {

enum class FacetOrder : std::uint8_t { MostFrequent, RareFirst };

struct FacetWish {
    AnyColumn field = Column::Kind;
    std::size_t limit = 5; // values wanted
    FacetOrder order = FacetOrder::MostFrequent;
    std::string search;    // values that hold it, A-Z folded; empty: all
    bool operator==(const FacetWish&) const = default;
};

// What the field's own terms make of a value.
enum class FacetMark : std::uint8_t {
    None,     // in the rows shown
    Picked,   // named by the filter
    Excluded, // named by a `not`
    LeftOut,  // other values are picked
};

struct FacetValue {
    enum class Kind : std::uint8_t { Text, Object /* {…}, which cannot be picked */, Missing /* rows without a value */ };
    Kind kind = Kind::Text;
    std::string text; // exact; of Text
    std::uint64_t count = 0;
    FacetMark mark = FacetMark::None;
    bool operator==(const FacetValue&) const = default;
};

struct Facet {
    FacetWish wish;
    // At most `limit` values in order, ties by text; then up to kMostMarked more that the filter names; then, unless
    // something is searched for, objects and missing ones if there are any.
    std::vector<FacetValue> values;
    std::size_t listed = 0;     // how many of them are from the order
    std::uint64_t distinct = 0; // different texts in the rows
    std::uint64_t found = 0;    // of these, the ones that hold the text searched for
    std::uint64_t rows = 0;     // counted
    bool hasMore() const { return found > listed; }
    bool operator==(const Facet&) const = default;
};

inline constexpr std::size_t kMostMarked = 50;

struct FacetRequest {
    Expression filter;
    std::shared_ptr<const RowBitmap> filtered; // the rows of the filter if they are known, hidden ones may be among them
    std::vector<FacetWish> wishes;
    bool countsHidden = false; // duplicates are shown, too
};

struct FacetCounts {
    std::vector<Facet> facets; // by place in wishes
    std::uint64_t unreadRows = 0; // records that could not be read: neither filter nor paths know of them
};

// Columns made from the records are made first, all in one pass. Errors: as filterRows().
Result<FacetCounts> countFacets(const Snapshot& snapshot, const FacetRequest& request, const FilterTools& tools,
                                Checkpoint& checkpoint);

// kind, outcome, actor, event, service, account, region, source IP, user agent, access key, identity type.
std::span<const Column> defaultFacets();

} // namespace rastro
