// SPDX-License-Identifier: Apache-2.0
//
// A slow ledger of its own: for each call that makes something it looks through all later events for one that takes it
// away, by JSON pointers written down here. Shares no code and no table with the engine.
#pragma once

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace rastro::test {

// "access key AKIA… gone 0cccd2d3-…": class, thing, what it belongs to, state, the id of what ended it.
std::multiset<std::string> referenceLedger(const std::vector<nlohmann::json>& eventsInTimeOrder);

// Whether a class is one the reference knows.
bool isInReference(const std::string& className);

} // namespace rastro::test
