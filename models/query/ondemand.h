// SPDX-License-Identifier: Apache-2.0
//
// OnDemandColumn: a column that is not stored (target, summary, any path into the records), made by one pass over the
// records and then as fast as a coded one. A path may reach several values in a record. Immutable once made; a store
// that grew costs a pass over its new records only. Kept by OnDemandCache, which any thread may ask.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/anycolumn.h"
#include "query/filtercontext.h"
#include "query/networkbook.h"
#include "query/people.h"
#include "store/dictionary.h"
#include "store/snapshot.h"

#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace rastro {

class Lineage;

class OnDemandColumn {
public:
    static constexpr Code kObject{1}; // an object: it is there, but has no text to compare

    explicit OnDemandColumn(AnyColumn key) : m_key(std::move(key)), m_values(std::make_shared<Dictionary>()) {}

    const AnyColumn& key() const { return m_key; }
    std::uint32_t rowCount() const { return m_rowCount; } // rows below it are in

    // The first value of the row; kMissing if the path reaches none.
    Code code(RowId row) const {
        const Part& part = *m_parts[index(row) >> kChunkBits];
        const std::uint32_t entry = part.entries[index(row) & (kChunkRows - 1)];
        return Code{entry & kIsList ? part.lists[(entry & ~kIsList) + 1] : entry};
    }
    // f(code) for each distinct value of the row, in the order of the record.
    template <typename F> void forEachCode(RowId row, const F& f) const {
        const Part& part = *m_parts[index(row) >> kChunkBits];
        const std::uint32_t entry = part.entries[index(row) & (kChunkRows - 1)];
        if (!(entry & kIsList)) {
            if (entry != 0)
                f(Code{entry});
            return;
        }
        const std::uint32_t* list = part.lists.data() + (entry & ~kIsList);
        for (std::uint32_t i = 1; i <= list[0]; ++i)
            f(Code{list[i]});
    }
    bool hasLists() const { return m_hasLists; } // some row has several values

    // Valid UTF-8; "{…}" for an object, empty for kMissing.
    std::string_view value(Code code) const {
        if (code == kObject)
            return "{…}";
        return code == kMissing ? std::string_view() : m_values->value(Code{index(code) - 1});
    }
    std::string_view text(RowId row) const { return value(code(row)); }
    std::size_t dictionarySize() const { return m_values->size() + 1; } // every code is below it

    // Rows whose record could not be read again or is no JSON; they count as missing.
    std::uint64_t unreadRows() const { return m_unreadRows; }
    std::size_t memoryBytes() const;

    // A part of the column: entries of a chunk's rows. An entry is a code, or with kIsList the place of a list (size,
    // then codes) in `lists`.
    static constexpr std::uint32_t kIsList = 0x8000'0000u;
    struct Part {
        std::vector<std::uint32_t> entries;
        std::vector<std::uint32_t> lists;
    };
    const Part& part(std::size_t chunk) const { return *m_parts[chunk]; }

private:
    friend class OnDemandBuilder;
    AnyColumn m_key;
    std::uint32_t m_rowCount = 0;
    std::vector<std::shared_ptr<const Part>> m_parts; // one for each chunk of the snapshot
    std::shared_ptr<Dictionary> m_values;             // its code c stands as c + 1 in entries
    bool m_hasLists = false;
    std::uint64_t m_unreadRows = 0;
};

using OnDemandPtr = std::shared_ptr<const OnDemandColumn>;

// Makes columns in one pass over the records of the snapshot, on several threads; `known` may hold columns of the same
// keys made for fewer rows of the same store, which are grown. Progress: rows. Errors: Cancelled; InvalidArgument for a
// column that is stored, and for findings that look across events: the cache makes those.
Result<std::vector<OnDemandPtr>> makeOnDemandColumns(const Snapshot& snapshot, std::span<const AnyColumn> keys,
                                                     std::span<const OnDemandPtr> known, unsigned threads,
                                                     Checkpoint& checkpoint);

// What findings go by.
struct FindingRules {
    std::shared_ptr<const ValueList> ours; // accounts and principals that are not external; null: accounts of the trail
    std::shared_ptr<const PeopleBook> people; // who is one person by hand; null: what records tell
    std::shared_ptr<const NetworkBook> networks; // null: countries and networks are not known
    Micros learning = 0; // so long after the first event nothing is called new
};

// The columns used last, as many as the budget allows.
class OnDemandCache {
public:
    explicit OnDemandCache(std::size_t budgetBytes = std::size_t{1} << 30) : m_budgetBytes(budgetBytes) {}

    // The column if it is made for all rows of this snapshot's store, else null.
    OnDemandPtr find(const Snapshot& snapshot, const AnyColumn& key) const;
    // Made now, all that are missing in one pass; blocks. By place in `keys`.
    Result<std::vector<OnDemandPtr>> columns(const Snapshot& snapshot, std::span<const AnyColumn> keys, unsigned threads,
                                             Checkpoint& checkpoint);
    Result<OnDemandPtr> column(const Snapshot& snapshot, const AnyColumn& key, unsigned threads, Checkpoint& checkpoint);
    void clear();

    // The chains of credentials, made once for all that is loaded. Error Cancelled.
    Result<std::shared_ptr<const Lineage>> lineage(const Snapshot& snapshot, const Checkpoint& checkpoint);

    // The same if they are made already, else null; at once.
    std::shared_ptr<const Lineage> knownLineage(const Snapshot& snapshot) const;

    // From now on; columns made by other rules are forgotten.
    void setRules(FindingRules rules);
    FindingRules rules() const;

private:
    struct Entry {
        std::weak_ptr<const void> store;
        OnDemandPtr column;
    };
    Status makeMissing(const Snapshot& snapshot, std::span<const AnyColumn> missing, unsigned threads,
                       Checkpoint& checkpoint, std::vector<OnDemandPtr>& made);
    Result<OnDemandPtr> makeFinding(const Snapshot& snapshot, Finding finding, const FindingRules& rules,
                                    const OnDemandColumn* parties, unsigned threads, Checkpoint& checkpoint);
    OnDemandPtr findAny(const Snapshot& snapshot, const AnyColumn& key) const; // of the store, for any number of rows
    void keep(const Snapshot& snapshot, const OnDemandPtr& column);
    void keepLocked(const Snapshot& snapshot, const OnDemandPtr& column); // with the mutex held

    std::size_t m_budgetBytes;
    mutable std::mutex m_mutex;
    mutable std::list<Entry> m_entries; // used last first
    FindingRules m_rules;
    std::uint64_t m_rulesVersion = 0;
    struct KnownLineage {
        std::weak_ptr<const void> store;
        std::uint32_t rows = 0;
        std::shared_ptr<const Lineage> lineage;
    } m_lineage;
};

} // namespace rastro
