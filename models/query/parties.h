// SPDX-License-Identifier: Apache-2.0
//
// Who takes part in an event beside the account it was written for: accounts and principals in the caller, the target,
// a policy or a share. What a condition, a Deny statement or a response names does not count, nor do services of AWS.
// Source of the request shapes: the API references of IAM, EC2, RDS, S3, KMS, Lambda and RAM. Pure functions, any thread.
#pragma once

#include "base/jsontree.h"

#include <string>
#include <vector>

namespace rastro {

// Account numbers, "*" for everyone (a public policy or share, an anonymous caller), and identity providers that are
// trusted by name; each once, in the order of the record. Documents inside strings are read too.
std::vector<std::string> partiesOf(const json::Tree& record);

} // namespace rastro
