// SPDX-License-Identifier: Apache-2.0
//
// zlib over a gzip text of any number of members, block by block.
#pragma once

#include "base/result.h"

#include <functional>
#include <string_view>

namespace rastro::bench {

// Asks for more input until it gets an empty one; hands out what it inflates.
Status inflateAll(const std::function<std::string_view()>& input, const std::function<void(std::string_view)>& output);

} // namespace rastro::bench
