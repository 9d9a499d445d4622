// SPDX-License-Identifier: Apache-2.0
#include "query/reference/jsonwalk.h"

#include "query/reference/fold.h"
#include "query/reference/utf8.h"

#include <optional>

namespace rastro::reference {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// How many bytes of the text are a number from its first byte on; 0 if none is there.
std::size_t numberLength(std::string_view t) {
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t start = i;
        while (i < t.size() && isDigit(t[i]))
            ++i;
        return i > start;
    };
    if (i < t.size() && t[i] == '-')
        ++i;
    if (i < t.size() && t[i] == '0')
        ++i;
    else if (!digits())
        return 0;
    if (i < t.size() && t[i] == '.') {
        ++i;
        if (!digits())
            return 0;
    }
    if (i < t.size() && fold(t[i]) == 'e') {
        ++i;
        if (i < t.size() && (t[i] == '+' || t[i] == '-'))
            ++i;
        if (!digits())
            return 0;
    }
    return i;
}

class Walk {
public:
    Walk(std::string_view text, Strictness strictness, JsonSink& sink)
        : m_text(text), m_strictness(strictness), m_sink(sink) {}

    bool whole() {
        if (!value(0))
            return false;
        skipBlanks();
        return m_at == m_text.size();
    }

private:
    bool has(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool take(char c) {
        skipBlanks();
        if (!has(c))
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks() {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }

    bool value(int depth) {
        skipBlanks();
        if (has('{') || has('['))
            return depth < kDeepestJson && (has('{') ? object(depth + 1) : array(depth + 1));
        if (has('"')) {
            std::optional<std::string> text = stringText();
            if (text)
                m_sink.string(std::move(*text));
            return text.has_value();
        }
        return scalar();
    }

    bool scalar() {
        const std::string_view rest = m_text.substr(m_at);
        for (const std::string_view word : {"true", "false", "null"}) {
            if (rest.starts_with(word)) {
                m_at += word.size();
                word == "null" ? m_sink.null() : m_sink.token(word);
                return true;
            }
        }
        const std::size_t length = numberLength(rest);
        if (length != 0)
            m_sink.token(rest.substr(0, length));
        m_at += length;
        return length != 0;
    }

    bool object(int depth) {
        ++m_at;
        m_sink.beginObject();
        bool isFirst = true;
        while (!take('}')) {
            if (!isFirst && !take(','))
                return false;
            isFirst = false;
            skipBlanks();
            std::optional<std::string> name = has('"') ? stringText() : std::nullopt;
            if (!name || !take(':'))
                return false;
            m_sink.key(std::move(*name));
            if (!value(depth))
                return false;
        }
        m_sink.endContainer();
        return true;
    }

    bool array(int depth) {
        ++m_at;
        m_sink.beginArray();
        bool isFirst = true;
        while (!take(']')) {
            if (!isFirst && !take(','))
                return false;
            isFirst = false;
            if (!value(depth))
                return false;
        }
        m_sink.endContainer();
        return true;
    }

    // Stands on the opening quote; goes past the closing one.
    std::optional<std::string> stringText() {
        std::string out;
        std::string raw; // bytes since the last escape
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return out + repaired(raw);
            }
            if (c != '\\') {
                if (static_cast<unsigned char>(c) < 0x20 && m_strictness == Strictness::Rfc)
                    return std::nullopt;
                raw += c;
                continue;
            }
            out += repaired(raw);
            raw.clear();
            if (!escape(out))
                return std::nullopt;
        }
        return std::nullopt;
    }

    // Stands on the backslash; stops on the last byte of the escape.
    bool escape(std::string& out) {
        static constexpr std::string_view kLetters = "\"\\/bfnrt";
        static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        if (++m_at >= m_text.size())
            return false;
        if (const std::size_t known = kLetters.find(m_text[m_at]); known != kLetters.npos) {
            out += kMeanings[known];
            return true;
        }
        const std::optional<char32_t> first = m_text[m_at] == 'u' ? hex4(m_at + 1) : std::nullopt;
        if (!first)
            return false;
        m_at += 4;
        if (*first < 0xD800 || *first > 0xDFFF) {
            appendCodePoint(out, *first);
            return true;
        }
        const std::optional<char32_t> second =
            *first < 0xDC00 && m_text.substr(m_at + 1).starts_with("\\u") ? hex4(m_at + 3) : std::nullopt;
        if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
            appendCodePoint(out, 0x10000 + (*first - 0xD800) * 0x400 + (*second - 0xDC00));
            m_at += 6;
        } else {
            appendCodePoint(out, kReplacement);
        }
        return true;
    }

    std::optional<char32_t> hex4(std::size_t at) const {
        if (at + 4 > m_text.size())
            return std::nullopt;
        char32_t value = 0;
        for (std::size_t i = at; i < at + 4; ++i) {
            const int digit = hexDigit(m_text[i]);
            if (digit < 0)
                return std::nullopt;
            value = value * 16 + static_cast<char32_t>(digit);
        }
        return value;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    Strictness m_strictness;
    JsonSink& m_sink;
};

} // namespace

std::string_view trimmedJson(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool walkJson(std::string_view text, Strictness strictness, JsonSink& sink) {
    return Walk(text, strictness, sink).whole();
}

bool isJsonNumber(std::string_view text) {
    return !text.empty() && numberLength(text) == text.size();
}

bool isJsonDocument(std::string_view text) {
    const std::string_view trimmed = trimmedJson(text);
    if (!trimmed.starts_with('{') && !trimmed.starts_with('['))
        return false;
    JsonSink deaf;
    return walkJson(trimmed, Strictness::Rfc, deaf);
}

} // namespace rastro::reference
