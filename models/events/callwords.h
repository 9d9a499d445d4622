// SPDX-License-Identifier: Apache-2.0
//
// The words in a call's name: "DescribeDBInstances" is described + DB instances. How calls are told that the table of
// calls does not tell, and the labels of parameters. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace rastro {

// "DB instances" of "DBInstances", "web ACLs" of "WebACLs", "auto scaling group" of "AutoScalingGroup".
std::string spaced(std::string_view camelCase);

// "security group" of "security groups", "policy" of "policies"; for labels before one name.
std::string singular(std::string_view noun);

struct CallWords {
    std::string verb;             // past tense; empty if the name does not begin with a verb
    std::string_view noun;        // the rest as written: "DBInstances"
    std::string_view preposition; // between the noun and what it belongs to: "of", "to", "from"
};

// Of an event name without API date.
CallWords wordsOf(std::string_view eventName);

} // namespace rastro
