// SPDX-License-Identifier: Apache-2.0
//
// KeyCounts: how often each of many 64-bit keys came, and the lowest row it came with: an open-addressing table that
// grows with them. Keys that an attacker may choose are hashed by the caller. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace rastro {

class KeyCounts {
public:
    struct Slot { // free while its count is 0
        std::uint64_t key = 0;
        std::uint32_t count = 0;
        std::uint32_t row = 0;
    };

    KeyCounts() : m_slots(kFirstSlots) {}
    const std::vector<Slot>& slots() const { return m_slots; }

    // The count of the key from now on.
    std::uint32_t add(std::uint64_t key, std::uint32_t count, std::uint32_t row) {
        Slot& slot = slotOf(key);
        if (slot.count == 0) {
            slot = {key, count, row};
            if (++m_used * 2 > m_slots.size())
                grow();
            return count;
        }
        slot.row = std::min(slot.row, row);
        return slot.count += count;
    }
    void take(KeyCounts& other) {
        for (const Slot& slot : other.m_slots) {
            if (slot.count != 0)
                add(slot.key, slot.count, slot.row);
        }
        other = KeyCounts();
    }

private:
    static constexpr std::size_t kFirstSlots = 1'024;

    Slot& slotOf(std::uint64_t key) {
        const std::size_t mask = m_slots.size() - 1;
        // Times and numbers are regular: their low bits alone would pile up.
        std::size_t at = static_cast<std::size_t>((key * 0x9E37'79B9'7F4A'7C15u) >> 20) & mask;
        while (m_slots[at].count != 0 && m_slots[at].key != key)
            at = (at + 1) & mask;
        return m_slots[at];
    }
    void grow() {
        std::vector<Slot> old(m_slots.size() * 2);
        old.swap(m_slots);
        for (const Slot& slot : old) {
            if (slot.count != 0)
                slotOf(slot.key) = slot;
        }
    }

    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
};

} // namespace rastro
