// SPDX-License-Identifier: Apache-2.0
//
// KeyGuess: the keys of records come in the same order again and again. It remembers which key followed which, so that
// most keys are told by one comparison instead of being scanned and looked up. One per worker thread.
#pragma once

#include "base/block32.h"
#include "ingest/recordkeys.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace rastro {

// The bytes of a key with its quotes and its colon, compared as a whole.
class KeyText {
public:
    static constexpr std::size_t kMost = Block32::kSize;

    KeyText() = default; // stands nowhere
    explicit KeyText(std::string_view rawKey) : m_size(static_cast<std::uint32_t>(rawKey.size() + 3)) {
        m_bytes[0] = '"';
        std::memcpy(m_bytes + 1, rawKey.data(), rawKey.size());
        std::memcpy(m_bytes + 1 + rawKey.size(), "\":", 2);
        m_mask = static_cast<std::uint32_t>((std::uint64_t{1} << m_size) - 1);
    }
    static bool fits(std::string_view rawKey) { return rawKey.size() + 3 <= kMost; }

    std::size_t size() const { return m_size; }
    std::string_view view() const { return {m_bytes, m_size}; }
    std::string_view rawKey() const { return m_size == 0 ? std::string_view() : view().substr(1, m_size - 3); }

    bool standsAt(const char* p, const char* end) const {
        if (end - p >= Block32::kSize)
            return m_size != 0 && (Block32(m_bytes).equal(Block32(p)) & m_mask) == m_mask;
        return m_size != 0 && static_cast<std::size_t>(end - p) >= m_size && std::memcmp(p, m_bytes, m_size) == 0;
    }

private:
    alignas(kMost) char m_bytes[kMost] = {};
    std::uint32_t m_mask = 0; // a bit for each byte
    std::uint32_t m_size = 0;
};

class KeyGuess {
public:
    struct Key {
        KeyText text; // of none: never guessed
        RecordKey key = RecordKey::Other;
        bool isColumnInOtherLetters = false;
        std::array<std::uint16_t, 2> next{}; // the keys that followed, the last one first
    };

    KeyGuess() : m_keys(1) {}

    void startRecord() { m_at = 0; }

    // The key that stands at p, quotes and colon included, if it is one of those expected; else null.
    const Key* match(const char* p, const char* end) {
        const std::array<std::uint16_t, 2> next = m_keys[m_at].next;
        if (!m_keys[next[0]].text.standsAt(p, end)) {
            if (!m_keys[next[1]].text.standsAt(p, end))
                return nullptr;
            m_keys[m_at].next = {next[1], next[0]};
        }
        m_at = m_keys[m_at].next[0];
        return &m_keys[m_at];
    }

    // A key that was not guessed, between its quotes as written; good until the next call.
    const Key& learn(std::string_view rawKey);

private:
    static constexpr std::size_t kMostKeys = 96;   // a log may hold any number of keys

    std::vector<Key> m_keys; // the first one stands for the beginning of a record, and for any key that is not kept
    Key m_unkept;
    std::uint16_t m_at = 0;
};

} // namespace rastro
