// SPDX-License-Identifier: Apache-2.0
#include "events/callkind.h"

#include "events/calltable.h"
#include "events/recordview.h"

#include <algorithm>

namespace rastro {

namespace {

constexpr std::string_view kReadPrefixes[] = {
    "Get",      "List", "Describe", "Head",   "Search", "Lookup", "BatchGet", "Query",  "Scan",     "Check",   "Test",
    "Validate", "View", "Preview",  "Filter", "Select", "Detect", "Count",    "Verify", "Discover", "Estimate"};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool isDenied(std::string_view code) {
    return contains(code, "AccessDenied") || contains(code, "Unauthorized") || contains(code, "AuthorizationError") ||
           contains(code, "NotAuthorized") || code == "Forbidden" || code == "403" || code == "AllAccessDisabled" ||
           contains(code, "OptInRequired");
}

bool isThrottled(std::string_view code) {
    return contains(code, "Throttl") || contains(code, "TooManyRequests") || code == "SlowDown" ||
           contains(code, "RequestLimitExceeded") || contains(code, "ProvisionedThroughputExceeded");
}

bool isNotFound(std::string_view code) {
    return contains(code, "NotFound") || contains(code, "NoSuch") || contains(code, "DoesNotExist") ||
           contains(code, "NonExistent") || code == "404";
}

// What IAM said, for services that give no code.
bool isRefusal(std::string_view message) {
    return contains(message, "not authorized to perform") || contains(message, "AccessDenied");
}

// A call the table does not tell: by how its name begins, then by what AWS says of it.
Kind kindByName(const CallFacts& call) {
    for (const std::string_view prefix : kReadPrefixes) {
        if (call.eventName.starts_with(prefix))
            return Kind::Read;
    }
    return call.readOnly == "true" ? Kind::Read : Kind::Change;
}

} // namespace

std::string_view name(Kind kind) {
    static constexpr std::string_view kNames[] = {"read", "take", "change", "credential", "signin", "service", "insight"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(Outcome outcome) {
    static constexpr std::string_view kNames[] = {"ok", "denied", "notfound", "throttled", "failed"};
    return kNames[static_cast<std::size_t>(outcome)];
}

Kind kindOf(const CallFacts& call) {
    if (call.eventType == "AwsCloudTrailInsight")
        return Kind::Insight;
    const Call* known = findCall(serviceOfSource(call.eventSource), call.eventName);
    const bool isSignIn = equalsIgnoringCase(call.eventType, "AwsConsoleSignIn");
    if (known != nullptr && (known->kind == Kind::SignIn || isSignIn))
        return known->kind; // Identity Center writes sign-ins as service events
    if (call.eventType == "AwsServiceEvent" || call.eventType == "AwsAggregatedEvent")
        return Kind::Service;
    if (known != nullptr)
        return known->kind;
    return isSignIn ? Kind::SignIn : kindByName(call);
}

Outcome outcomeOf(std::string_view errorCode, std::string_view errorMessage, bool signInFailed) {
    if (errorCode.empty() && errorMessage.empty())
        return signInFailed ? Outcome::Failed : Outcome::Ok;
    if (isDenied(errorCode))
        return Outcome::Denied;
    if (isThrottled(errorCode))
        return Outcome::Throttled;
    if (isNotFound(errorCode))
        return Outcome::NotFound;
    return errorCode.empty() && isRefusal(errorMessage) ? Outcome::Denied : Outcome::Failed;
}

} // namespace rastro
