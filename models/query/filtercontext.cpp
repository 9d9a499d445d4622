// SPDX-License-Identifier: Apache-2.0
#include "query/filtercontext.h"

#include "base/foldedtext.h"

#include <algorithm>

namespace rastro {

ValueList::ValueList(const std::vector<std::string>& values) {
    for (const std::string& value : values) {
        m_texts.insert(foldedText(value));
        if (const auto range = AddressRange::parse(value))
            m_ranges.push_back(*range);
    }
}

bool ValueList::contains(std::string_view text) const {
    if (m_texts.contains(foldedText(text)))
        return true;
    const std::optional<Address> address = m_ranges.empty() ? std::nullopt : parseAddress(text);
    return address && std::ranges::any_of(m_ranges, [&](const AddressRange& range) { return range.contains(*address); });
}

} // namespace rastro
