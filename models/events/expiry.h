// SPDX-License-Identifier: Apache-2.0
//
// When a credential expires, as the answer that issued it says. Pure function, any thread.
#pragma once

#include "base/timestamp.h"

#include <string_view>

namespace rastro {

// "Mar 17, 2026, 3:51:33 PM", ISO or seconds since 1970, as responses of STS write `credentials.expiration`; else
// kNoTime.
Micros expiryOf(std::string_view text);

} // namespace rastro
