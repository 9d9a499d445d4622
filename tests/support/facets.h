// SPDX-License-Identifier: Apache-2.0
//
// Facets written by hand, for tests of models and views that need no snapshot.
#pragma once

#include "query/facets.h"

#include <string>
#include <utility>
#include <vector>

namespace rastro::test {

// Values in their order with their counts; `rows` events in all, `more` further values that are not listed.
inline Facet facetOf(const AnyColumn& field, const std::vector<std::pair<std::string, std::uint64_t>>& values,
                     std::uint64_t rows, std::uint64_t more = 0) {
    Facet facet;
    facet.wish.field = field;
    for (const auto& [text, count] : values)
        facet.values.push_back({FacetValue::Kind::Text, text, count, FacetMark::None});
    facet.listed = values.size();
    facet.distinct = facet.found = values.size() + more;
    facet.rows = rows;
    return facet;
}

// What the pane looks like in life: marks of each kind, rows without a value, long and hostile texts.
inline std::vector<Facet> manyFacets() {
    std::vector<Facet> all{
        facetOf(Column::Kind, {{"read", 203}, {"change", 96}, {"take", 61}, {"credential", 38}, {"signin", 14}}, 412),
        facetOf(Column::Outcome, {{"ok", 361}, {"denied", 43}, {"failed", 8}}, 412),
        facetOf(Column::Actor, {{"deploy-ci / build-214", 171}, {"svc-backup", 121}, {"mateo", 100}, {"root@123456789012", 20}}, 412),
        facetOf(Column::SourceIPAddress, {{"203.0.113.77", 203}, {"198.51.100.4", 166}, {"AWS Internal", 43}}, 412),
        facetOf(Column::Account, {{"123456789012", 371}, {"210987654321", 41}}, 412),
        facetOf(Column::EventName, {{"GetObject", 118}, {"CreateAccessKey", 24}, {"StopLogging", 1}}, 412, 35),
        facetOf(Column::UserAgent,
                {{"Boto3/1.26.165 md/Botocore#1.29.165 ua/2.0 os/linux#6.1 lang/python#3.11 exec-env/x", 300},
                 {"<b>bold</b>\xE2\x80\xAEgpj.exe\n", 12},
                 {"", 2}},
                412)};
    all[1].values[0].mark = FacetMark::Picked;
    all[1].values[1].mark = FacetMark::Picked;
    all[1].values[2].mark = FacetMark::LeftOut;
    all[3].values[2].mark = FacetMark::Excluded;
    all[6].values.push_back({FacetValue::Kind::Missing, {}, 98, FacetMark::None});
    return all;
}

} // namespace rastro::test
