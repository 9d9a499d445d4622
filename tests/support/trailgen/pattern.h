// SPDX-License-Identifier: Apache-2.0
//
// Patterns: text in which $ and a letter stand for a value of the record. The same letter gives the same value
// everywhere in one record, so that a request, its response and its resources agree. The letters:
//   A account  R region  T H E time (ISO, as responses print it, epoch milliseconds)  D date as a path
//   U V GUIDs  x 17 and h 8 hex digits  n N small and big number  K GUID of a key  w word  e environment  P 10.x
//   address b bucket  k object key  p policy  r role  u user  f function  l log group  i instance  v volume  j session
//   name a access key  M I L unique ids of a role, user, policy  S session token  J O Q policy document (in a string,
//   as an object, URL-encoded)  $ a dollar sign
#pragma once

#include "base/timestamp.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace rastro::trailgen {

struct PatternValues {
    std::string_view account;
    std::string_view region;
    Micros time = 0;
    std::uint64_t seed = 0; // of the record
};

void appendPattern(std::string& out, std::string_view pattern, const PatternValues& values);

// Names of an account's things, by number; identities use them too.
void appendRoleName(std::string& out, std::uint64_t number);
void appendUserName(std::string& out, std::uint64_t number);
void appendSessionName(std::string& out, std::uint64_t seed, std::string_view account);
void appendInstanceId(std::string& out, std::string_view account, std::string_view region, std::uint64_t number);

// A small number more often than a big one; below count.
std::uint64_t skewed(std::uint64_t seed, std::uint64_t count);

} // namespace rastro::trailgen
