// SPDX-License-Identifier: Apache-2.0
#include "language/unparser.h"

#include "language/parser.h"
#include "language/wordtext.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rastro {

namespace {

using Node = Expression::Kind;

enum class Style : std::uint8_t {
    Readable,
    Compact, // no word and no blank more than needed, and everything asked of one field in one `field:( )`
};

std::string_view signOf(Comparison comparison) {
    switch (comparison) {
    case Comparison::Matches: return ":";
    case Comparison::Less: return "<";
    case Comparison::LessOrEqual: return "<=";
    case Comparison::Greater: return ">";
    case Comparison::GreaterOrEqual: return ">=";
    }
    return ":";
}

bool bindsLess(Node inner, Node outer) {
    return (outer == Node::Not && (inner == Node::And || inner == Node::Or)) ||
           (outer == Node::And && inner == Node::Or);
}

class Writer {
public:
    explicit Writer(Style style) : m_style(style) {}

    std::string text(const Expression& root) {
        if (root.kind != Node::All)
            write(root, Node::All);
        return std::move(m_out);
    }

private:
    void write(const Expression& node, Node parent) {
        switch (node.kind) {
        case Node::All: m_out += '*'; break; // only ever alone
        case Node::Term: writeTerm(node.term); break;
        case Node::Not:
            m_out += "not ";
            ++m_depth;
            write(node.children.front(), Node::Not);
            --m_depth;
            break;
        default: writeList(node, parent); break;
        }
    }

    void writeTerm(const Term& term) {
        if (m_isInGroup)
            m_out += groupText(term.value);
        else if (term.isBare())
            m_out += bareText(term.value);
        else if (term.comparison == Comparison::Matches)
            m_out += fieldText(term.field) + ':' + groupText(term.value);
        else
            writeComparison(term);
    }

    void writeComparison(const Term& term) {
        const std::string value = comparedText(term.value);
        const bool isTight = m_style == Style::Compact && !value.starts_with('=');
        const std::string_view blank = isTight ? "" : " ";
        m_out += fieldText(term.field);
        m_out.append(blank).append(signOf(term.comparison)).append(blank).append(value);
    }

    void writeList(const Expression& node, Node parent) {
        const std::size_t size = node.children.size();
        const bool isOneGroup = groupEnd(node.children, 0) == size;
        const bool isWrapped = !isOneGroup && bindsLess(node.kind, parent);
        if (isWrapped)
            open();
        for (std::size_t begin = 0; begin < size;) {
            if (begin > 0)
                separate(node.kind);
            const std::size_t end = groupEnd(node.children, begin);
            if (end > begin + 1)
                writeGroup(node, begin, end);
            else
                write(node.children[begin], node.kind);
            begin = end;
        }
        if (isWrapped)
            close();
    }

    void writeGroup(const Expression& node, std::size_t begin, std::size_t end) {
        m_out += fieldText(*commonField(node.children[begin])) + ':';
        open();
        m_isInGroup = true;
        for (std::size_t i = begin; i < end; ++i) {
            if (i > begin)
                separate(node.kind);
            write(node.children[i], node.kind);
        }
        m_isInGroup = false;
        close();
    }

    void open() {
        m_out += '(';
        ++m_depth;
    }
    void close() {
        m_out += ')';
        --m_depth;
    }
    void separate(Node kind) {
        const bool isShort = m_style == Style::Compact && kind == Node::And;
        m_out += isShort ? " " : kind == Node::And ? " and " : " or ";
    }

    // Behind the last of the parts from begin on that one `field:( )` can hold, where there is room for one more level.
    std::size_t groupEnd(const std::vector<Expression>& parts, std::size_t begin) const {
        std::size_t end = begin + 1;
        if (m_isInGroup || m_depth >= kDeepestFilter)
            return end;
        const FieldPath* field = commonField(parts[begin]);
        while (field != nullptr && end < parts.size()) {
            const FieldPath* other = commonField(parts[end]);
            if (other == nullptr || !(*other == *field))
                break;
            ++end;
        }
        return end;
    }

    // The one field that everything in an expression is asked of with a colon; nullptr if there is none.
    const FieldPath* commonField(const Expression& node) const {
        if (node.kind == Node::Term) {
            const bool isFit = !node.term.isBare() && node.term.comparison == Comparison::Matches;
            return isFit ? &node.term.field : nullptr;
        }
        if (m_style == Style::Readable || node.children.empty())
            return nullptr;
        const FieldPath* field = commonField(node.children.front());
        for (std::size_t i = 1; i < node.children.size() && field != nullptr; ++i) {
            const FieldPath* other = commonField(node.children[i]);
            if (other == nullptr || !(*other == *field))
                return nullptr;
        }
        return field;
    }

    Style m_style;
    std::string m_out;
    bool m_isInGroup = false;
    int m_depth = 0;
};

Expression termOf(FieldPath field, Value value) {
    Expression node;
    node.kind = Node::Term;
    node.term = {std::move(field), Comparison::Matches, std::move(value)};
    return node;
}

// YYYY-MM-DD means the whole day where it stands unquoted.
bool looksLikeDate(std::string_view text) {
    constexpr std::string_view kShape = "dddd-dd-dd";
    return std::ranges::equal(text, kShape, [](char c, char shape) {
        return shape == 'd' ? c >= '0' && c <= '9' : c == shape;
    });
}

Value textPattern(std::string_view text) {
    return {Value::Kind::Pattern, std::string(text), {{PatternPart::Kind::Text, std::string(text)}}};
}

Value exactValue(std::string_view text) {
    Value plain = textPattern(text);
    if (text.empty() || looksLikeDate(text) || groupText(plain) != text)
        return {Value::Kind::Literal, std::string(text), {}};
    return plain;
}

} // namespace

std::string filterText(const Expression& expression) {
    std::string text = Writer(Style::Readable).text(expression);
    return text.size() <= kLongestFilterBytes ? text : Writer(Style::Compact).text(expression);
}

std::string valueText(const Value& value) { return groupText(value); }

std::string literalValueText(std::string_view text) { return groupText(exactValue(text)); }

Expression equalsTerm(FieldPath field, std::string_view text) { return termOf(std::move(field), exactValue(text)); }

Expression presentTerm(FieldPath field) {
    return termOf(std::move(field), {Value::Kind::Pattern, "*", {{PatternPart::Kind::AnyRun, {}}}});
}

Expression negated(Expression expression) {
    if (expression.kind == Node::Not) {
        Expression inner = std::move(expression.children.front());
        return inner;
    }
    if (expression.kind == Node::All) // nothing at all has no word of its own
        return both(presentTerm({{}, false, true}), negated(presentTerm({{}, false, true})));
    Expression node;
    node.kind = Node::Not;
    node.span = expression.span;
    node.children.push_back(std::move(expression));
    return node;
}

Expression either(Expression a, Expression b) {
    if (a.kind == Expression::Kind::All || b.kind == Expression::Kind::All)
        return {};
    Expression any;
    any.kind = Expression::Kind::Or;
    for (Expression* one : {&a, &b}) {
        if (one->kind == Expression::Kind::Or)
            std::ranges::move(one->children, std::back_inserter(any.children));
        else
            any.children.push_back(std::move(*one));
    }
    return any;
}

Expression both(Expression a, Expression b) {
    std::vector<Expression> terms;
    terms.push_back(std::move(a));
    terms.push_back(std::move(b));
    return fromTopLevelTerms(std::move(terms));
}

std::vector<Expression> topLevelTerms(const Expression& expression) {
    if (expression.kind == Node::All)
        return {};
    return expression.kind == Node::And ? expression.children : std::vector{expression};
}

Expression fromTopLevelTerms(std::vector<Expression> terms) {
    Expression node;
    for (Expression& term : terms) {
        if (term.kind == Node::And)
            std::ranges::move(term.children, std::back_inserter(node.children));
        else if (term.kind != Node::All)
            node.children.push_back(std::move(term));
    }
    if (node.children.size() == 1) {
        Expression only = std::move(node.children.front());
        return only;
    }
    node.kind = node.children.empty() ? Node::All : Node::And;
    return node;
}

} // namespace rastro
