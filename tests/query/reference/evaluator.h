// SPDX-License-Identifier: Apache-2.0
//
// Evaluator: which events of a corpus match the nodes of a filter.
#pragma once

#include "query/reference/corpus.h"
#include "query/reference/filter.h"
#include "query/reference/moment.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rastro::reference {

class Evaluator {
public:
    Evaluator(const Corpus& corpus, const Lists& lists, int zoneOffsetMinutes, Instant now);
    std::vector<bool> rows(const Node& node) const; // by event

private:
    using TextTest = std::function<bool(std::string_view)>;

    bool matches(const Node& term, const FlatEvent& event, const std::vector<bool>& below, PathId path,
                 const TextTest& test) const;
    std::vector<bool> termRows(const Node& term) const;

    TextTest testOf(const Field& field, const Value& value) const;
    TextTest wordTest(const Field& field, const Value& value) const;
    TextTest quotedTest(const Field& field, const Value& value) const;
    TextTest listTest(const Value& value) const;
    TextTest comparisonTest(const Value& value) const;
    TextTest sameInstant(const std::string& text) const;
    TextTest withinDay(const std::string& text) const;

    std::optional<Instant> eventTime(const FlatEvent& event, std::string* text = nullptr) const;
    std::optional<Instant> relativeInstant(std::string_view text) const;

    const Corpus& m_corpus;
    std::map<std::string, std::vector<std::string>> m_lists; // all folded
    int m_zone;
    Instant m_now;
    std::optional<Instant> m_newest;
};

} // namespace rastro::reference
