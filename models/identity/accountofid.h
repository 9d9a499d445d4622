// SPDX-License-Identifier: Apache-2.0
//
// What a unique id of IAM tells by itself, the account above all: the ten characters behind the prefix of AKIA…, ASIA…, AROA…,
// AIDA… are base32 and hold it. Ids of the older form, which begin with A to P behind the prefix, do not. Not documented
// by AWS; checked against ids of known accounts. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace rastro {

// Twelve digits; empty if the text is no such id or tells none.
std::string accountOfId(std::string_view id);

// A key of a user, good until it is deleted, rather than of a session.
bool isLongTermKey(std::string_view accessKeyId);

} // namespace rastro
