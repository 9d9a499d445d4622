// SPDX-License-Identifier: Apache-2.0
#include "base/jsonstring.h"

#include "base/samebytes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <simdjson.h>

namespace rastro::json {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

void appendUtf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

unsigned hexValue(char c) {
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    return static_cast<unsigned>((c | 0x20) - 'a' + 10);
}

char32_t hex4(const char* p) {
    return (hexValue(p[0]) << 12) | (hexValue(p[1]) << 8) | (hexValue(p[2]) << 4) | hexValue(p[3]);
}

// The four digits at p (after "\u") and, for a high surrogate, the low one that may follow. Returns how many bytes of
// [p, end) were used.
std::size_t appendUnicodeEscape(std::string& out, const char* p, const char* end) {
    if (end - p < 4)
        return static_cast<std::size_t>(end - p);
    const char32_t first = hex4(p);
    if (first >= 0xD800 && first <= 0xDBFF && end - p >= 10 && p[4] == '\\' && p[5] == 'u') {
        const char32_t second = hex4(p + 6);
        if (second >= 0xDC00 && second <= 0xDFFF) {
            appendUtf8(out, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            return 10;
        }
    }
    appendUtf8(out, first >= 0xD800 && first <= 0xDFFF ? kReplacement : first);
    return 4;
}

char simpleEscape(char c) {
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
    }
}

// Length of the well-formed sequence at p, or 0; then `bad` is the length of the maximal ill-formed part.
std::size_t wellFormedLength(const unsigned char* p, std::size_t left, std::size_t& bad) {
    bad = 1;
    const unsigned char c = p[0];
    if (c < 0x80)
        return 1;
    std::size_t need = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (c >= 0xC2 && c <= 0xDF) {
        need = 1;
    } else if (c >= 0xE0 && c <= 0xEF) {
        need = 2;
        low = c == 0xE0 ? 0xA0 : low;
        high = c == 0xED ? 0x9F : high;
    } else if (c >= 0xF0 && c <= 0xF4) {
        need = 3;
        low = c == 0xF0 ? 0x90 : low;
        high = c == 0xF4 ? 0x8F : high;
    } else {
        return 0;
    }
    for (std::size_t i = 1; i <= need; ++i) {
        if (i >= left || p[i] < low || p[i] > high) {
            bad = i;
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return need + 1;
}

} // namespace

bool isPlain(std::string_view raw) {
    const std::size_t size = raw.size();
    const auto isOdd = [](std::uint64_t word) {
        const std::uint64_t x = word ^ 0x5C5C5C5C5C5C5C5CULL; // zero byte where a backslash stands
        return ((word | ((x - 0x0101010101010101ULL) & ~x)) & 0x8080808080808080ULL) != 0;
    };
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8) {
            if (isOdd(load64(raw.data() + i)))
                return false;
        }
        return !isOdd(load64(raw.data() + size - 8)); // some bytes a second time
    }
    return std::ranges::none_of(raw, [](char c) { return c == '\\' || static_cast<unsigned char>(c) >= 0x80; });
}

std::string unescapeBytes(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    const char* p = raw.data();
    const char* end = p + raw.size();
    while (p < end) {
        const auto* slash = static_cast<const char*>(std::memchr(p, '\\', static_cast<std::size_t>(end - p)));
        if (slash == nullptr || slash + 1 >= end) {
            out.append(p, end);
            break;
        }
        out.append(p, slash);
        p = slash + 2;
        if (slash[1] == 'u')
            p += appendUnicodeEscape(out, p, end);
        else
            out += simpleEscape(slash[1]);
    }
    return out;
}

std::string toValidUtf8(std::string_view bytes) {
    if (simdjson::validate_utf8(bytes.data(), bytes.size()))
        return std::string(bytes);
    std::string out;
    out.reserve(bytes.size() + 16);
    const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
    for (std::size_t i = 0; i < bytes.size();) {
        std::size_t bad = 0;
        if (const std::size_t good = wellFormedLength(p + i, bytes.size() - i, bad); good != 0) {
            out.append(bytes.substr(i, good));
            i += good;
        } else {
            appendUtf8(out, kReplacement);
            i += bad;
        }
    }
    return out;
}

std::string decode(std::string_view raw) {
    if (isPlain(raw))
        return std::string(raw);
    return toValidUtf8(unescapeBytes(raw));
}

std::string quote(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    const std::string valid = toValidUtf8(text);
    std::string out = "\"";
    for (const char c : valid) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += kHex[static_cast<unsigned char>(c) >> 4];
            out += kHex[c & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace rastro::json
