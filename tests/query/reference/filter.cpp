// SPDX-License-Identifier: Apache-2.0
#include "query/reference/filter.h"

#include "query/reference/evaluator.h"
#include "query/reference/filterparser.h"
#include "query/reference/fold.h"

#include <chrono>

namespace rastro::reference {

namespace {

Instant clockTime() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

void collectLists(const Node& node, std::set<std::string>& names) {
    if (node.kind == NodeKind::Term && node.value.kind == ValueKind::List)
        names.insert(folded(node.value.text));
    for (const NodePtr& child : node.children)
        collectLists(*child, names);
}

} // namespace

std::variant<Filter, std::string> Filter::parse(std::string_view text) {
    auto parsed = parseFilterText(text);
    if (auto* error = std::get_if<std::string>(&parsed))
        return std::move(*error);
    return Filter(std::get<NodePtr>(parsed));
}

std::vector<std::size_t> Filter::rows(std::span<const Event> events, const Lists& lists, int zoneOffsetMinutes,
                                      std::optional<std::int64_t> now) const {
    return rows(Corpus(events), lists, zoneOffsetMinutes, now);
}

std::vector<std::size_t> Filter::rows(const Corpus& corpus, const Lists& lists, int zoneOffsetMinutes,
                                      std::optional<std::int64_t> now) const {
    const Evaluator evaluator(corpus, lists, zoneOffsetMinutes, now ? *now : clockTime());
    const std::vector<bool> matched = evaluator.rows(*m_root);
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < matched.size(); ++i) {
        if (matched[i])
            rows.push_back(i);
    }
    return rows;
}

std::set<std::string> Filter::lists() const {
    std::set<std::string> names;
    collectLists(*m_root, names);
    return names;
}

} // namespace rastro::reference
