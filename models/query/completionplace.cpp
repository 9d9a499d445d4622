// SPDX-License-Identifier: Apache-2.0
#include "query/completionplace.h"

#include "language/lexer.h"
#include "language/parser.h"

#include <optional>
#include <vector>

namespace rastro {

namespace {

using Expected = CompletionPlace::Expected;

constexpr std::size_t kNone = std::string_view::npos;

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && ++i == text.size())
            break;
        out += text[i];
    }
    return out;
}

struct Operator {
    Comparison comparison = Comparison::Matches;
    std::size_t size = 1;
};

Operator operatorAt(std::string_view text, std::size_t at) {
    const bool hasEqual = at + 1 < text.size() && text[at + 1] == '=';
    if (text[at] == '<')
        return hasEqual ? Operator{Comparison::LessOrEqual, 2} : Operator{Comparison::Less, 1};
    if (text[at] == '>')
        return hasEqual ? Operator{Comparison::GreaterOrEqual, 2} : Operator{Comparison::Greater, 1};
    return {};
}

// Reads token after token up to the one the cursor is in.
class Reader {
public:
    Reader(std::string_view text, std::size_t cursor) : m_text(text), m_cursor(cursor) {}

    CompletionPlace place() {
        while (!m_found && m_at < m_text.size() && m_at <= m_cursor)
            readToken();
        return m_found ? *m_found : between();
    }

private:
    struct Field {
        std::string_view text; // in m_text
        Comparison comparison = Comparison::Matches;
    };

    void readToken() {
        switch (m_text[m_at]) {
        case ' ':
        case '\t':
        case '\r':
        case '\n':
        case '(':
        case ')':
            if (m_at == m_cursor)
                m_found = m_text[m_at] == '(' && m_pending ? CompletionPlace{} : between();
            else
                passSign(m_text[m_at++]);
            return;
        case '"':
            readQuoted();
            return;
        default:
            if (m_pending || group())
                readValueWord();
            else
                readWord();
        }
    }

    void passSign(char sign) {
        if (sign == '(') {
            m_groups.push_back(m_pending ? m_pending : group());
            startTerm();
        } else if (sign == ')') {
            if (!m_groups.empty())
                m_groups.pop_back();
            endTerm();
        } else {
            m_canEndHere = false;
        }
    }

    const std::optional<Field>& group() const {
        static const std::optional<Field> none;
        return m_groups.empty() ? none : m_groups.back();
    }

    void startTerm() {
        m_pending.reset();
        m_lastWord = {};
        m_isAfterTerm = false;
        m_canEndHere = false;
    }
    void endTerm() {
        m_pending.reset();
        m_lastWord = {};
        m_isAfterTerm = true;
        m_canEndHere = true;
    }

    bool holdsCursor(std::size_t begin, std::size_t end) const { return begin <= m_cursor && m_cursor <= end; }

    CompletionPlace valuePlace(const Field& field, std::size_t begin, std::size_t end, std::string typed) const {
        CompletionPlace place;
        place.expected = Expected::Value;
        place.field = field.text;
        place.comparison = field.comparison;
        place.typed = std::move(typed);
        place.replaced = {begin, end};
        place.isInGroup = !m_pending && group().has_value();
        place.isAfterTerm = place.isInGroup && m_isAfterTerm;
        return place;
    }

    // Nothing of a token is under the cursor.
    CompletionPlace between() const {
        if (m_canEndHere)
            return {};
        if (m_pending || group())
            return valuePlace(m_pending ? *m_pending : *group(), m_cursor, m_cursor, {});
        CompletionPlace place;
        place.expected = m_lastWord.empty() ? Expected::Field : Expected::Operator;
        place.field = m_lastWord;
        place.replaced = {m_cursor, m_cursor};
        place.isAfterTerm = m_isAfterTerm;
        return place;
    }

    void readQuoted() {
        const std::size_t begin = m_at;
        std::size_t end = begin + 1;
        while (end < m_text.size() && m_text[end] != '"')
            end += m_text[end] == '\\' ? 2 : 1;
        const bool isClosed = end < m_text.size();
        end = isClosed ? end + 1 : m_text.size();
        const bool isInside = m_cursor > begin && (m_cursor < end || !isClosed);
        const std::optional<Field>& field = m_pending ? m_pending : group();
        if (field && (isInside || (m_cursor == begin && m_pending))) {
            const std::size_t from = std::min(begin + 1, m_cursor);
            m_found = valuePlace(*field, begin, end, unescaped(m_text.substr(from, m_cursor - from)));
        } else if (isInside || m_cursor == begin) {
            m_found = CompletionPlace{};
        }
        endTerm();
        m_at = end;
    }

    std::size_t wordEnd(std::size_t at) const {
        while (at < m_text.size() && !endsWord(m_text[at]))
            at += m_text[at] == '\\' ? 2 : 1;
        return std::min(at, m_text.size());
    }

    // Where a regular expression that begins here ends, past its closing slash; kNone if it is none.
    std::size_t regexEnd(std::size_t at) {
        if (at < m_noRegexBefore)
            return kNone;
        bool isEscaped = false;
        std::size_t i = at + 1;
        for (; i < m_text.size() && !isBlank(m_text[i]); ++i) {
            const bool isEnd = i + 1 == m_text.size() || isBlank(m_text[i + 1]) || m_text[i + 1] == ')';
            if (m_text[i] == '/' && !isEscaped && isEnd)
                return i == at + 1 ? kNone : i + 1;
            isEscaped = m_text[i] == '\\' && !isEscaped;
        }
        m_noRegexBefore = i; // or a text of many slashes would be searched again from each
        return kNone;
    }

    void readValueWord() {
        const std::size_t begin = m_at;
        const Field field = m_pending ? *m_pending : *group();
        const std::size_t regex = m_text[begin] == '/' ? regexEnd(begin) : kNone;
        const std::size_t end = regex != kNone ? regex : wordEnd(begin);
        m_at = end;
        if (holdsCursor(begin, end)) {
            if (regex == kNone)
                m_found = valuePlace(field, begin, end, unescaped(m_text.substr(begin, m_cursor - begin)));
            else
                m_found = CompletionPlace{};
        } else if (!m_pending && isConnective(m_text.substr(begin, end - begin))) {
            startTerm();
        } else {
            endTerm();
        }
    }

    void readWord() {
        const std::size_t begin = m_at;
        if (const std::size_t regex = m_text[begin] == '/' ? regexEnd(begin) : kNone; regex != kNone) {
            if (holdsCursor(begin, regex))
                m_found = CompletionPlace{};
            endTerm();
            m_at = regex;
            return;
        }
        std::size_t end = begin;
        while (end < m_text.size() && !endsWord(m_text[end]) && !isOperatorSign(m_text[end]))
            end += m_text[end] == '\\' ? 2 : 1;
        end = std::min(end, m_text.size());
        std::size_t sign = end;
        while (sign < m_text.size() && isBlank(m_text[sign]))
            ++sign;
        const bool hasOperator = sign < m_text.size() && isOperatorSign(m_text[sign]);
        if (end > begin && holdsCursor(begin, end)) {
            m_found = wordPlace(begin, end, hasOperator);
            return;
        }
        takeWord(m_text.substr(begin, end - begin), end, hasOperator ? sign : kNone);
    }

    CompletionPlace wordPlace(std::size_t begin, std::size_t end, bool hasOperator) const {
        CompletionPlace place;
        if (m_cursor == begin)
            return place; // a field before a word: only after a blank
        place.expected = Expected::Field;
        place.typed = unescaped(m_text.substr(begin, m_cursor - begin));
        place.replaced = {begin, end};
        place.isAfterTerm = m_isAfterTerm;
        place.hasOperator = hasOperator;
        return place;
    }

    // A word the cursor is not in; sign: where its operator stands.
    void takeWord(std::string_view word, std::size_t end, std::size_t sign) {
        if (sign != kNone) {
            const Operator op = operatorAt(m_text, sign);
            m_at = sign + op.size;
            m_lastWord = {};
            m_canEndHere = false;
            m_pending = Field{word, op.comparison};
            if (m_cursor < m_at) // before or inside the operator
                m_found = CompletionPlace{};
            return;
        }
        m_at = end;
        if (isConnective(word)) {
            startTerm();
        } else {
            endTerm();
            m_canEndHere = false;
            m_lastWord = word;
        }
    }

    std::string_view m_text;
    std::size_t m_cursor;
    std::size_t m_at = 0;
    std::vector<std::optional<Field>> m_groups; // open parentheses, with the field they belong to
    std::optional<Field> m_pending;             // its value comes next
    std::string_view m_lastWord;                // a bare word right before: perhaps a field
    std::size_t m_noRegexBefore = 0;            // no slash closes one up to here
    bool m_isAfterTerm = false;
    bool m_canEndHere = false; // right behind a closed term, where only a blank helps
    std::optional<CompletionPlace> m_found;
};

} // namespace

CompletionPlace completionPlace(std::string_view text, std::size_t cursor) {
    if (text.size() > kLongestFilterBytes || cursor > text.size())
        return {};
    return Reader(text, cursor).place();
}

} // namespace rastro
