// SPDX-License-Identifier: Apache-2.0
#include "language/regexcheck.h"

#include <re2/re2.h>

namespace rastro {

namespace {

constexpr std::int64_t kRegexBytes = 8 << 20;
constexpr std::size_t kMostInstructions = 1u << 20;
constexpr std::size_t kLeastInstructions = 16; // what even the smallest one costs to compile
constexpr std::size_t kLongestRegexBytes = 1u << 16;

const char* expectedBy(RE2::ErrorCode code) {
    switch (code) {
    case RE2::ErrorBadEscape: return "a known escape is expected in the regular expression";
    case RE2::ErrorBadCharClass: return "a known character class is expected in the regular expression";
    case RE2::ErrorBadCharRange: return "a range from low to high is expected in the character class";
    case RE2::ErrorMissingBracket: return "a closing bracket is expected in the regular expression";
    case RE2::ErrorMissingParen: return "a matching parenthesis is expected in the regular expression";
    case RE2::ErrorTrailingBackslash: return "a character is expected after the backslash";
    case RE2::ErrorRepeatArgument: return "something to repeat is expected before the repetition";
    case RE2::ErrorRepeatSize: return "a repetition of at most 1,000 times is expected";
    case RE2::ErrorRepeatOp: return "a single repetition is expected";
    case RE2::ErrorBadPerlOp: return "a known kind of group is expected";
    case RE2::ErrorBadNamedCapture: return "a valid name of the group is expected";
    case RE2::ErrorPatternTooLarge: return "a smaller regular expression is expected";
    default: return "a valid regular expression is expected";
    }
}

// The part RE2 complains about; all of the pattern where it names none.
TextSpan faultyPart(std::string_view pattern, std::string_view part) {
    const std::size_t at = part.empty() ? std::string_view::npos : pattern.find(part);
    return at == std::string_view::npos ? TextSpan{0, pattern.size()} : TextSpan{at, at + part.size()};
}

} // namespace

std::optional<SyntaxError> RegexCheck::faultOf(std::string_view pattern) {
    const TextSpan whole{0, pattern.size()};
    if (pattern.size() > kLongestRegexBytes)
        return SyntaxError{whole, expectedBy(RE2::ErrorPatternTooLarge)};
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_max_mem(kRegexBytes);
    const RE2 regex(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!regex.ok())
        return SyntaxError{faultyPart(pattern, regex.error_arg()), expectedBy(regex.error_code())};
    m_instructions += kLeastInstructions + static_cast<std::size_t>(regex.ProgramSize());
    if (m_instructions > kMostInstructions)
        return SyntaxError{whole, "fewer or smaller regular expressions are expected"};
    return std::nullopt;
}

} // namespace rastro
