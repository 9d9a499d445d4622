// SPDX-License-Identifier: Apache-2.0
//
// PeopleBook: who is the same person by somebody's own word: named lists called "person.NAME", each with the persons,
// actors, keys, sessions and origins that are NAME. Immutable, any thread.
#pragma once

#include "query/filtercontext.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace rastro {

inline constexpr std::string_view kPersonList = "person.";        // what the names of such lists begin with
inline constexpr std::string_view kMergedWord = " (merged by hand)"; // what the persons they make end with

class PeopleBook {
public:
    // Null if no list is of a person.
    static std::shared_ptr<const PeopleBook> of(const ValueLists& lists);

    // "NAME (merged by hand)" of the first list, by name, that holds one of the values; empty if none does.
    std::string nameOf(std::span<const std::string_view> values) const;

private:
    std::vector<std::pair<std::string, ValueList>> m_people; // as they are called, by name
};

} // namespace rastro
