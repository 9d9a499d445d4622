// SPDX-License-Identifier: Apache-2.0
//
// Marks: the shape of an event. Shape and height tell the kind, colour the outcome, a hollow mark was denied. Painted
// the same way wherever an event stands: table, detail head, legend. GUI thread.
#pragma once

#include "common/theme.h"
#include "events/callkind.h"

#include <QRectF>

class QPainter;

namespace rastro {

// The colour of the mark: by outcome when it is not ok, else by kind.
QColor markColor(Kind kind, Outcome outcome, const Theme& theme);

// Centred in `space`, of the size that suits a row of that height.
void paintMark(QPainter& painter, const QRectF& space, Kind kind, Outcome outcome, const Theme& theme);

// The colour of the words that tell an outcome.
QColor outcomeColor(Outcome outcome, const Theme& theme);

// Reads and what services report stand back; everything else is bold.
constexpr bool isQuiet(Kind kind) {
    return kind == Kind::Read || kind == Kind::Service;
}

} // namespace rastro
