// SPDX-License-Identifier: Apache-2.0
//
// The parts of the table of calls, one per source file; joined in calltable.cpp. Included by those files only.
#pragma once

#include "events/calltable.h"

namespace rastro {

std::span<const CallFamily> identityCalls(); // iam, sts, sign-in, Identity Center, Organizations, Cognito, …
std::span<const CallFamily> storageCalls();  // s3, databases, snapshots, backup, queues and streams
std::span<const CallFamily> secretCalls();   // kms, secretsmanager, ssm, certificates
std::span<const CallFamily> ec2Calls();      // ec2 and what hangs on it
std::span<const CallFamily> computeCalls();  // lambda, containers, deployment, models
std::span<const CallFamily> watchCalls();    // cloudtrail, config, guardduty, logs: what watches

} // namespace rastro
