// SPDX-License-Identifier: Apache-2.0
//
// ValueMatcher: the value of one term, ready to be put to single values: those of a dictionary, a leaf of a record.
// Immutable and cheap to copy, any thread.
#pragma once

#include "base/result.h"
#include "language/expression.h"
#include "query/filtercontext.h"

#include <functional>
#include <memory>
#include <string_view>

namespace rastro {

class ValueMatcher {
public:
    // Errors, InvalidArgument: a regular expression that RE2 refuses, a list that is not known, a pattern that is too
    // long. A bare term is looked for inside each leaf.
    static Result<ValueMatcher> make(const Term& term, const FilterContext& context);

    // A string after one unescape, a number, true or false as written. Valid UTF-8.
    bool matches(std::string_view leaf) const { return m_test(leaf); }
    // Whether anything that is not null matches: an object does too.
    bool isPresence() const { return m_isPresence; }

private:
    std::function<bool(std::string_view)> m_test;
    bool m_isPresence = false;
};

} // namespace rastro
