// SPDX-License-Identifier: Apache-2.0
//
// The identifiers of CloudTrail records: GUIDs, S3 request ids, unique ids and access keys that carry their account as
// AWS writes it, dates as responses print them. All append to a string and take what is random from a Random.
#pragma once

#include "base/timestamp.h"
#include "support/trailgen/random.h"

#include <string>
#include <string_view>

namespace rastro::trailgen {

void appendHex(std::string& out, Random& random, std::size_t digits);
void appendGuid(std::string& out, Random& random);
// Upper-case letters and digits, as in S3 request ids and names of log files.
void appendAlphanumeric(std::string& out, Random& random, std::size_t length);
void appendBase64(std::string& out, Random& random, std::size_t length);
void appendNumber(std::string& out, std::uint64_t number);

// A unique id or access key of an account: the prefix (AKIA, ASIA, AROA ...), then base32 whose first 48 bits hold the
// account with the top bit set. Keys have 20 characters, all other ids 21.
void appendUniqueId(std::string& out, std::string_view prefix, std::string_view account, Random& random);

// 2026-03-17T14:12:07Z, 20260317T1412Z, Mar 17, 2026, 2:12:07 PM
void appendIsoTime(std::string& out, Micros time);
void appendStamp(std::string& out, Micros time);
void appendHumanTime(std::string& out, Micros time);

std::string guid(Random& random);
std::string uniqueId(std::string_view prefix, std::string_view account, Random& random);
std::string humanTime(Micros time);

// <account>/CloudTrail/<region>/YYYY/MM/DD/<account>_CloudTrail_<region>_<stamp>_<16 characters>.json.gz under
// AWSLogs/.
std::string logFilePath(std::string_view account, std::string_view region, Micros delivered, Random& random);

} // namespace rastro::trailgen
