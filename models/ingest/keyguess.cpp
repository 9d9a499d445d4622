// SPDX-License-Identifier: Apache-2.0
#include "ingest/keyguess.h"

namespace rastro {

const KeyGuess::Key& KeyGuess::learn(std::string_view rawKey) {
    std::size_t at = 1;
    while (at < m_keys.size() && m_keys[at].text.rawKey() != rawKey)
        ++at;
    if (at == m_keys.size()) {
        m_unkept.key = recordKey(rawKey);
        m_unkept.isColumnInOtherLetters = m_unkept.key == RecordKey::Other && isColumnInOtherLetters(rawKey);
        if (m_keys.size() > kMostKeys || !KeyText::fits(rawKey)) {
            m_at = 0;
            return m_unkept;
        }
        m_keys.push_back(m_unkept);
        m_keys.back().text = KeyText(rawKey);
    }
    m_keys[m_at].next = {static_cast<std::uint16_t>(at), m_keys[m_at].next[0]};
    m_at = static_cast<std::uint16_t>(at);
    return m_keys[at];
}

} // namespace rastro
