// SPDX-License-Identifier: Apache-2.0
//
// KeyGuess: the keys of records come in the same order again and again. It remembers which key followed which, so that
// most keys are told by one comparison instead of being scanned and looked up. One per worker thread.
#pragma once

#include "base/samebytes.h"
#include "ingest/recordkeys.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

class KeyGuess {
public:
    struct Key {
        std::string text; // with its quotes and its colon; empty: never guessed
        RecordKey key = RecordKey::Other;
        bool isColumnInOtherLetters = false;
        std::array<std::uint16_t, 2> next{}; // the keys that followed, the last one first
    };

    KeyGuess() : m_keys(1) {}

    void startRecord() { m_at = 0; }

    // The key that stands at p, quotes and colon included, if it is one of those expected; else null.
    const Key* match(const char* p, const char* end) {
        const std::array<std::uint16_t, 2> next = m_keys[m_at].next;
        if (!stands(next[0], p, end)) {
            if (!stands(next[1], p, end))
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
    static constexpr std::size_t kLongestKey = 40; // those of CloudTrail are shorter

    bool stands(std::uint16_t at, const char* p, const char* end) const {
        const std::string& text = m_keys[at].text;
        return static_cast<std::size_t>(end - p) >= text.size() && !text.empty() && sameBytes({p, text.size()}, text);
    }

    std::vector<Key> m_keys; // the first one stands for the beginning of a record, and for any key that is not kept
    Key m_unkept;
    std::uint16_t m_at = 0;
};

} // namespace rastro
