// SPDX-License-Identifier: Apache-2.0
#include "base/plaintext.h"

#include <algorithm>
#include <array>

namespace rastro {

namespace {

struct Span {
    char32_t first;
    char32_t last;
};

// Ascending. Unicode 15: general categories Cc and Cf as far as they change how text looks, Zl, Zp.
constexpr std::array kHiding{
    Span{0x0000, 0x001F}, Span{0x007F, 0x009F},   Span{0x00AD, 0x00AD},   Span{0x034F, 0x034F}, Span{0x061C, 0x061C},
    Span{0x115F, 0x1160}, Span{0x17B4, 0x17B5},   Span{0x180B, 0x180F},   Span{0x200B, 0x200F}, Span{0x2028, 0x202E},
    Span{0x2060, 0x206F}, Span{0x3164, 0x3164},   Span{0xFE00, 0xFE0F},   Span{0xFEFF, 0xFEFF}, Span{0xFFA0, 0xFFA0},
    Span{0xFFF0, 0xFFFB}, Span{0x1D173, 0x1D17A}, Span{0xE0000, 0xE0FFF},
};

constexpr char kHex[] = "0123456789abcdef";

void appendByte(std::string& out, char byte) {
    const auto b = static_cast<unsigned char>(byte);
    out += {'\\', 'x', kHex[b >> 4], kHex[b & 15]};
}

void appendEscape(std::string& out, char32_t character) {
    switch (character) {
    case U'\n':
        out += "\\n";
        return;
    case U'\r':
        out += "\\r";
        return;
    case U'\t':
        out += "\\t";
        return;
    default:
        break;
    }
    std::string hex;
    for (char32_t rest = character; rest != 0 || hex.size() < 4; rest >>= 4)
        hex.insert(hex.begin(), kHex[rest & 15]);
    out += character > 0xFFFF ? "\\u{" + hex + "}" : "\\u" + hex;
}

// The smallest value of its length, so that no character has two forms; surrogates are none.
bool isAllowed(char32_t value, std::size_t length) {
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    return value >= kLeast[length] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

} // namespace

CodePoint codePointAt(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80)
        return {first, 1, true};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() - at < length)
        return {first, 1, false};
    char32_t value = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0) != 0x80)
            return {first, 1, false};
        value = (value << 6) | (next & 0x3Fu);
    }
    if (!isAllowed(value, length))
        return {first, 1, false};
    return {value, static_cast<std::uint8_t>(length), true};
}

bool isHiding(char32_t character) {
    if (character >= 0x20 && character < 0x7F)
        return false;
    const auto span = std::ranges::lower_bound(kHiding, character, {}, &Span::last);
    return span != kHiding.end() && character >= span->first;
}

std::string escapeControls(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = codePointAt(text, at);
        if (!c.isWellFormed)
            appendByte(out, text[at]);
        else if (isHiding(c.value))
            appendEscape(out, c.value);
        else
            out += text.substr(at, c.bytes);
        at += c.bytes;
    }
    return out;
}

std::string visibleBytes(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const CodePoint c = codePointAt(bytes, at);
        if (c.isWellFormed)
            out += bytes.substr(at, c.bytes);
        else
            appendByte(out, bytes[at]);
        at += c.bytes;
    }
    return out;
}

std::size_t characterCount(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, ',');
    return digits;
}

std::string counted(std::uint64_t number, std::string_view what) {
    return grouped(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

} // namespace rastro
