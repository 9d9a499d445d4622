// SPDX-License-Identifier: Apache-2.0
//
// The client behind an event: one credential as it is used from one network by one program, so that a key's owner and
// its thief are two. Blocks its caller; any thread.
#pragma once

#include "base/checkpoint.h"
#include "base/result.h"
#include "query/networkbook.h"
#include "query/ondemand.h"

#include <string>
#include <string_view>

namespace rastro {

// "aws-cli", "Boto3", "Terraform", "browser": what a user agent begins with, less versions; as it is when it has none.
std::string agentFamily(std::string_view userAgent);

// "203.0.113.0/24", "2001:db8:1::/48"; a text that is no address as it is. With a book its network, where it knows one.
std::string clientNetwork(std::string_view address, const NetworkBook* book);

// Empty for events without a credential. Error Cancelled.
Result<OnDemandPtr> makeClientColumn(const Snapshot& snapshot, const NetworkBook* book, const Checkpoint& checkpoint);

} // namespace rastro
