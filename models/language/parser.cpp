// SPDX-License-Identifier: Apache-2.0
#include "language/parser.h"

#include "language/fields.h"
#include "language/lexer.h"
#include "language/regexcheck.h"
#include "language/values.h"

#include <optional>
#include <utility>

namespace rastro {

namespace {

using Kind = Token::Kind;
using Node = Expression::Kind;

// `field:(…)` repeats its field in every term; beyond this the copies of a long field would eat the memory.
constexpr std::size_t kMostRepeatedFieldBytes = 64u << 20;

std::size_t sizeOf(const FieldPath& field) {
    std::size_t bytes = sizeof field;
    for (const std::string& step : field.steps)
        bytes += sizeof step + step.size();
    return bytes;
}

// Descends by precedence: or, and, not, term. A nullopt means that m_error is set. The same four levels read what
// stands in `field:( )`, where m_group is the field and every term a value.
class FilterParser {
public:
    explicit FilterParser(std::string_view text) : m_lexer(text) {}

    std::variant<Expression, SyntaxError> parse() {
        if (peek().kind == Kind::End)
            return Expression{};
        std::optional<Expression> root = alternatives();
        if (root && peek().kind != Kind::End)
            root = fail(peek().span, "an opening parenthesis is expected before this closing one");
        if (!root)
            return std::move(m_error);
        return std::move(*root);
    }

private:
    using Parsed = std::optional<Expression>;

    std::nullopt_t fail(TextSpan span, std::string expected) {
        m_error = {span, std::move(expected)};
        return std::nullopt;
    }

    const Token& peek() {
        if (!m_next)
            m_next = m_lexer.next(m_group != nullptr ? Lexer::Place::Group : Lexer::Place::Term);
        return *m_next;
    }
    Token take() {
        const Token token = peek();
        m_next.reset();
        return token;
    }

    static Expression joined(Node kind, std::vector<Expression> children) {
        Expression node;
        node.kind = kind;
        node.span = {children.front().span.begin, children.back().span.end};
        node.children = std::move(children);
        return node;
    }

    Parsed alternatives() {
        Parsed first = sequence();
        if (!first || peek().kind != Kind::Or)
            return first;
        std::vector<Expression> children;
        children.push_back(std::move(*first));
        while (peek().kind == Kind::Or) {
            take();
            Parsed next = sequence();
            if (!next)
                return std::nullopt;
            children.push_back(std::move(*next));
        }
        return joined(Node::Or, std::move(children));
    }

    Parsed sequence() {
        Parsed first = factor();
        if (!first || endsSequence(peek().kind))
            return first;
        std::vector<Expression> children;
        children.push_back(std::move(*first));
        while (!endsSequence(peek().kind)) {
            if (peek().kind == Kind::And)
                take();
            Parsed next = factor();
            if (!next)
                return std::nullopt;
            children.push_back(std::move(*next));
        }
        return joined(Node::And, std::move(children));
    }

    static bool endsSequence(Kind kind) { return kind == Kind::End || kind == Kind::Close || kind == Kind::Or; }

    Parsed factor() {
        if (peek().kind != Kind::Not)
            return operand(take());
        const Token sign = take();
        if (!descend(sign))
            return std::nullopt;
        Parsed operand = factor();
        --m_depth;
        if (!operand)
            return std::nullopt;
        Expression node;
        node.kind = Node::Not;
        node.span = {sign.span.begin, operand->span.end};
        node.children.push_back(std::move(*operand));
        return node;
    }

    bool descend(const Token& token) {
        if (m_depth == kDeepestFilter) {
            fail(token.span, "at most 256 parentheses and nots around a term are expected");
            return false;
        }
        ++m_depth;
        return true;
    }

    Parsed operand(const Token& token) {
        switch (token.kind) {
        case Kind::Open: return parenthesis(token, token.span.begin);
        case Kind::Field: return fieldTerm(token);
        case Kind::Word:
        case Kind::Quoted:
        case Kind::Regex: return m_group != nullptr ? groupTerm(token) : bareTerm(token);
        case Kind::Fault: return fail(token.span, std::string(token.expected));
        default: return fail(token.span, missingOperand(token));
        }
    }

    std::string missingOperand(const Token& token) const {
        std::string expected = m_group != nullptr ? "a value is expected " : "a term is expected ";
        if (token.kind == Kind::End)
            return expected + "at the end";
        if (token.kind == Kind::Close)
            return expected + "before the closing parenthesis";
        return expected + (token.kind == Kind::And ? "before \"and\"" : "before \"or\"");
    }

    // Behind the parenthesis that opens; begin is where the expression begins, a field before it included.
    Parsed parenthesis(const Token& open, std::size_t begin) {
        if (!descend(open))
            return std::nullopt;
        Parsed inside = alternatives();
        --m_depth;
        if (!inside)
            return std::nullopt;
        const Token close = take();
        if (close.kind != Kind::Close)
            return fail(close.span, "a closing parenthesis is expected");
        inside->span = {begin, close.span.end};
        return inside;
    }

    Parsed fieldTerm(const Token& token) {
        std::variant<FieldPath, SyntaxError> field = readField(token.text);
        if (const auto* error = std::get_if<SyntaxError>(&field))
            return fail(shifted(error->span, token.span.begin), error->expected);
        const Token value = m_lexer.next(Lexer::Place::Value);
        FieldPath& path = std::get<FieldPath>(field);
        if (value.kind == Kind::Open && token.comparison == Comparison::Matches)
            return group(token, value, path);
        std::optional<Value> read = valueOf(value, token.comparison);
        if (!read)
            return std::nullopt;
        return term({std::move(path), token.comparison, std::move(*read)}, {token.span.begin, value.span.end});
    }

    Parsed group(const Token& field, const Token& open, const FieldPath& path) {
        m_group = &path;
        Parsed inside = parenthesis(open, field.span.begin);
        m_group = nullptr;
        return inside;
    }

    Parsed groupTerm(const Token& token) {
        m_repeatedFieldBytes += sizeOf(*m_group);
        if (m_repeatedFieldBytes > kMostRepeatedFieldBytes)
            return fail(token.span, "fewer values of so long a field are expected");
        std::optional<Value> value = valueOf(token, Comparison::Matches);
        if (!value)
            return std::nullopt;
        return term({*m_group, Comparison::Matches, std::move(*value)}, token.span);
    }

    Parsed bareTerm(const Token& token) {
        if (token.kind == Kind::Word)
            return term({{}, Comparison::Matches, patternValue(token.text)}, token.span);
        std::optional<Value> value = valueOf(token, Comparison::Matches);
        return value ? term({{}, Comparison::Matches, std::move(*value)}, token.span) : std::nullopt;
    }

    Parsed term(Term asked, TextSpan span) {
        if (++m_terms > kMostTerms)
            return fail(span, "at most 65,536 terms are expected");
        Expression node;
        node.kind = Node::Term;
        node.term = std::move(asked);
        node.span = span;
        return node;
    }

    std::optional<Value> valueOf(const Token& token, Comparison comparison) {
        const bool isComparing = comparison != Comparison::Matches;
        switch (token.kind) {
        case Kind::Quoted: return quotedValue(token.text);
        case Kind::Word: return wordValue(token, isComparing);
        case Kind::Regex: return regexValue(token, isComparing);
        case Kind::Fault: return fail(token.span, std::string(token.expected));
        default:
            return fail(token.span, isComparing ? "a word or a quoted text is expected after the comparison sign"
                                                : "a value is expected after the colon");
        }
    }

    std::optional<Value> wordValue(const Token& token, bool isComparing) {
        Value value = fieldValue(token.text);
        if (!isComparing)
            return value;
        if (value.kind == Value::Kind::List)
            return fail(token.span, "a word or a quoted text is expected in a comparison, not a list");
        return plainValue(token.text);
    }

    std::optional<Value> regexValue(const Token& token, bool isComparing) {
        if (isComparing)
            return fail(token.span, "a word or a quoted text is expected in a comparison, not a regular expression");
        if (const std::optional<SyntaxError> fault = m_regexes.faultOf(token.text))
            return fail(shifted(fault->span, token.span.begin + 1), fault->expected);
        return Value{Value::Kind::Regex, std::string(token.text), {}};
    }

    static TextSpan shifted(TextSpan span, std::size_t by) { return {span.begin + by, span.end + by}; }

    Lexer m_lexer;
    std::optional<Token> m_next;
    const FieldPath* m_group = nullptr;
    int m_depth = 0;
    std::size_t m_terms = 0;
    std::size_t m_repeatedFieldBytes = 0;
    RegexCheck m_regexes;
    SyntaxError m_error;
};

void flatten(Expression& node);

void moveFlattened(Expression& node, Node kind, std::vector<Expression>& out) {
    if (node.kind == kind) {
        for (Expression& child : node.children)
            moveFlattened(child, kind, out);
    } else {
        flatten(node);
        out.push_back(std::move(node));
    }
}

// `(a and b) and c` has three parts. From the top down, so that every part is moved once however deep it stands.
void flatten(Expression& node) {
    if (node.kind == Node::Not)
        return flatten(node.children.front());
    if (node.kind != Node::And && node.kind != Node::Or)
        return;
    std::vector<Expression> parts;
    parts.reserve(node.children.size());
    for (Expression& child : node.children)
        moveFlattened(child, node.kind, parts);
    node.children = std::move(parts);
}

} // namespace

std::variant<Expression, SyntaxError> parseFilter(std::string_view text) {
    if (text.size() > kLongestFilterBytes)
        return SyntaxError{{kLongestFilterBytes, text.size()}, "a filter of at most 1,048,576 bytes is expected"};
    std::variant<Expression, SyntaxError> parsed = FilterParser(text).parse();
    if (auto* root = std::get_if<Expression>(&parsed))
        flatten(*root);
    return parsed;
}

} // namespace rastro
