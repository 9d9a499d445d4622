// SPDX-License-Identifier: Apache-2.0
//
// A JSON document as indented text. Tokens stay as written (escapes, numbers, order, duplicate keys); only white space
// between them is ours. Safe to look at: what hides or reorders is escaped. Pure function, any thread.
#pragma once

#include "base/jsontree.h"

#include <QString>

namespace rastro {

struct PrettyJson {
    QString text;
    bool hasCuts = false; // strings longer than the limit are cut
};

enum class LongStrings : quint8 { Cut, Whole };
inline constexpr qsizetype kLongStringCharacters = 4096;

PrettyJson prettyJson(const json::Tree& tree, LongStrings longStrings);

} // namespace rastro
