// SPDX-License-Identifier: Apache-2.0
#include "base/jsonscan.h"

#include "base/block32.h"

#include <bit>
#include <cstring>

namespace rastro::json {

namespace {

// The first quote or backslash at or after p, or end.
inline const char* findQuoteOrBackslash(const char* p, const char* end) {
    for (; end - p >= Block32::kSize; p += Block32::kSize) { // most strings end within the first
        if (const std::uint32_t hits = Block32(p).equalEither('"', '\\'); hits != 0)
            return p + std::countr_zero(hits);
    }
    while (p < end && *p != '"' && *p != '\\')
        ++p;
    return p;
}

// p stands behind the opening quote, or behind an escape.
Scan scanRestOfString(const char* p, const char* end);

inline Scan scanAnyString(const char* p, const char* end) {
    p = findQuoteOrBackslash(p + 1, end);
    return p < end && *p == '"' ? Scan{p + 1, Fault::None} : scanRestOfString(p, end);
}

inline bool isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// p stands on the backslash.
Scan scanEscape(const char* p, const char* end) {
    if (end - p < 2)
        return {end, Fault::UnexpectedEnd};
    switch (p[1]) {
    case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
        return {p + 2, Fault::None};
    case 'u':
        for (int i = 2; i < 6; ++i) {
            if (p + i >= end)
                return {end, Fault::UnexpectedEnd};
            if (!isHex(p[i]))
                return {p, Fault::BadEscape};
        }
        return {p + 6, Fault::None};
    default:
        return {p, Fault::BadEscape};
    }
}

Scan scanRestOfString(const char* p, const char* end) {
    while (true) {
        p = findQuoteOrBackslash(p, end);
        if (p >= end)
            return {end, Fault::UnexpectedEnd};
        if (*p == '"')
            return {p + 1, Fault::None};
        const Scan s = scanEscape(p, end);
        if (!s)
            return s;
        p = s.at;
    }
}

inline bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

const char* skipDigits(const char* p, const char* end) {
    while (p < end && isDigit(*p))
        ++p;
    return p;
}

// Walks one array or object without recursion; those that are open are one bit each.
class Walker {
public:
    Walker(const char* p, const char* end, int depth) : m_at(p), m_end(end), m_base(depth), m_depth(depth) {}

    Scan walk() {
        bool isRight = open();
        while (isRight && m_depth > m_base)
            isRight = value();
        return {m_at, m_fault};
    }

private:
    // Each steps over something and says whether it is right; if not, the fault and its place are set.

    // A value inside a container, and what stands between it and the next one.
    bool value() {
        if (m_at >= m_end)
            return fail(m_end, Fault::UnexpectedEnd);
        const char c = *m_at;
        if (c == '"')
            return text() && behindValue();
        if (c == '{' || c == '[')
            return open();
        return take(c == 't' || c == 'f' || c == 'n' ? scanLiteral(m_at, m_end) : scanNumber(m_at, m_end)) &&
               behindValue();
    }

    bool text() {
        const char* const p = findQuoteOrBackslash(m_at + 1, m_end);
        if (p >= m_end || *p != '"')
            return take(scanRestOfString(p, m_end));
        m_at = p + 1;
        return true;
    }

    // An opening bracket, up to the first value; behind the next comma if there is none.
    bool open() {
        if (m_depth >= kMaxDepth)
            return fail(m_at, Fault::TooDeep);
        const bool object = *m_at == '{';
        m_at = skipSpace(m_at + 1, m_end);
        if (m_at >= m_end)
            return fail(m_end, Fault::UnexpectedEnd);
        if (*m_at == (object ? '}' : ']')) {
            ++m_at;
            return behindValue();
        }
        setObject(m_depth, object);
        ++m_depth;
        m_isInObject = object;
        return !object || key();
    }

    // A key and its colon, up to the value.
    bool key() {
        if (m_at >= m_end)
            return fail(m_end, Fault::UnexpectedEnd);
        if (*m_at != '"')
            return fail(m_at, Fault::BadStructure);
        if (!text())
            return false;
        m_at = skipSpace(m_at, m_end);
        if (m_at >= m_end)
            return fail(m_end, Fault::UnexpectedEnd);
        if (*m_at != ':')
            return fail(m_at, Fault::BadStructure);
        m_at = skipSpace(m_at + 1, m_end);
        return true;
    }

    // Closing brackets and a comma, up to the next value or behind the outermost bracket.
    bool behindValue() {
        while (m_depth > m_base) {
            m_at = skipSpace(m_at, m_end);
            if (m_at >= m_end)
                return fail(m_end, Fault::UnexpectedEnd);
            if (*m_at == ',') {
                m_at = skipSpace(m_at + 1, m_end);
                return !m_isInObject || key();
            }
            if (*m_at != (m_isInObject ? '}' : ']'))
                return fail(m_at, Fault::BadStructure);
            --m_depth;
            m_isInObject = m_depth > m_base && isObject(m_depth - 1);
            ++m_at;
        }
        return true;
    }

    bool take(Scan scan) {
        m_at = scan.at;
        m_fault = scan.fault;
        return scan.fault == Fault::None;
    }
    bool fail(const char* at, Fault fault) { return take({at, fault}); }

    void setObject(int level, bool object) {
        const std::uint64_t bit = std::uint64_t{1} << (level & 63);
        std::uint64_t& word = m_kinds[level >> 6];
        word = object ? word | bit : word & ~bit;
    }
    bool isObject(int level) const { return (m_kinds[level >> 6] >> (level & 63)) & 1; }

    const char* m_at;
    const char* m_end;
    Fault m_fault = Fault::None;
    int m_base;
    int m_depth;
    bool m_isInObject = false;
    std::uint64_t m_kinds[kMaxDepth / 64] = {};
};

} // namespace

std::string_view describe(Fault fault) {
    switch (fault) {
    case Fault::None: return "no fault";
    case Fault::UnexpectedEnd: return "the text ends inside a record";
    case Fault::BadLiteral: return "not JSON: a word that is not true, false or null";
    case Fault::BadNumber: return "not JSON: a value or number is expected here";
    case Fault::BadEscape: return "not JSON: a wrong escape in a string";
    case Fault::BadStructure: return "not JSON: a comma, colon or bracket is missing or out of place";
    case Fault::TooDeep: return "nested deeper than 256 levels";
    }
    return "unknown fault";
}

Scan scanString(const char* p, const char* end) {
    return scanAnyString(p, end);
}

Scan scanNumber(const char* p, const char* end) {
    const char* start = p;
    if (*p == '-')
        ++p;
    if (p >= end)
        return {end, Fault::UnexpectedEnd};
    if (!isDigit(*p))
        return {start, Fault::BadNumber};
    p = *p == '0' ? p + 1 : skipDigits(p, end);
    if (p < end && isDigit(*p))
        return {start, Fault::BadNumber};
    if (p < end && *p == '.') {
        const char* q = skipDigits(p + 1, end);
        if (q == p + 1)
            return {q >= end ? end : start, q >= end ? Fault::UnexpectedEnd : Fault::BadNumber};
        p = q;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        const char* q = p + 1;
        if (q < end && (*q == '+' || *q == '-'))
            ++q;
        const char* r = skipDigits(q, end);
        if (r == q)
            return {r >= end ? end : start, r >= end ? Fault::UnexpectedEnd : Fault::BadNumber};
        p = r;
    }
    return {p, Fault::None};
}

Scan scanLiteral(const char* p, const char* end) {
    const std::string_view word = *p == 't' ? "true" : *p == 'f' ? "false" : "null";
    const auto left = static_cast<std::size_t>(end - p);
    if (left < word.size())
        return std::memcmp(p, word.data(), left) == 0 ? Scan{end, Fault::UnexpectedEnd} : Scan{p, Fault::BadLiteral};
    if (std::memcmp(p, word.data(), word.size()) != 0)
        return {p, Fault::BadLiteral};
    return {p + word.size(), Fault::None};
}

Scan scanValue(const char* p, const char* end, int depth) {
    if (p >= end)
        return {end, Fault::UnexpectedEnd};
    if (*p == '"')
        return scanAnyString(p, end);
    if (*p == '{' || *p == '[')
        return Walker(p, end, depth).walk();
    if (*p == 't' || *p == 'f' || *p == 'n')
        return scanLiteral(p, end);
    return scanNumber(p, end);
}

} // namespace rastro::json
