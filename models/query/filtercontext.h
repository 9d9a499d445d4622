// SPDX-License-Identifier: Apache-2.0
//
// FilterContext: what a filter needs to know beside the events: the zone shown, the present, the named lists. A plain
// value with shared immutable parts, any thread.
#pragma once

#include "base/timestamp.h"
#include "base/addressrange.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace rastro {

// A named list of values: whole texts (A-Z folded) and networks.
class ValueList {
public:
    ValueList() = default;
    explicit ValueList(const std::vector<std::string>& values);
    bool contains(std::string_view text) const;
    std::size_t size() const { return m_texts.size(); }

private:
    std::unordered_set<std::string> m_texts; // folded; networks too, as they are written
    std::vector<AddressRange> m_ranges;
};

using ValueLists = std::map<std::string, ValueList, std::less<>>; // by name, exact letters

struct FilterContext {
    std::chrono::minutes zone{0}; // offset from UTC of times without a zone
    Micros now = kNoTime;         // what `now` means
    Micros newest = kNoTime;      // what `last` means: the newest event loaded
    std::shared_ptr<const ValueLists> lists;
};

} // namespace rastro
