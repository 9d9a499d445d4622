// SPDX-License-Identifier: Apache-2.0
//
// A whole file into a string that is kept between files.
#pragma once

#include "base/result.h"

#include <string>

namespace rastro::bench {

Status readInto(std::string& bytes, const std::string& path);

} // namespace rastro::bench
