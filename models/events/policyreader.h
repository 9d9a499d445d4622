// SPDX-License-Identifier: Apache-2.0
//
// The one thing a sentence tells of a policy document: whom it lets in. Pure functions, any thread.
#pragma once

#include "events/recordview.h"

#include <string>

namespace rastro {

// The principals of the Allow statements of a policy given as JSON text: "everyone" for *, accounts by number, ARNs and
// service names as they are. Nothing if the text is no policy document.
Values principalsOf(const std::string& document);

} // namespace rastro
