// SPDX-License-Identifier: Apache-2.0
#include "paths/documents.h"

#include "base/jsonscan.h"

namespace rastro {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

// RFC 8259 wants control characters in strings escaped; the engine's own scan lets them through.
bool hasRawControls(std::string_view document) {
    bool isInString = false;
    for (std::size_t i = 0; i < document.size(); ++i) {
        const char c = document[i];
        if (c == '\\' && isInString)
            ++i;
        else if (c == '"')
            isInString = !isInString;
        else if (isInString && static_cast<unsigned char>(c) < 0x20)
            return true;
    }
    return false;
}

std::optional<std::string_view> containerIn(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 2 || (text.front() != '{' && text.front() != '['))
        return std::nullopt;
    const char* end = text.data() + text.size();
    const json::Scan scan = json::scanValue(text.data(), end);
    return scan && scan.at == end && !hasRawControls(text) ? std::optional(text) : std::nullopt;
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 32);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool percentDecode(std::string_view text, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 1 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return false;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return true;
}

// "%7B" or "%5B", an opening bracket.
bool startsEncoded(std::string_view text) {
    return text.size() >= 3 && text[0] == '%' && (text[1] == '7' || text[1] == '5') && (text[2] | 32) == 'b';
}

} // namespace

std::optional<std::string_view> documentIn(std::string_view text, std::string& scratch) {
    text = trimmed(text);
    if (startsEncoded(text))
        return percentDecode(text, scratch) ? containerIn(scratch) : std::nullopt;
    return containerIn(text);
}

} // namespace rastro
