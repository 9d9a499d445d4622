// SPDX-License-Identifier: Apache-2.0
//
// Text from logs made safe to look at: characters that hide, reorder or break a line stand as visible escapes
// (\n, \t, \u202e, \u{e0041}), so that what is shown is what is there; so do accents beyond the fourth on one letter, which
// would reach into the lines above. Pure functions, any thread.
#pragma once

#include <QString>
#include <QStringView>

#include <string_view>

namespace rastro {

enum class LineBreaks : quint8 {
    Escape, // one line: \n, \r and \t are escaped too
    Keep,   // many lines: \n and \t stay, everything else is escaped
};

// True if the character would be invisible or would change how its neighbours are shown (base/plaintext.h), and for
// surrogates that stand alone.
bool isInvisible(char32_t character);

// Every character of it, one that is no UTF-8 as U+FFFD. Qt's own takes a U+FEFF at the start for a mark of the encoding
// and drops it: "admin" with one before it would look like "admin".
QString fromUtf8(std::string_view utf8);

QString visibleText(const QString& text, LineBreaks lineBreaks = LineBreaks::Escape);
QString visibleText(std::string_view utf8, LineBreaks lineBreaks = LineBreaks::Escape);

// At most `characters` of the text, an ellipsis in place of the rest.
QString shortened(const QString& text, qsizetype characters);

} // namespace rastro
