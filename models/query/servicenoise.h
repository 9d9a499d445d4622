// SPDX-License-Identifier: Apache-2.0
//
// Service noise: calls that services of AWS make for themselves. Folded by a term of the filter like any other, so that
// it is seen, edited and removed; what issues a credential, signs in or is called for a person is never in it. Pure
// functions, any thread.
#pragma once

#include "language/expression.h"

#include <optional>
#include <string_view>

namespace rastro {

inline constexpr std::string_view kNoNoiseFilter =
    "not ((userIdentity.type:AWSService or role:AWSServiceRoleFor*) and not kind:(credential or signin))";

const Expression& noNoiseTerm();

// The filter without that term among those at its top; nullopt if it is not there.
std::optional<Expression> withNoise(const Expression& filter);

} // namespace rastro
