// SPDX-License-Identifier: Apache-2.0
//
// OnDemandBuilder: one column being made: its new parts, filled from several threads, each row by one of them. Used by
// what makes columns (query/ondemand, query/findingcolumns).
#pragma once

#include "query/ondemand.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace rastro {

class OnDemandBuilder {
public:
    OnDemandBuilder(AnyColumn key, const OnDemandColumn* known, std::uint32_t rows)
        : m_made(known != nullptr ? std::make_shared<OnDemandColumn>(*known)
                                  : std::make_shared<OnDemandColumn>(std::move(key)))
        , m_first(m_made->m_rowCount) {
        const std::size_t chunks = (std::size_t{rows} + kChunkRows - 1) >> kChunkBits;
        for (std::size_t c = m_first >> kChunkBits; c < chunks; ++c) {
            auto part = std::make_shared<OnDemandColumn::Part>();
            if (c < m_made->m_parts.size())
                *part = *m_made->m_parts[c]; // a chunk that was not full yet
            part->entries.resize(std::min<std::size_t>(kChunkRows, rows - (c << kChunkBits)));
            m_parts.push_back(std::move(part));
        }
        m_made->m_rowCount = rows;
    }

    std::uint32_t firstRow() const { return m_first; }
    Code intern(std::string_view text) { return Code{index(m_made->m_values->intern(text)) + 1}; }

    // The distinct codes of a row, in order.
    void set(std::uint32_t row, std::span<const std::uint32_t> codes) {
        if (codes.empty())
            return;
        OnDemandColumn::Part& part = *m_parts[(row >> kChunkBits) - (m_first >> kChunkBits)];
        std::uint32_t& entry = part.entries[row & (kChunkRows - 1)];
        if (codes.size() == 1) {
            entry = codes[0];
            return;
        }
        const std::lock_guard lock(m_mutex);
        entry = static_cast<std::uint32_t>(part.lists.size()) | OnDemandColumn::kIsList;
        part.lists.push_back(static_cast<std::uint32_t>(codes.size()));
        part.lists.insert(part.lists.end(), codes.begin(), codes.end());
        m_made->m_hasLists = true;
    }

    OnDemandPtr finish(std::uint64_t unreadRows) {
        std::vector<std::shared_ptr<const OnDemandColumn::Part>>& parts = m_made->m_parts;
        parts.resize(m_first >> kChunkBits);
        parts.insert(parts.end(), m_parts.begin(), m_parts.end());
        m_made->m_unreadRows += unreadRows;
        return m_made;
    }

private:
    std::shared_ptr<OnDemandColumn> m_made;
    std::uint32_t m_first;
    std::vector<std::shared_ptr<OnDemandColumn::Part>> m_parts;
    std::mutex m_mutex;
};

} // namespace rastro
