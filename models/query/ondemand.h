// SPDX-License-Identifier: Apache-2.0
//
// OnDemandColumn: a column that is not stored (target, summary), made by one pass over the records of a snapshot and
// then as fast as a coded one. Immutable once made; kept by OnDemandCache, which any thread may ask.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "store/dictionary.h"
#include "store/snapshot.h"

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace rastro {

class OnDemandColumn {
public:
    Column column() const { return m_column; }
    Code code(RowId row) const { return Code{m_codes[index(row)]}; }
    std::string_view value(Code code) const { return m_values->value(code); }
    std::string_view text(RowId row) const { return value(code(row)); }
    std::size_t dictionarySize() const { return m_values->size(); }
    const std::vector<std::uint32_t>& codes() const { return m_codes; }

    // Rows whose record could not be read again or is no JSON; they count as missing.
    std::uint64_t unreadRows() const { return m_unreadRows; }

private:
    friend class OnDemandBuilder;
    Column m_column = Column::Target;
    std::vector<std::uint32_t> m_codes; // by row of the snapshot
    std::shared_ptr<Dictionary> m_values;
    std::uint64_t m_unreadRows = 0;
};

using OnDemandPtr = std::shared_ptr<const OnDemandColumn>;

// Reads every record of the snapshot once on several threads. Progress: rows. Errors: Cancelled; InvalidArgument for a
// column that is stored.
Result<OnDemandPtr> makeOnDemandColumn(const Snapshot& snapshot, Column column, unsigned threads,
                                       Checkpoint& checkpoint);

// The columns made last, each for one snapshot.
class OnDemandCache {
public:
    // The column if it was made for this very snapshot, else null.
    OnDemandPtr find(const std::shared_ptr<const Snapshot>& snapshot, Column column) const;
    // Made now if need be; blocks.
    Result<OnDemandPtr> column(const std::shared_ptr<const Snapshot>& snapshot, Column column, unsigned threads,
                               Checkpoint& checkpoint);
    void clear();

private:
    struct Entry {
        std::weak_ptr<const Snapshot> snapshot;
        OnDemandPtr column;
    };
    mutable std::mutex m_mutex;
    std::vector<Entry> m_entries; // one for each column
};

} // namespace rastro
