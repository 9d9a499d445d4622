// SPDX-License-Identifier: Apache-2.0
#include "filter/editabletext.h"

#include "items/visibletext.h"

#include <algorithm>
#include <optional>

namespace rastro {

namespace {

// Plane 0 goes to the private plane 15, the tags of plane 14 to the private plane 16.
constexpr char32_t kBoxes = 0xF0000;
constexpr char32_t kTags = 0xE0000;
constexpr char32_t kTagBoxes = 0x100000;
constexpr char32_t kPlane = 0x10000;

std::optional<char32_t> boxFor(char32_t character) {
    if (!isInvisible(character))
        return std::nullopt;
    if (character < kPlane)
        return kBoxes + character;
    return character >= kTags && character < kTags + kPlane ? std::optional(kTagBoxes + character - kTags)
                                                            : std::nullopt;
}

// The character a box stands for.
std::optional<char32_t> characterOf(char32_t box) {
    if (box < kBoxes)
        return std::nullopt;
    const char32_t character = box >= kTagBoxes ? box - kTagBoxes + kTags : box - kBoxes;
    return boxFor(character) == box ? std::optional(character) : std::nullopt;
}

// The character at i and how many units it has.
char32_t characterAt(const QString& text, qsizetype i, qsizetype& units) {
    units = 1;
    const QChar unit = text[i];
    if (!unit.isHighSurrogate() || i + 1 >= text.size() || !text[i + 1].isLowSurrogate())
        return unit.unicode();
    units = 2;
    return QChar::surrogateToUcs4(unit, text[i + 1]);
}

QString withBoxes(const QString& text) {
    QString out;
    out.reserve(text.size());
    qsizetype units = 1;
    for (qsizetype i = 0; i < text.size(); i += units) {
        const char32_t character = characterAt(text, i, units);
        if (const auto box = boxFor(character))
            out += QString::fromUcs4(&*box, 1);
        else
            out += QStringView(text).mid(i, units);
    }
    return out;
}

} // namespace

QString toEditable(std::string_view filter) {
    return withBoxes(fromUtf8(filter));
}

std::string fromEditable(const QString& shown) {
    QString out;
    out.reserve(shown.size());
    qsizetype units = 1;
    for (qsizetype i = 0; i < shown.size(); i += units) {
        const char32_t character = characterAt(shown, i, units);
        if (const auto hidden = characterOf(character))
            out += QString::fromUcs4(&*hidden, 1);
        else
            out += QStringView(shown).mid(i, units);
    }
    return out.toUtf8().toStdString();
}

QString pastedAsEditable(const QString& text) {
    QString line = text.trimmed();
    for (QChar& c : line) {
        if (c == u'\n' || c == u'\r' || c == u'\t' || c == QChar::ParagraphSeparator || c == QChar::LineSeparator)
            c = u' ';
    }
    return withBoxes(line);
}

qsizetype editablePosition(std::string_view filter, std::size_t byte) {
    return toEditable(filter.substr(0, std::min(byte, filter.size()))).size();
}

std::size_t filterPosition(const QString& shown, qsizetype position) {
    return fromEditable(shown.left(position)).size();
}

QString hiddenCharacterAt(const QString& shown, qsizetype position) {
    qsizetype units = 1;
    const auto hidden = characterOf(characterAt(shown, position, units));
    if (!hidden)
        return {};
    return QStringLiteral("U+") + QString::number(static_cast<uint>(*hidden), 16).toUpper().rightJustified(4, u'0');
}

} // namespace rastro
