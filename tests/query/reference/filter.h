// SPDX-License-Identifier: Apache-2.0
//
// Filter: the query language once more, slow and plain, to test the engine with. It shares no code with it.
#pragma once

#include "query/reference/corpus.h"
#include "query/reference/event.h"
#include "query/reference/filtertree.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rastro::reference {

// Values by name of a list (ignoring A-Z). Each is compared like a quoted text.
using Lists = std::map<std::string, std::vector<std::string>>;

class Filter {
public:
    static std::variant<Filter, std::string> parse(std::string_view text);

    // The events that match, ascending. The newest of them is what `last` counts from. `now` is the clock's time unless
    // it is given (microseconds since 1970).
    std::vector<std::size_t> rows(std::span<const Event> events, const Lists& lists = {}, int zoneOffsetMinutes = 0,
                                  std::optional<std::int64_t> now = {}) const;
    std::vector<std::size_t> rows(const Corpus& corpus, const Lists& lists = {}, int zoneOffsetMinutes = 0,
                                  std::optional<std::int64_t> now = {}) const;

    // Names of the lists it asks for, folded.
    std::set<std::string> lists() const;

private:
    explicit Filter(NodePtr root) : m_root(std::move(root)) {}
    NodePtr m_root;
};

} // namespace rastro::reference
