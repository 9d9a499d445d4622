// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a filter, as a field and as the text of a value: an error points into the text, what parses comes back
// from its own text as it was, and a literal means what it was made from.
#include "language/fields.h"
#include "language/parser.h"
#include "language/unparser.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace rastro;

namespace {

void require(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

void checkError(const SyntaxError& error, std::string_view text) {
    require(error.span.begin <= error.span.end && error.span.end <= text.size(), "an error points into the text");
    require(!error.expected.empty(), "an error says what is expected");
}

void checkFilter(std::string_view text) {
    const auto parsed = parseFilter(text);
    if (const auto* error = std::get_if<SyntaxError>(&parsed))
        return checkError(*error, text);
    const auto& expression = std::get<Expression>(parsed);
    require(expression.span.begin <= expression.span.end && expression.span.end <= text.size(), "a span is in the text");
    const std::string written = filterText(expression);
    const auto again = parseFilter(written);
    require(std::holds_alternative<Expression>(again), "what is written is a filter");
    require(std::get<Expression>(again) == expression, "a filter comes back from its text");
    require(filterText(std::get<Expression>(again)) == written, "a canonical text stays as it is");
    require(fromTopLevelTerms(topLevelTerms(expression)) == expression, "a filter comes back from its terms");
}

void checkField(std::string_view text) {
    const auto read = readField(text);
    if (const auto* error = std::get_if<SyntaxError>(&read))
        return checkError(*error, text);
    const auto& field = std::get<FieldPath>(read);
    require(parseField(fieldText(field)) == field, "a field comes back from its text");
    const auto parsed = parseFilter(fieldText(field) + ":x");
    require(std::holds_alternative<Expression>(parsed), "a field can stand in a filter");
    require(std::get<Expression>(parsed).term.field == field, "a field is the same in a filter");
}

void checkLiteral(std::string_view text) {
    const auto parsed = parseFilter("f:(" + literalValueText(text) + ")");
    require(std::holds_alternative<Expression>(parsed), "a literal can stand in a filter");
    require(std::get<Expression>(parsed) == equalsTerm({{"f"}}, text), "a literal is the term of a click");
    require(std::get<Expression>(parsed).term.value.text == text, "a literal means its text");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (size > kLongestFilterBytes / 4) // room for the escapes
        return 0;
    checkFilter(text);
    checkField(text);
    checkLiteral(text);
    return 0;
}
