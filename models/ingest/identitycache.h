// SPDX-License-Identifier: Apache-2.0
//
// IdentityCache: the codes of a whole userIdentity object, by its bytes. Identities repeat from record to record and are
// a third of a log, so one comparison stands for checking it, for a dozen columns and for the actor. One per worker thread.
#pragma once

#include "base/jsonscan.h"
#include "ingest/identityscan.h"
#include "ingest/interner.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

// What the columns hold for one identity.
class IdentityCache {
public:
    explicit IdentityCache(Interner& interner);

    // Columns that come from userIdentity.
    static constexpr std::array kColumns{
        Column::IdentityType,      Column::IdentityArn,         Column::IdentityAccountId, Column::IdentityAccessKeyId,
        Column::IdentityUserName,  Column::IdentityPrincipalId, Column::IdentityInvokedBy, Column::IssuerArn,
        Column::IssuerUserName,    Column::CreationDate,        Column::SourceIdentity,    Column::OnBehalfOfUserId,
        Column::Actor,             Column::ActorKey};
    static_assert(kColumns.size() == kIdentityPaths + 2);

    struct Identity {
        std::string bytes; // as written and checked; empty: a record without one
        std::array<Code, kColumns.size()> codes{};
        bool isRegular = true; // the columns say all that the paths say
        std::uint32_t mark = 0; // where eight bytes stand in which it differs from those that begin alike: its key

        void fill(EventRow& row) const {
            for (std::size_t i = 0; i < kColumns.size(); ++i)
                row.codes[codedIndex(kColumns[i])] = codes[i];
            if (!isRegular)
                row.flags |= flags::kIrregular;
        }
    };

    // Checks the value at p, which stands in `depth` containers, and finds its codes. They are good until the next call.
    json::Scan scan(const char* p, const char* end, int depth);
    const Identity& identity() const { return *m_current; }
    void setAbsent() { m_current = &m_absent; }

private:
    // The identities that begin alike share a set; the one found last comes first.
    static constexpr std::size_t kWays = 4;
    static constexpr unsigned kSetBits = 11;
    static constexpr std::ptrdiff_t kWindow = 112; // bytes that choose the set
    using Set = std::array<Identity, kWays>;

    static std::size_t setAt(const char* p);
    // The codes of an identity whose bytes are set. texts: what scanIdentity() found in it, if it is regular.
    void extract(Identity& identity, IdentityTexts& texts, bool isRegular);
    void extractAny(Identity& identity, std::array<std::string, kIdentityPaths>& texts);

    Interner& m_interner;
    std::vector<Set> m_sets;
    Identity m_absent;
    Identity m_unkept; // one that was not cached
    const Identity* m_current = nullptr;
};

} // namespace rastro
