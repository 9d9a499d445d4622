// SPDX-License-Identifier: Apache-2.0
#include "ingest/keyguess.h"

namespace rastro {

const KeyGuess::Key& KeyGuess::learn(std::string_view rawKey) {
    std::size_t at = 1;
    while (at < m_keys.size() && std::string_view(m_keys[at].text).substr(1, m_keys[at].text.size() - 3) != rawKey)
        ++at;
    if (at == m_keys.size()) {
        m_unkept.key = recordKey(rawKey);
        m_unkept.isColumnInOtherLetters = m_unkept.key == RecordKey::Other && isColumnInOtherLetters(rawKey);
        if (m_keys.size() > kMostKeys || rawKey.size() > kLongestKey) {
            m_at = 0;
            return m_unkept;
        }
        m_keys.push_back(m_unkept);
        std::string& text = m_keys.back().text;
        text += '"';
        text += rawKey;
        text += "\":";
    }
    m_keys[m_at].next = {static_cast<std::uint16_t>(at), m_keys[m_at].next[0]};
    m_at = static_cast<std::uint16_t>(at);
    return m_keys[at];
}

} // namespace rastro
