// SPDX-License-Identifier: Apache-2.0
//
// The account that a unique id of IAM tells by itself: the ten characters behind the prefix of AKIA…, ASIA…, AROA…,
// AIDA… are base32 and hold it. Ids of the older form, which begin with A to P behind the prefix, do not. Not documented
// by AWS; checked against ids of known accounts. Pure function, any thread.
#pragma once

#include <string>
#include <string_view>

namespace rastro {

// Twelve digits; empty if the text is no such id or tells none.
std::string accountOfId(std::string_view id);

} // namespace rastro
