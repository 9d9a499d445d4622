// SPDX-License-Identifier: Apache-2.0
//
// What people and programs of the story do all day: lists of calls with weights, done at random moments of a span.
// In the texts $A is the account, $R the region, $x 17 hex digits, $n a number, $U a GUID, $o an object's key.
#pragma once

#include "support/story/story.h"

#include <span>
#include <string_view>

namespace rastro::story {

struct Habit {
    std::string_view service;
    std::string_view name;
    int weight = 1;
    std::string_view request = "null";
    std::string_view response = "null";
    std::string_view resourceType = {};
    std::string_view resourceArn = {};
    bool isData = false;
    std::string_view errorCode = {};
    std::string_view errorMessage = {}; // "denied" asks for the words of IAM
};

// Does the calls `count` times between the two moments, a few in a row with pauses between.
struct Shift {
    std::string_view region;
    Micros from = 0;
    Micros to = 0;
    int count = 0;
};
void work(Story& story, const Actor& actor, const Shift& shift, std::span<const Habit> habits);

// One call of a list, at this moment.
Event& doHabit(Story& story, const Actor& actor, std::string_view region, Micros time, const Habit& habit);

} // namespace rastro::story
