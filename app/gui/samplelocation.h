// SPDX-License-Identifier: Apache-2.0
//
// Where the bundled sample trail is: named by RASTRO_SAMPLE, beside the sources of a build, or installed.
#pragma once

#include <QString>

namespace rastro {

QString sampleLocation(); // empty if it is nowhere

} // namespace rastro
