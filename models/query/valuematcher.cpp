// SPDX-License-Identifier: Apache-2.0
#include "query/valuematcher.h"

#include "base/foldedtext.h"
#include "query/jsonnumber.h"
#include "query/textpattern.h"
#include "query/timevalue.h"

#include <re2/re2.h>

#include <algorithm>

namespace rastro {

namespace {

using Test = std::function<bool(std::string_view)>;

Error invalid(std::string what) {
    return Error{ErrorCode::InvalidArgument, {}, std::move(what)};
}

bool holds(Comparison comparison, double a, double b) {
    switch (comparison) {
    case Comparison::Less:
        return a < b;
    case Comparison::LessOrEqual:
        return a <= b;
    case Comparison::Greater:
        return a > b;
    case Comparison::GreaterOrEqual:
        return a >= b;
    case Comparison::Matches:
        break;
    }
    return a == b;
}

Test compareWith(const Term& term, const FilterContext& context) {
    const std::string& text = term.value.text;
    if (const std::optional<double> number = jsonNumber(text)) {
        return [comparison = term.comparison, number = *number](std::string_view leaf) {
            const std::optional<double> value = jsonNumber(leaf);
            return value && holds(comparison, *value, number);
        };
    }
    if (const std::optional<TimeRangeOf> times = timesFor(term.comparison, text, context)) {
        return [times = *times, zone = context.zone](std::string_view leaf) {
            const std::optional<Micros> time = timeOf(leaf, zone);
            return time && times.contains(*time);
        };
    }
    return [](std::string_view) { return false; };
}

bool isAnyRunOnly(const Value& value) {
    return value.kind == Value::Kind::Pattern && !value.parts.empty() &&
           std::ranges::all_of(value.parts, [](const PatternPart& p) { return p.kind == PatternPart::Kind::AnyRun; });
}

bool isPlainText(const Value& value) {
    return std::ranges::all_of(value.parts, [](const PatternPart& p) { return p.kind == PatternPart::Kind::Text; });
}

Result<Test> patternTest(const Term& term, const FilterContext& context) {
    const auto extent = term.isBare() ? TextPattern::Extent::Inside : TextPattern::Extent::Whole;
    TextPattern pattern(term.value.parts, extent);
    if (pattern.isTooLong())
        return invalid("a pattern with ? is too long");
    if (!term.isBare() && isPlainText(term.value) && isTimeSpan(term.value.text)) {
        const TimeRangeOf span = *timesFor(Comparison::Matches, term.value.text, context);
        return Test([pattern = std::move(pattern), span, zone = context.zone](std::string_view leaf) {
            if (pattern.matches(leaf))
                return true;
            const std::optional<Micros> time = timeOf(leaf, zone);
            return time && span.contains(*time);
        });
    }
    if (!term.isBare() && isPlainText(term.value))
        return Test([text = foldedText(term.value.text)](std::string_view leaf) { return equalsFolded(text, leaf); });
    return Test([pattern = std::move(pattern)](std::string_view leaf) { return pattern.matches(leaf); });
}

Result<Test> regexTest(const std::string& text) {
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    const auto regex = std::make_shared<const RE2>(text, options);
    if (!regex->ok())
        return invalid("this is no regular expression: " + regex->error());
    return Test([regex](std::string_view leaf) { return RE2::PartialMatch({leaf.data(), leaf.size()}, *regex); });
}

Result<Test> listTest(const std::string& name, const FilterContext& context) {
    const auto known = context.lists ? context.lists->find(name) : ValueLists::const_iterator();
    if (!context.lists || known == context.lists->end())
        return invalid("there is no list @" + name);
    return Test([lists = context.lists, &list = known->second](std::string_view leaf) { return list.contains(leaf); });
}

Result<Test> testFor(const Term& term, const FilterContext& context) {
    if (term.comparison != Comparison::Matches)
        return compareWith(term, context);
    switch (term.value.kind) {
    case Value::Kind::Regex:
        return regexTest(term.value.text);
    case Value::Kind::List:
        return listTest(term.value.text, context);
    case Value::Kind::Literal:
        if (!term.isBare())
            return Test([text = foldedText(term.value.text)](std::string_view leaf) { return equalsFolded(text, leaf); });
        return Test([pattern = TextPattern::literal(term.value.text, TextPattern::Extent::Inside)](
                        std::string_view leaf) { return pattern.matches(leaf); });
    case Value::Kind::Cidr:
        if (const auto range = AddressRange::parse(term.value.text)) {
            return Test([range = *range, text = foldedText(term.value.text)](std::string_view leaf) {
                const std::optional<Address> address = parseAddress(leaf);
                return address ? range.contains(*address) : equalsFolded(text, leaf);
            });
        }
        return invalid("this is no network");
    case Value::Kind::Pattern:
        break;
    }
    return patternTest(term, context);
}

} // namespace

Result<ValueMatcher> ValueMatcher::make(const Term& term, const FilterContext& context) {
    Result<Test> test = testFor(term, context);
    if (!test)
        return test.error();
    ValueMatcher matcher;
    matcher.m_test = std::move(*test);
    matcher.m_isPresence = term.comparison == Comparison::Matches && isAnyRunOnly(term.value);
    return matcher;
}

} // namespace rastro
