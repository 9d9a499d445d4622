// SPDX-License-Identifier: Apache-2.0
#include "filter/chiptext.h"

#include "items/visibletext.h"
#include "language/unparser.h"

#include <string>

namespace rastro {

namespace {

constexpr qsizetype kMostCharacters = 160;

const Term* firstTerm(const Expression& expression) {
    const Expression* e = &expression;
    while (e->kind != Expression::Kind::Term) {
        if (e->children.empty())
            return nullptr;
        e = &e->children.front();
    }
    return &e->term;
}

bool isOperatorSign(char c) {
    return c == ':' || c == '<' || c == '>' || c == ' ';
}

} // namespace

QString shortenedInMiddle(const QString& text, qsizetype characters) {
    if (text.size() <= characters)
        return text;
    qsizetype head = characters / 2;
    qsizetype tail = text.size() - (characters - head - 1);
    if (head > 0 && text[head - 1].isHighSurrogate())
        --head;
    if (tail < text.size() && text[tail].isLowSurrogate())
        ++tail;
    return text.left(head) + QChar(0x2026) + text.mid(tail);
}

ChipText chipText(const Expression& term) {
    ChipText out;
    const bool isNegated = term.kind == Expression::Kind::Not && !term.children.empty();
    std::string text = filterText(term);
    if (isNegated && text.starts_with("not ")) {
        out.negation = QStringLiteral("not ");
        text.erase(0, 4);
    }
    const Term* first = firstTerm(term);
    const std::string field = first == nullptr || first->isBare() ? std::string() : fieldText(first->field);
    const bool startsWithField =
        !field.empty() && text.size() > field.size() && text.starts_with(field) && isOperatorSign(text[field.size()]);
    const std::size_t cut = startsWithField ? field.size() : 0;
    out.field = shortenedInMiddle(visibleText(std::string_view(text).substr(0, cut)), kMostCharacters);
    out.rest = shortenedInMiddle(visibleText(std::string_view(text).substr(cut)), kMostCharacters);
    return out;
}

} // namespace rastro
