// SPDX-License-Identifier: Apache-2.0
//
// The few fonts of the window: monospace for ids, times, addresses and JSON; bold for what matters. All follow the
// size of the font they are derived from, so that the desktop's setting rules. GUI thread.
#pragma once

#include <QFont>

namespace rastro {

QFont monospace(const QFont& base);
QFont bold(const QFont& base);
QFont scaled(const QFont& base, double factor);

} // namespace rastro
