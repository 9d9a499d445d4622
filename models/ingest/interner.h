// SPDX-License-Identifier: Apache-2.0
//
// Interner: one worker's fast way into the store's dictionaries. A small two-way cache for each column answers for values
// seen lately without a lock and without a real hash; everything else asks the dictionary. It holds plain values only
// (json::isPlain), so that bytes equal to a cached value mean that value, written or decoded. One per worker thread.
#pragma once

#include "base/ids.h"
#include "base/samebytes.h"
#include "store/eventstore.h"

#include <array>
#include <bit>
#include <string_view>
#include <vector>

namespace rastro {

class Interner {
public:
    explicit Interner(EventStore& store);

    // The code of a decoded value.
    Code intern(Column column, std::string_view value) {
        const Code known = lookUp(column, value);
        return known != kMissing ? known : miss(column, value);
    }
    // The code of the bytes between two quotes; they are decoded when they do not mean themselves.
    Code internRaw(Column column, std::string_view raw) {
        const Slot& last = m_last[codedIndex(column)];
        if (last.code != kMissing && last.holds(raw)) // within a file some columns hardly change
            return last.code;
        const Code known = lookUp(column, raw);
        return known != kMissing ? known : missRaw(column, raw);
    }
    // Brings near what intern() will look at.
    void prefetch(Column column, std::string_view value) const { m_store.dictionary(column).prefetch(value); }

    EventStore& store() { return m_store; }

private:
    struct Slot {
        const char* data = nullptr;
        std::uint32_t size = 0;
        Code code = kMissing;
        bool holds(std::string_view value) const { return size == value.size() && sameBytes({data, size}, value); }
    };
    using Set = std::array<Slot, 2>; // the one used last comes first
    struct Table {
        Set* sets = nullptr;
        unsigned shift = 0;
    };

    // Spreads values over the sets, nothing else depends on it: values that share one cost a look-up in the dictionary.
    // Programs and sessions begin, end and look alike but for one number somewhere, so every byte counts.
    static std::uint64_t spread(std::string_view value) {
        constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
        const std::size_t n = value.size();
        std::uint64_t mix = n;
        if (n >= 8) {
            std::uint64_t factor = kOdd;
            for (std::size_t i = 0; i + 8 < n; i += 8) {
                mix += load64(value.data() + i) * factor;
                factor += 0xD6E8FEB86659FD92ULL; // even: it stays odd
            }
            mix ^= std::rotl(load64(value.data() + n - 8), 24);
        } else {
            for (const char c : value)
                mix = mix << 8 | static_cast<unsigned char>(c);
        }
        return (mix ^ mix >> 32) * kOdd;
    }
    Set& setOf(Column column, std::string_view value) {
        const Table& table = m_tables[codedIndex(column)];
        return table.sets[spread(value) >> table.shift];
    }
    Code lookUp(Column column, std::string_view value) {
        Set& set = setOf(column, value);
        if (!set[0].holds(value)) {
            if (!set[1].holds(value))
                return kMissing;
            std::swap(set[0], set[1]);
        }
        m_last[codedIndex(column)] = set[0];
        return set[0].code;
    }
    Code miss(Column column, std::string_view value);
    Code missRaw(Column column, std::string_view raw);

    EventStore& m_store;
    std::vector<Set> m_sets;
    std::array<Table, kCodedColumns> m_tables;
    std::array<Slot, kCodedColumns> m_last; // what was looked up last
};

} // namespace rastro
