// SPDX-License-Identifier: Apache-2.0
#include "query/reference/evaluator.h"

#include "query/reference/fold.h"
#include "query/reference/jsonwalk.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace rastro::reference {

namespace {

bool isInOrder(Order order, auto left, auto right) {
    switch (order) {
    case Order::Less:
        return left < right;
    case Order::LessOrEqual:
        return left <= right;
    case Order::Greater:
        return left > right;
    case Order::GreaterOrEqual:
        return left >= right;
    }
    return false;
}

// Of a number too big for a double, or so small that it is zero: whether it is the big one. Its value is
// 0.d… × 10^power with d the first digit that is not 0.
bool isHuge(std::string_view number) {
    const std::size_t e = number.find_first_of("eE");
    const std::string_view digits = number.substr(0, e);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.find_first_of("123456789");
    std::string_view exponent = e == number.npos ? "0" : number.substr(e + 1);
    const bool isNegative = exponent.starts_with('-');
    if (isNegative || exponent.starts_with('+'))
        exponent.remove_prefix(1);
    std::int64_t power = 0;
    for (const char c : exponent)
        power = std::min<std::int64_t>(1'000'000'000, power * 10 + (c - '0'));
    power = isNegative ? -power : power;
    return power + static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) > 0;
}

double doubleOf(std::string_view number) {
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc::result_out_of_range)
        return value;
    const double size = isHuge(number) ? std::numeric_limits<double>::infinity() : 0.0;
    return number.starts_with('-') ? -size : size;
}

} // namespace

Evaluator::Evaluator(const Corpus& corpus, const Lists& lists, int zoneOffsetMinutes, Instant now)
    : m_corpus(corpus), m_zone(zoneOffsetMinutes), m_now(now) {
    for (const auto& [name, values] : lists) {
        for (const std::string& value : values)
            m_lists[folded(name)].push_back(folded(value));
    }
    for (const FlatEvent& event : corpus.events()) {
        if (const auto time = eventTime(event))
            m_newest = std::max(m_newest.value_or(*time), *time);
    }
}

std::vector<bool> Evaluator::rows(const Node& node) const {
    if (node.kind == NodeKind::Term)
        return termRows(node);
    const bool startsTrue = node.kind == NodeKind::Everything || node.kind == NodeKind::And;
    std::vector<bool> result(m_corpus.events().size(), startsTrue);
    for (const NodePtr& child : node.children) {
        const std::vector<bool> part = rows(*child);
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (node.kind == NodeKind::Not)
                result[i] = !part[i];
            else if (node.kind == NodeKind::And)
                result[i] = result[i] && part[i];
            else
                result[i] = result[i] || part[i];
        }
    }
    return result;
}

std::vector<bool> Evaluator::termRows(const Node& term) const {
    const PathId path = m_corpus.paths().find(term.field.steps);
    const std::vector<bool> below =
        term.field.reach == Reach::Below ? m_corpus.paths().below(path) : std::vector<bool>();
    const TextTest test = testOf(term.field, term.value);
    std::vector<bool> result;
    for (const FlatEvent& event : m_corpus.events())
        result.push_back(matches(term, event, below, path, test));
    return result;
}

bool Evaluator::matches(const Node& term, const FlatEvent& event, const std::vector<bool>& below, PathId path,
                        const TextTest& test) const {
    const Field& field = term.field;
    if (field.reach == Reach::Derived) {
        const auto found = event.derived.find(field.derived);
        return found != event.derived.end() && test(found->second);
    }
    // A number is compared with what stands there, as in any path.
    if (field.isTimeColumn() && term.value.kind == ValueKind::Comparison && !isJsonNumber(term.value.text)) {
        std::string text;
        return eventTime(event, &text) && test(text);
    }
    const bool isPresence = term.value.kind == ValueKind::Word && term.value.pattern.isOnlyStars();
    const bool takesObjects = isPresence && field.reach == Reach::Path;
    // A path goes into a document only while steps remain.
    const int deepest = m_corpus.paths().length(path == PathTree::kNone ? PathTree::kRoot : path);
    return std::ranges::any_of(event.entries, [&](const Entry& entry) {
        if (!entry.isLeaf && !takesObjects)
            return false;
        const bool isReached = field.reach == Reach::Bare   ? entry.openedAt == Entry::kRecordItself
                               : field.reach == Reach::Path ? entry.path == path && entry.openedAt < deepest
                                                            : static_cast<bool>(below[entry.path]);
        return isReached && (isPresence || test(entry.text));
    });
}

Evaluator::TextTest Evaluator::testOf(const Field& field, const Value& value) const {
    switch (value.kind) {
    case ValueKind::Word:
        return wordTest(field, value);
    case ValueKind::Quoted:
        return quotedTest(field, value);
    case ValueKind::List:
        return listTest(value);
    case ValueKind::Comparison:
        return comparisonTest(value);
    case ValueKind::Regex:
        break;
    }
    return [regex = value.regex](std::string_view text) {
        return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *regex);
    };
}

Evaluator::TextTest Evaluator::wordTest(const Field& field, const Value& value) const {
    const Pattern& pattern = value.pattern;
    if (field.reach == Reach::Bare)
        return [around = pattern.surrounded()](std::string_view text) { return around.matchesWhole(text); };
    TextTest also = [](std::string_view) { return false; };
    if (value.network)
        also = [&network = *value.network](std::string_view text) { return network.contains(text); };
    else if (const auto moment = parseMoment(value.text, m_zone); moment && !pattern.hasWildcards()) {
        if (moment->isDashedDate)
            also = withinDay(value.text);
        else if (field.isTimeColumn() && !moment->isDateAlone)
            also = sameInstant(value.text);
    }
    return [&pattern, also](std::string_view text) { return pattern.matchesWhole(text) || also(text); };
}

Evaluator::TextTest Evaluator::quotedTest(const Field& field, const Value& value) const {
    const std::string wanted = folded(value.text);
    if (field.reach == Reach::Bare)
        return [wanted](std::string_view text) { return folded(text).find(wanted) != std::string::npos; };
    const auto moment = parseMoment(value.text, m_zone);
    if (field.isTimeColumn() && moment && !moment->isDateAlone) {
        return [wanted, same = sameInstant(value.text)](std::string_view text) {
            return folded(text) == wanted || same(text);
        };
    }
    return [wanted](std::string_view text) { return folded(text) == wanted; };
}

Evaluator::TextTest Evaluator::listTest(const Value& value) const {
    const auto found = m_lists.find(folded(value.text));
    if (found == m_lists.end())
        return [](std::string_view) { return false; };
    return [&values = found->second](std::string_view text) { return std::ranges::count(values, folded(text)) != 0; };
}

Evaluator::TextTest Evaluator::comparisonTest(const Value& value) const {
    const Order order = value.order;
    if (isJsonNumber(value.text)) {
        return [order, wanted = doubleOf(value.text)](std::string_view text) {
            return isJsonNumber(text) && isInOrder(order, doubleOf(text), wanted);
        };
    }
    Instant wanted = 0;
    if (const auto moment = parseMoment(value.text, m_zone)) {
        // A date alone is its first instant in < and >=; in <= and > the whole day is meant.
        const bool passesDay = moment->isDateAlone && (order == Order::LessOrEqual || order == Order::Greater);
        if (passesDay) {
            const Instant nextDay = moment->instant + kDay;
            const Order strict = order == Order::LessOrEqual ? Order::Less : Order::GreaterOrEqual;
            return [this, strict, nextDay](std::string_view text) {
                const auto time = parseMoment(text, m_zone);
                return time && isInOrder(strict, time->instant, nextDay);
            };
        }
        wanted = moment->instant;
    } else if (const auto instant = relativeInstant(value.text)) {
        wanted = *instant;
    } else {
        return [](std::string_view) { return false; };
    }
    return [this, order, wanted](std::string_view text) {
        const auto time = parseMoment(text, m_zone);
        return time && isInOrder(order, time->instant, wanted);
    };
}

Evaluator::TextTest Evaluator::sameInstant(const std::string& text) const {
    const Instant wanted = parseMoment(text, m_zone)->instant;
    return [this, wanted](std::string_view leaf) {
        const auto time = parseMoment(leaf, m_zone);
        return time && time->instant == wanted;
    };
}

Evaluator::TextTest Evaluator::withinDay(const std::string& text) const {
    const Instant first = parseMoment(text, m_zone)->instant;
    return [this, first](std::string_view leaf) {
        const auto time = parseMoment(leaf, m_zone);
        return time && time->instant >= first && time->instant < first + kDay;
    };
}

std::optional<Instant> Evaluator::eventTime(const FlatEvent& event, std::string* text) const {
    std::optional<Instant> last;
    for (const std::string& candidate : event.times) {
        if (const auto moment = parseMoment(candidate, m_zone)) {
            last = moment->instant;
            if (text)
                *text = candidate;
        }
    }
    return last;
}

std::optional<Instant> Evaluator::relativeInstant(std::string_view text) const {
    const auto relative = parseRelativeTime(text);
    if (!relative || (relative->isFromNewest && !m_newest))
        return std::nullopt;
    return (relative->isFromNewest ? *m_newest : m_now) - relative->back;
}

} // namespace rastro::reference
