// SPDX-License-Identifier: Apache-2.0
//
// The text of a filter as it stands in a line of text: characters that are invisible, break the line or turn its
// direction stand as visible boxes (their code moved into a private plane), so that what is edited is what is
// there. fromEditable(toEditable(x)) == x for every x without such private characters. Pure functions.
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace rastro {

QString toEditable(std::string_view filter); // UTF-8
std::string fromEditable(const QString& shown);

// What a paste becomes: line breaks and tabs as blanks, then as above.
QString pastedAsEditable(const QString& text);

// From a place in the one to the same place in the other, in bytes and UTF-16 units.
qsizetype editablePosition(std::string_view filter, std::size_t byte);
std::size_t filterPosition(const QString& shown, qsizetype position);

// U+202E for the box at that place; empty for any other character.
QString hiddenCharacterAt(const QString& shown, qsizetype position);

} // namespace rastro
