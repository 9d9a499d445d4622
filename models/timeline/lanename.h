// SPDX-License-Identifier: Apache-2.0
//
// What a lane is called, from the key of its actor (identity/actor.h): the last part of an ARN, any other key as it is.
// Names that would be equal get more of the key beside them. Keys come from logs. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rastro {

// How much a name says; each more than the one before.
enum class NameDetail : std::uint8_t { Short, Account, Resource, Key };

std::string_view shortLaneName(std::string_view key); // a part of key
std::string_view laneAccount(std::string_view key);   // a part of key; empty if it is no ARN
std::string laneTitle(std::string_view key, NameDetail detail);
std::string_view sessionName(std::string_view arn); // "DeployRole/build-214" of a role session, else as shortLaneName()

// What the group of all services is called in place of a value.
inline constexpr std::string_view kServicesLane = "services of AWS";

bool isServiceKey(std::string_view key); // AWS itself: "cloudtrail.amazonaws.com", "AWS Internal"
bool isRootKey(std::string_view key);

} // namespace rastro
