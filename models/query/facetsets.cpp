// SPDX-License-Identifier: Apache-2.0
#include "query/facetsets.h"

#include "language/unparser.h"
#include "query/facetedit.h"

#include <algorithm>
#include <cstring>

namespace rastro {

// Sorts the top-level terms into those of each field and the others, and evaluates what is needed of them.
class FacetSetsMaker {
public:
    FacetSetsMaker(const Snapshot& snapshot, const FilterTools& tools, Checkpoint& checkpoint)
        : m_snapshot(snapshot), m_tools(tools), m_checkpoint(checkpoint), m_out(snapshot) {}

    Result<FacetSets> make(const Expression& filter, std::span<const AnyColumn> fields,
                           std::shared_ptr<const RowBitmap> known) {
        sortTerms(filter, fields);
        if (m_groups.empty()) {
            if (filter.kind != Expression::Kind::All && !known)
                known = rowsOf(filter);
            m_out.m_sets.push_back(known ? FacetSets::Set{std::move(known)} : FacetSets::Set{});
        } else {
            makeSets(std::move(known));
        }
        if (m_error)
            return *m_error;
        return std::move(m_out);
    }

private:
    // A field's own terms.
    struct Group {
        AnyColumn field;
        std::vector<Expression> terms;
        std::shared_ptr<const RowBitmap> rows;
    };

    void sortTerms(const Expression& filter, std::span<const AnyColumn> fields) {
        for (Expression& term : topLevelTerms(filter)) {
            const auto own =
                std::ranges::find_if(fields, [&](const AnyColumn& field) { return isOwnTerm(term, field); });
            if (own == fields.end()) {
                m_common.push_back(std::move(term));
                continue;
            }
            auto group = std::ranges::find(m_groups, *own, &Group::field);
            if (group == m_groups.end())
                group = m_groups.insert(m_groups.end(), Group{*own, {}, nullptr});
            group->terms.push_back(std::move(term));
        }
        // Set 0 is for fields without a term of their own, then one for each group.
        for (const AnyColumn& field : fields) {
            const auto group = std::ranges::find(m_groups, field, &Group::field);
            m_out.m_setOf.push_back(
                group == m_groups.end() ? 0 : 1 + static_cast<std::size_t>(group - m_groups.begin()));
        }
    }

    void makeSets(std::shared_ptr<const RowBitmap> known) {
        FacetSets::Set common;
        if (!m_common.empty())
            common.push_back(rowsOf(fromTopLevelTerms(std::move(m_common))));
        if (!known || m_groups.size() > 1) {
            for (Group& group : m_groups)
                group.rows = rowsOf(fromTopLevelTerms(group.terms));
        }
        m_out.m_sets.resize(1 + m_groups.size(), common);
        for (std::size_t g = 0; g < m_groups.size(); ++g) {
            for (std::size_t set = 0; set <= m_groups.size(); ++set) {
                if (m_groups[g].rows && set != g + 1)
                    m_out.m_sets[set].push_back(m_groups[g].rows);
            }
        }
        if (known)
            m_out.m_sets[0] = {std::move(known)};
    }

    // Null once something went wrong.
    std::shared_ptr<const RowBitmap> rowsOf(const Expression& expression) {
        if (m_error)
            return nullptr;
        Result<FilteredRows> rows = filterRows(m_snapshot, expression, m_tools, m_checkpoint);
        if (!rows) {
            m_error = rows.error();
            return nullptr;
        }
        m_out.m_unreadRows += rows->unreadRows;
        return std::make_shared<const RowBitmap>(std::move(rows->rows));
    }

    const Snapshot& m_snapshot;
    const FilterTools& m_tools;
    Checkpoint& m_checkpoint;
    FacetSets m_out;
    std::vector<Group> m_groups;
    std::vector<Expression> m_common;
    std::optional<Error> m_error;
};

FacetSets::FacetSets(const Snapshot& snapshot) : m_snapshot(&snapshot) {
    if (snapshot.timeOrder().size() == snapshot.rowCount())
        return;
    m_hidden = RowBitmap(snapshot.rowCount());
    snapshot.forEachHidden([this](RowId row) { m_hidden.insert(index(row)); });
}

Result<FacetSets> FacetSets::make(const Snapshot& snapshot, const Expression& filter, std::span<const AnyColumn> fields,
                                  std::shared_ptr<const RowBitmap> known, const FilterTools& tools,
                                  Checkpoint& checkpoint) {
    return FacetSetsMaker(snapshot, tools, checkpoint).make(filter, fields, std::move(known));
}

void FacetSets::fill(std::size_t set, std::size_t c, RowBitmap::Word* words) const {
    const std::uint32_t rows = m_snapshot->chunk(c).rows;
    std::memset(words, 0, RowBitmap::kChunkWords * sizeof(RowBitmap::Word));
    std::memset(words, 0xFF, rows / 64 * sizeof(RowBitmap::Word));
    if (rows % 64 != 0)
        words[rows / 64] = (RowBitmap::Word{1} << (rows % 64)) - 1;
    for (const auto& bitmap : m_sets[set]) {
        const RowBitmap::Word* other = bitmap->chunk(c);
        for (std::size_t w = 0; w < RowBitmap::kChunkWords; ++w)
            words[w] &= other[w];
    }
    if (m_hidden.rowCount() == 0)
        return;
    const RowBitmap::Word* hidden = m_hidden.chunk(c);
    for (std::size_t w = 0; w < RowBitmap::kChunkWords; ++w)
        words[w] &= ~hidden[w];
}

} // namespace rastro
