// SPDX-License-Identifier: Apache-2.0
//
// The text of a chip in its parts: `not`, the field, and the operator with its value. Safe to show, cut to what a chip
// can hold. Pure functions, any thread.
#pragma once

#include "language/expression.h"

#include <QString>

namespace rastro {

struct ChipText {
    QString negation; // "not " or empty
    QString field;    // empty for a bare term
    QString rest;
    QString whole() const { return negation + field + rest; }
};

ChipText chipText(const Expression& term);

// At most so many characters, an ellipsis in the middle in place of the rest.
QString shortenedInMiddle(const QString& text, qsizetype characters);

} // namespace rastro
