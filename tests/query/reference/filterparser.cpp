// SPDX-License-Identifier: Apache-2.0
#include "query/reference/filterparser.h"

#include "query/reference/words.h"

#include <algorithm>
#include <utility>

namespace rastro::reference {

namespace {

NodePtr join(NodeKind kind, std::vector<NodePtr> children) {
    if (children.size() == 1 && kind != NodeKind::Not)
        return children[0];
    Node node;
    node.kind = kind;
    node.children = std::move(children);
    return std::make_shared<const Node>(std::move(node));
}

NodePtr term(Field field, Value value) {
    Node node;
    node.kind = NodeKind::Term;
    node.field = std::move(field);
    node.value = std::move(value);
    return std::make_shared<const Node>(std::move(node));
}

class Descent {
public:
    explicit Descent(std::string_view text) : m_text(text) {}

    NodePtr whole() {
        skipBlanks();
        if (atEnd())
            return std::make_shared<const Node>();
        NodePtr node = alternatives(nullptr, 0);
        if (!atEnd())
            fail("the end of the filter is expected");
        return node;
    }
    const std::string& fault() const { return m_fault; } // empty for none

private:
    static constexpr int kDeepest = 256;

    // Keeps the first fault and goes to the end of the text, where every loop of the descent stops.
    void fail(std::string_view expected) {
        if (m_fault.empty())
            m_fault = "at " + std::to_string(m_at) + ": " + std::string(expected);
        m_at = m_text.size();
    }
    NodePtr failed(std::string_view expected) {
        fail(expected);
        return std::make_shared<const Node>();
    }
    bool atEnd() const { return m_at == m_text.size(); }
    bool has(char c) const { return !atEnd() && m_text[m_at] == c; }
    void skipBlanks() {
        while (!atEnd() && isFilterBlank(m_text[m_at]))
            ++m_at;
    }

    // The four levels of an expression. Inside f:( ) the field is given and what stands there are its values.
    NodePtr alternatives(const Field* field, int depth) {
        std::vector<NodePtr> children{conjunction(field, depth)};
        while (takeKeyword("or", field))
            children.push_back(conjunction(field, depth));
        return join(NodeKind::Or, std::move(children));
    }

    NodePtr conjunction(const Field* field, int depth) {
        std::vector<NodePtr> children{negation(field, depth)};
        while (true) {
            skipBlanks();
            if (!takeKeyword("and", field) && (atEnd() || has(')') || seesKeyword("or", field)))
                return join(NodeKind::And, std::move(children));
            children.push_back(negation(field, depth));
        }
    }

    NodePtr negation(const Field* field, int depth) {
        if (depth > kDeepest)
            return failed("fewer levels are expected");
        if (takeKeyword("not", field))
            return join(NodeKind::Not, {negation(field, depth + 1)});
        return operand(field, depth);
    }

    NodePtr operand(const Field* field, int depth) {
        skipBlanks();
        if (atEnd() || has(')') || seesKeyword("and", field) || seesKeyword("or", field))
            return failed(field ? "a value is expected" : "a term is expected");
        if (has('(')) {
            ++m_at;
            return closed(alternatives(field, depth + 1));
        }
        return field ? term(*field, colonValue()) : anyTerm(depth);
    }

    NodePtr closed(NodePtr inside) {
        skipBlanks();
        if (!has(')'))
            return failed("a closing parenthesis is expected");
        ++m_at;
        return inside;
    }

    NodePtr anyTerm(int depth) {
        if (has('"'))
            return term({}, quoted());
        if (const std::size_t close = regexEnd())
            return term({}, regex(close));
        const std::size_t start = m_at;
        if (isOperator(m_text[m_at]))
            return failed("a field is expected before the operator");
        const Word word = takeWord(StopAt::Operator);
        const std::size_t end = m_at;
        skipBlanks();
        if (atEnd() || !isOperator(m_text[m_at])) {
            m_at = end;
            return term({}, bareValueOf(word));
        }
        const std::optional<Field> field = fieldOf(word);
        if (!field) {
            m_at = start;
            return failed("a field is expected");
        }
        return m_text[m_at] == ':' ? equality(*field, depth) : comparison(*field);
    }

    NodePtr equality(const Field& field, int depth) {
        ++m_at;
        skipBlanks();
        if (!has('('))
            return term(field, colonValue());
        ++m_at;
        return closed(alternatives(&field, depth + 1));
    }

    NodePtr comparison(const Field& field) {
        const bool isLess = m_text[m_at++] == '<';
        const bool orEqual = has('=');
        m_at += orEqual ? 1 : 0;
        skipBlanks();
        if (has('(') || regexEnd() != 0)
            return failed("a number, a time or a text is expected");
        Value value = colonValue();
        if (value.kind == ValueKind::List)
            return failed("a number, a time or a text is expected");
        value.kind = ValueKind::Comparison;
        value.order =
            isLess ? (orEqual ? Order::LessOrEqual : Order::Less) : (orEqual ? Order::GreaterOrEqual : Order::Greater);
        return term(field, std::move(value));
    }

    Value colonValue() {
        if (has('"'))
            return quoted();
        if (const std::size_t close = regexEnd())
            return regex(close);
        const Word word = takeWord(StopAt::Blank);
        if (word.empty())
            fail("a value is expected");
        return valueOf(word);
    }

    Value quoted() {
        Value value;
        value.kind = ValueKind::Quoted;
        for (++m_at; !has('"'); ++m_at) {
            if (has('\\'))
                ++m_at;
            if (atEnd()) {
                fail("a closing quote is expected");
                return value;
            }
            value.text += m_text[m_at];
        }
        ++m_at;
        return value;
    }

    // Where the regular expression that begins here closes; 0 if none does.
    std::size_t regexEnd() const {
        if (!has('/'))
            return 0;
        std::size_t backslashes = 0;
        for (std::size_t i = m_at + 1; i < m_text.size() && !isFilterBlank(m_text[i]); ++i) {
            const bool isLast = i + 1 == m_text.size() || isFilterBlank(m_text[i + 1]) || m_text[i + 1] == ')';
            if (m_text[i] == '/' && backslashes % 2 == 0 && isLast)
                return i == m_at + 1 ? 0 : i; // "//" is text
            backslashes = m_text[i] == '\\' ? backslashes + 1 : 0;
        }
        return 0;
    }

    Value regex(std::size_t close) {
        const std::string_view source = m_text.substr(m_at + 1, close - m_at - 1);
        RE2::Options options;
        options.set_encoding(RE2::Options::EncodingLatin1);
        options.set_case_sensitive(false);
        options.set_log_errors(false);
        auto compiled = std::make_shared<const RE2>(re2::StringPiece(source.data(), source.size()), options);
        if (!compiled->ok()) {
            fail("a regular expression is expected");
            return {};
        }
        m_at = close + 1;
        Value value;
        value.kind = ValueKind::Regex;
        value.text = source;
        value.regex = std::move(compiled);
        return value;
    }

    static bool isOperator(char c) { return c == ':' || c == '<' || c == '>'; }

    enum class StopAt { Operator, Blank };
    Word takeWord(StopAt stop) {
        Word word;
        for (; !atEnd(); ++m_at) {
            const char c = m_text[m_at];
            if (isFilterBlank(c) || c == '(' || c == ')' || c == '"')
                break;
            if (stop == StopAt::Operator && isOperator(c) && !word.empty())
                break;
            const bool isEscaped = c == '\\';
            if (isEscaped && ++m_at == m_text.size()) {
                fail("a character is expected after the backslash");
                break;
            }
            word.push_back({m_text[m_at], isEscaped});
        }
        return word;
    }

    bool seesKeyword(std::string_view keyword, const Field* field) {
        const std::size_t start = m_at;
        const bool isThere = takeKeyword(keyword, field);
        m_at = start;
        return isThere;
    }

    // Goes past the keyword if it stands here, and is not the field of a term.
    bool takeKeyword(std::string_view keyword, const Field* field) {
        skipBlanks();
        const std::size_t start = m_at;
        const std::size_t end = std::min(m_text.size(), start + keyword.size() + 1);
        Word word; // no more of the text than can decide
        for (std::size_t i = start; i < end; ++i) {
            const char c = m_text[i];
            if (isFilterBlank(c) || c == '(' || c == ')' || c == '"' || (!field && isOperator(c)))
                break;
            word.push_back({c, c == '\\'});
        }
        if (!isKeyword(word, keyword))
            return false;
        m_at = start + keyword.size();
        if (!field) {
            skipBlanks();
            if (!atEnd() && isOperator(m_text[m_at])) {
                m_at = start;
                return false;
            }
        }
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_fault;
};

} // namespace

std::variant<NodePtr, std::string> parseFilterText(std::string_view text) {
    Descent descent(text);
    NodePtr root = descent.whole();
    if (!descent.fault().empty())
        return descent.fault();
    return root;
}

} // namespace rastro::reference
