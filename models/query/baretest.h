// SPDX-License-Identifier: Apache-2.0
//
// BareTest: a term without a field, put to records: does some leaf hold the text, match the pattern or the regular
// expression? Plain texts are searched for in the bytes, everything else leaf by leaf. Immutable, any thread.
#pragma once

#include "query/valuematcher.h"
#include "textindex/leafsearch.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rastro {

class BareTest {
public:
    BareTest(const Term& term, ValueMatcher matcher);

    bool matches(std::string_view record) const;
    // Texts that stand in every record that matches; none: nothing is known.
    const std::vector<std::string>& requiredPieces() const { return m_pieces; }

private:
    ValueMatcher m_matcher;
    std::vector<std::string> m_pieces;
    std::optional<LeafSearch> m_search; // the whole question is one text
};

} // namespace rastro
