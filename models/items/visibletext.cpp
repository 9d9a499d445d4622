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
    for (qsizetype i = 0; i < text.size();) {
        const char32_t character = characterAt(text, i);
        const qsizetype units = character > 0xFFFF ? 2 : 1;
        if (staysAsIs(character, lineBreaks))
            out += QStringView(text).mid(i, units);
        else
            appendEscape(out, character);
        i += units;
    }
    return out;
}

QString visibleText(std::string_view utf8, LineBreaks lineBreaks) {
    return visibleText(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())), lineBreaks);
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
