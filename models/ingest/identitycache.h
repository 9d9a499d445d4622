// SPDX-License-Identifier: Apache-2.0
//
// IdentityCache: the codes of a whole userIdentity object, by its bytes. Identities repeat from record to record, so one
// look-up stands for a dozen columns and the actor. One per worker thread.
#pragma once

#include "base/hash.h"
#include "base/samebytes.h"
#include "ingest/interner.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

class IdentityCache {
public:
    explicit IdentityCache(Interner& interner);

    // Fills the identity columns, Actor and ActorKey of the row, and flags it where they are irregular. `object` is the value as written and checked; an empty
    // one stands for a record without userIdentity.
    void fill(std::string_view object, EventRow& row);

    // The length of an identity seen lately if it stands at p, byte for byte: it need not be checked again. 0 if none.
    std::size_t matchRecent(const char* p, const char* end) const {
        for (const std::string& recent : m_recent) {
            if (static_cast<std::size_t>(end - p) > recent.size() && !recent.empty() &&
                sameBytes({p, recent.size()}, recent))
                return recent.size();
        }
        return 0;
    }
    void remember(std::string_view object) { // checked bytes
        m_recent[m_next].assign(object);
        m_next = (m_next + 1) % m_recent.size();
    }

    // Columns that come from userIdentity.
    static constexpr std::array kColumns{
        Column::IdentityType,      Column::IdentityArn,         Column::IdentityAccountId, Column::IdentityAccessKeyId,
        Column::IdentityUserName,  Column::IdentityPrincipalId, Column::IdentityInvokedBy, Column::IssuerArn,
        Column::IssuerUserName,    Column::CreationDate,        Column::SourceIdentity,    Column::OnBehalfOfUserId,
        Column::Actor,             Column::ActorKey};

private:
    using Codes = std::array<Code, kColumns.size()>;
    struct Slot {
        Hash128 hash;
        Codes codes{};
        bool isRegular = true; // the columns say all that the paths say
        bool used = false;
    };
    Slot extract(std::string_view object);

    static constexpr std::size_t kSlots = 2048;
    Interner& m_interner;
    std::uint64_t m_seed;
    std::vector<Slot> m_slots;
    std::array<std::string, 4> m_recent;
    std::size_t m_next = 0;
};

} // namespace rastro
