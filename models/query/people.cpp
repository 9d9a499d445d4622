// SPDX-License-Identifier: Apache-2.0
#include "query/people.h"

#include <algorithm>

namespace rastro {

std::shared_ptr<const PeopleBook> PeopleBook::of(const ValueLists& lists) {
    auto book = std::make_shared<PeopleBook>();
    for (const auto& [name, values] : lists) {
        if (name.size() > kPersonList.size() && name.starts_with(kPersonList))
            book->m_people.emplace_back(name.substr(kPersonList.size()) + std::string(kMergedWord), values);
    }
    return book->m_people.empty() ? nullptr : book;
}

std::string PeopleBook::nameOf(std::span<const std::string_view> values) const {
    for (const auto& [name, list] : m_people) {
        const bool isHim = std::ranges::any_of(
            values, [&list = list](std::string_view value) { return !value.empty() && list.contains(value); });
        if (isHim)
            return name;
    }
    return {};
}

} // namespace rastro
