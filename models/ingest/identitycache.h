// SPDX-License-Identifier: Apache-2.0
//
// IdentityCache: the codes of a whole userIdentity object, by its bytes. Identities repeat from record to record and are
// a third of a log, so one comparison stands for checking it, for a dozen columns and for the actor. One per worker thread.
#pragma once

#include "base/jsonscan.h"
#include "base/samebytes.h"
#include "ingest/identityscan.h"
#include "ingest/interner.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

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

    using Codes = std::array<Code, kColumns.size()>;

    struct Identity {
        std::string bytes; // as written and checked, if it is kept
        Codes codes{};
        bool isRegular = true; // the columns say all that the paths say
        int depth = 0; // containers around it when it was checked

        void fill(EventRow& row) const {
            for (std::size_t i = 0; i < kColumns.size(); ++i)
                row.codes[codedIndex(kColumns[i])] = codes[i];
            if (!isRegular)
                row.flags |= flags::kIrregular;
        }

        struct Place {
            std::uint32_t begin = 0; // 0: absent
            std::uint32_t size = 0;
        };
        bool hasPlaces = false; // not if it is written in another way than most
        std::array<Place, kIdentityPaths> places; // of the texts in the bytes

        void setPlaces(const char* begin, const IdentityTexts& texts);
        // Whether this one, which has places, has the very text as its i-th, at the same one. begin: where the other
        // identity stands.
        bool hasSame(std::size_t i, const char* begin, std::string_view text) const {
            if (text.data() == nullptr)
                return places[i].begin == 0;
            return places[i].begin == static_cast<std::size_t>(text.data() - begin) &&
                   sameBytes({bytes.data() + places[i].begin, places[i].size}, text);
        }
    };

    // Checks the value at p, which may be the end and stands in `depth` containers, and finds its codes. They are good
    // until the next call.
    json::Scan scan(const char* p, const char* end, int depth);
    const Identity& identity() const { return *m_current; }
    void setAbsent() { m_current = &m_absent; }

private:
    // The identities that begin alike share a set: what tells them apart, in one line of the processor's cache.
    static constexpr std::size_t kWays = 4;
    static constexpr unsigned kSetBits = 11;
    static constexpr std::ptrdiff_t kWindow = 112; // the bytes from 32 to here choose the set
    static constexpr std::size_t kLeastBytes = 4;
    static constexpr std::size_t kMostBytes = 16 * 1024; // longer ones are not kept
    struct alignas(64) Set {
        std::array<const char*, kWays> bytes{};   // those of the identity; null: none
        std::array<std::uint32_t, kWays> ends{};  // of its key: four bytes in which it differs from those alike
        std::array<std::uint16_t, kWays> marks{}; // where they stand
        std::array<std::uint8_t, kWays> order{0, 1, 2, 3}; // of the ways, the one found last first
        std::size_t bringToFront(std::size_t place);
    };
    static_assert(sizeof(Set) == 64);

    static std::size_t setAt(const char* p);
    Identity& identityOf(const Set& set, std::size_t way) {
        return m_identities[static_cast<std::size_t>(&set - m_sets.data()) * kWays + way];
    }
    // The identity at p if it is in the set; else null, and `like` is one that may have much in common with it: of the
    // same key, or the one found last.
    const Identity* find(Set& set, const char* p, const char* end, int depth, const Identity*& like);
    // One of the set to be filled, with its bytes set.
    Identity& replaceOldest(Set& set, std::string_view bytes, std::string_view key);
    // The codes of the identity at begin from its texts. What it shares with `like` is not looked up again.
    Codes codesOf(const char* begin, const IdentityTexts& texts, const Identity& like);
    // The codes of any identity that is JSON, from its bytes.
    void extractAny(Identity& identity, std::string bytes);
    void internActor(const IdentityTexts& texts, Codes& codes);

    Interner& m_interner;
    std::vector<Set> m_sets;
    std::vector<Identity> m_identities; // kWays for each set
    Identity m_absent;
    Identity m_unkept; // one that was not cached
    const Identity* m_current;
};

} // namespace rastro
