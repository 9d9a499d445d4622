// SPDX-License-Identifier: Apache-2.0
#include "language/lexer.h"

#include "base/foldedtext.h"

namespace rastro {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kNone = std::string_view::npos;

Kind kindOfWord(std::string_view word) {
    if (equalsFolded(word, "and"))
        return Kind::And;
    if (equalsFolded(word, "or"))
        return Kind::Or;
    return equalsFolded(word, "not") ? Kind::Not : Kind::Word;
}

} // namespace

bool isConnective(std::string_view word) { return kindOfWord(word) != Kind::Word; }

Token Lexer::next(Place place) {
    m_at = afterBlanks(m_at);
    if (m_at == m_text.size())
        return {Kind::End, {m_at, m_at}, {}, {}, {}};
    switch (m_text[m_at]) {
    case '(': return sign(Kind::Open);
    case ')': return sign(Kind::Close);
    case '"': return quoted();
    default: break;
    }
    const std::size_t close = regexClose(m_at);
    return close != kNone ? regex(close) : word(place);
}

Token Lexer::sign(Token::Kind kind) {
    const TextSpan span{m_at, m_at + 1};
    ++m_at;
    return {kind, span, m_text.substr(span.begin, 1), {}, {}};
}

Token Lexer::quoted() {
    const std::size_t begin = m_at;
    std::size_t end = begin + 1;
    while (end < m_text.size() && m_text[end] != '"')
        end += m_text[end] == '\\' ? 2 : 1;
    if (end >= m_text.size())
        return fault({begin, m_text.size()}, "a closing quotation mark is expected");
    m_at = end + 1;
    return {Kind::Quoted, {begin, m_at}, m_text.substr(begin + 1, end - begin - 1), {}, {}};
}

Token Lexer::regex(std::size_t close) {
    const std::size_t begin = m_at;
    m_at = close + 1;
    return {Kind::Regex, {begin, m_at}, m_text.substr(begin + 1, close - begin - 1), {}, {}};
}

Token Lexer::word(Place place) {
    const std::size_t begin = m_at;
    if (place == Place::Term && isOperatorSign(m_text[begin]))
        return fault({begin, begin + 1}, m_text[begin] == ':' ? "a field is expected before the colon"
                                                              : "a field is expected before the comparison sign");
    std::size_t end = begin;
    while (end < m_text.size() && !endsWord(m_text[end]) && !(place == Place::Term && isOperatorSign(m_text[end])))
        end += m_text[end] == '\\' ? 2 : 1;
    if (end > m_text.size())
        return fault({m_text.size() - 1, m_text.size()}, "a character is expected after the backslash");
    if (place == Place::Term) {
        const std::size_t after = afterBlanks(end);
        if (after < m_text.size() && isOperatorSign(m_text[after])) {
            m_at = end;
            return field(begin, after);
        }
    }
    m_at = end;
    const std::string_view text = m_text.substr(begin, end - begin);
    return {place == Place::Value ? Kind::Word : kindOfWord(text), {begin, end}, text, {}, {}};
}

// A word that stands from begin to m_at, with the operator behind it.
Token Lexer::field(std::size_t begin, std::size_t operatorAt) {
    const std::string_view name = m_text.substr(begin, m_at - begin);
    const char sign = m_text[operatorAt];
    const bool hasEqual = sign != ':' && operatorAt + 1 < m_text.size() && m_text[operatorAt + 1] == '=';
    m_at = operatorAt + (hasEqual ? 2 : 1);
    Comparison comparison = Comparison::Matches;
    if (sign == '<')
        comparison = hasEqual ? Comparison::LessOrEqual : Comparison::Less;
    else if (sign == '>')
        comparison = hasEqual ? Comparison::GreaterOrEqual : Comparison::Greater;
    return {Kind::Field, {begin, m_at}, name, comparison, {}};
}

Token Lexer::fault(TextSpan span, std::string_view expected) {
    m_at = m_text.size();
    return {Kind::Fault, span, m_text.substr(span.begin, span.end - span.begin), {}, expected};
}

std::size_t Lexer::afterBlanks(std::size_t at) const {
    while (at < m_text.size() && isBlank(m_text[at]))
        ++at;
    return at;
}

// Where the regular expression that opens here closes: at the first slash that stands before white space, `)` or the
// end and has no backslash of its own before it; kNone if a blank comes first, or if there is nothing between the two.
std::size_t Lexer::regexClose(std::size_t open) {
    if (m_text[open] != '/')
        return kNone;
    if (open <= m_searchedFrom || open >= m_searchedTo) {
        m_searchedFrom = open;
        m_hasClose = false;
        bool isEscaped = false;
        std::size_t at = open + 1;
        for (; at < m_text.size() && !isBlank(m_text[at]); ++at) {
            const bool isLast = at + 1 == m_text.size() || isBlank(m_text[at + 1]) || m_text[at + 1] == ')';
            if (m_text[at] == '/' && !isEscaped && isLast) {
                m_hasClose = true;
                break;
            }
            isEscaped = m_text[at] == '\\' && !isEscaped;
        }
        m_searchedTo = at;
    }
    return m_hasClose && m_searchedTo > open + 1 ? m_searchedTo : kNone;
}

} // namespace rastro
