// SPDX-License-Identifier: Apache-2.0
//
// What a pasted text is, if it is wholly one thing CloudTrail names things by, and the term that asks for it. Formats:
// the IAM identifiers and ARN pages of the AWS documentation. Pure function, any thread.
#pragma once

#include "language/expression.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace rastro {

struct Recognised {
    enum class Kind : std::uint8_t { AccessKey, Principal, Arn, IpAddress, Network, Account, EventId, Resource };
    Kind kind = Kind::Resource;
    Expression term;
};

// Blanks around it aside. nullopt for anything else, which is then a text like any other.
std::optional<Recognised> recognise(std::string_view text);

} // namespace rastro
