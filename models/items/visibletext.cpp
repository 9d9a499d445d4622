// SPDX-License-Identifier: Apache-2.0
#include "items/visibletext.h"

#include "base/plaintext.h"

#include <QChar>

#include <algorithm>

namespace rastro {

namespace {

char32_t characterAt(QStringView text, qsizetype i) {
    const QChar unit = text[i];
    if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text[i + 1]);
    return unit.unicode();
}

bool staysAsIs(char32_t character, LineBreaks lineBreaks) {
    if (lineBreaks == LineBreaks::Keep && (character == U'\n' || character == U'\t'))
        return true;
    return !isInvisible(character);
}

// Accents and vowels that stand on the character before them; no language stacks more than a few.
constexpr int kMostStacked = 4;

bool isStacked(char32_t character) {
    const QChar::Category category = QChar::category(character);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

void appendEscape(QString& out, char32_t character) {
    switch (character) {
    case U'\n':
        out += QLatin1String("\\n");
        return;
    case U'\r':
        out += QLatin1String("\\r");
        return;
    case U'\t':
        out += QLatin1String("\\t");
        return;
    default:
        break;
    }
    const QString hex = QString::number(static_cast<uint>(character), 16).rightJustified(4, u'0');
    out += character > 0xFFFF ? QLatin1String("\\u{") + hex + u'}' : QLatin1String("\\u") + hex;
}

} // namespace

bool isInvisible(char32_t character) {
    return isHiding(character) || (character >= 0xD800 && character <= 0xDFFF); // surrogates that stand alone
}

QString visibleText(const QString& text, LineBreaks lineBreaks) {
    const auto isPlain = [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; };
    if (std::all_of(text.begin(), text.end(), isPlain))
        return text;
    QString out;
    out.reserve(text.size() + 16);
    int stacked = 0;
    for (qsizetype i = 0; i < text.size();) {
        const char32_t character = characterAt(text, i);
        const qsizetype units = character > 0xFFFF ? 2 : 1;
        stacked = isStacked(character) ? stacked + 1 : 0;
        if (staysAsIs(character, lineBreaks) && stacked <= kMostStacked)
            out += QStringView(text).mid(i, units);
        else
            appendEscape(out, character);
        i += units;
    }
    return out;
}

QString fromUtf8(std::string_view utf8) {
    static constexpr std::string_view kMark = "\xEF\xBB\xBF";
    qsizetype marks = 0;
    for (; utf8.starts_with(kMark); utf8.remove_prefix(kMark.size()))
        ++marks;
    const QString rest = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    return marks == 0 ? rest : QString(marks, QChar(0xFEFF)) + rest;
}

QString visibleText(std::string_view utf8, LineBreaks lineBreaks) {
    return visibleText(fromUtf8(utf8), lineBreaks);
}

QString shortened(const QString& text, qsizetype characters) {
    if (text.size() <= characters)
        return text;
    qsizetype end = std::max<qsizetype>(characters - 1, 0);
    if (end > 0 && text[end - 1].isHighSurrogate())
        --end;
    return text.left(end) + QChar(0x2026);
}

} // namespace rastro
