// SPDX-License-Identifier: Apache-2.0
#include "language/values.h"

#include "base/addressrange.h"

#include <algorithm>

namespace rastro {

namespace {

using Part = PatternPart;

bool isListLetter(char c) {
    const bool isAlphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return isAlphanumeric || c == '_' || c == '-' || c == '.';
}

bool isListName(std::string_view written) {
    return written.size() > 1 && written[0] == '@' && std::ranges::all_of(written.substr(1), isListLetter);
}

// No address has an escape or a wildcard in it, so what is read as one holds none.
bool isNetwork(std::string_view written) { return AddressRange::parse(written).has_value(); }

void addText(Value& value, char c) {
    if (value.parts.empty() || value.parts.back().kind != Part::Kind::Text)
        value.parts.push_back({Part::Kind::Text, {}});
    value.parts.back().text += c;
    value.text += c;
}

// `**` asks for no more than `*`.
void addWildcard(Value& value, Part::Kind kind) {
    if (kind == Part::Kind::AnyRun && !value.parts.empty() && value.parts.back().kind == Part::Kind::AnyRun)
        return;
    value.parts.push_back({kind, {}});
    value.text += kind == Part::Kind::AnyRun ? '*' : '?';
}

} // namespace

std::string unescaped(std::string_view written) {
    std::string text;
    text.reserve(written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] == '\\' && ++i == written.size())
            break;
        text += written[i];
    }
    return text;
}

Value patternValue(std::string_view written) {
    Value value;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const bool isEscaped = written[i] == '\\';
        if (isEscaped && ++i == written.size())
            break;
        if (written[i] == '*' && !isEscaped)
            addWildcard(value, Part::Kind::AnyRun);
        else if (written[i] == '?' && !isEscaped)
            addWildcard(value, Part::Kind::AnyOne);
        else
            addText(value, written[i]);
    }
    return value;
}

Value fieldValue(std::string_view written) {
    if (isListName(written))
        return {Value::Kind::List, std::string(written.substr(1)), {}};
    if (isNetwork(written))
        return {Value::Kind::Cidr, std::string(written), {}};
    return patternValue(written);
}

Value plainValue(std::string_view written) {
    Value value{Value::Kind::Pattern, unescaped(written), {}};
    if (!value.text.empty())
        value.parts.push_back({Part::Kind::Text, value.text});
    return value;
}

Value quotedValue(std::string_view written) { return {Value::Kind::Literal, unescaped(written), {}}; }

} // namespace rastro
