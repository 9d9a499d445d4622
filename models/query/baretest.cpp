// SPDX-License-Identifier: Apache-2.0
#include "query/baretest.h"

#include "base/jsonstring.h"
#include "textindex/leaves.h"
#include "textindex/requiredpieces.h"

#include <algorithm>

namespace rastro {

BareTest::BareTest(const Term& term, ValueMatcher matcher) : m_matcher(std::move(matcher)) {
    const Value& value = term.value;
    if (value.kind == Value::Kind::Literal) {
        m_pieces.push_back(value.text);
        m_search.emplace(value.text);
    } else if (value.kind == Value::Kind::Regex) {
        m_pieces = requiredPiecesOfRegex(value.text);
    } else {
        for (const PatternPart& part : value.parts) {
            if (part.kind == PatternPart::Kind::Text)
                m_pieces.push_back(part.text);
        }
        if (value.parts.size() == 1 && !m_pieces.empty())
            m_search.emplace(m_pieces.front());
    }
}

bool BareTest::matches(std::string_view record) const {
    if (m_search)
        return m_search->occursIn(record);
    return walkLeaves(record, [this](const Leaf& leaf) {
        if (leaf.kind == Leaf::Kind::Token || json::isPlain(leaf.raw))
            return m_matcher.matches(leaf.raw);
        return m_matcher.matches(json::decode(leaf.raw));
    });
}

} // namespace rastro
