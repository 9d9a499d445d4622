// SPDX-License-Identifier: Apache-2.0
//
// Interner: one worker's fast way into the store's dictionaries. A small direct-mapped cache for each column answers for
// values seen lately without a lock; everything else asks the dictionary. One per worker thread.
#pragma once

#include "base/hash.h"
#include "base/ids.h"
#include "base/samebytes.h"
#include "store/eventstore.h"

#include <array>
#include <string_view>
#include <vector>

namespace rastro {

class Interner {
public:
    explicit Interner(EventStore& store);

    // The code of a decoded value.
    Code intern(Column column, std::string_view value) {
        const std::uint64_t hash = hash64(value, m_seed);
        Slot& slot = m_slots[codedIndex(column) * kSlots + (hash & (kSlots - 1))];
        if (slot.hash == hash && sameBytes(slot.value, value))
            return slot.code;
        return miss(column, value, hash, slot);
    }
    // The code of the bytes between two quotes; they are decoded when they do not mean themselves.
    Code internRaw(Column column, std::string_view raw) {
        Last& last = m_last[codedIndex(column)];
        if (sameBytes(last.value, raw))
            return last.code;
        return internOther(column, raw, last);
    }

    EventStore& store() { return m_store; }

private:
    static constexpr std::size_t kSlots = 1024;
    struct Slot {
        std::uint64_t hash = 0;
        std::string_view value = {"", 0};
        Code code = kMissing;
    };
    struct Last { // the value seen last, if it was plain
        std::string_view value = {"\\", 1};
        Code code = kMissing;
    };
    Code internOther(Column column, std::string_view raw, Last& last);
    Code miss(Column column, std::string_view value, std::uint64_t hash, Slot& slot);

    EventStore& m_store;
    std::uint64_t m_seed;
    std::vector<Slot> m_slots;
    std::array<Last, kCodedColumns> m_last;
};

} // namespace rastro
