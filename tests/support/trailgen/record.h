// SPDX-License-Identifier: Apache-2.0
//
// One CloudTrail record as its parts, and the text of it: minified, keys in the order AWS writes them. Parts named
// ...Json are JSON already and are copied; the others are text and are escaped where they may need it.
// An empty part is left out, except requestJson and responseJson, which are written as null.
#pragma once

#include <string>
#include <string_view>

namespace rastro::trailgen {

struct RecordParts {
    std::string_view eventVersion = "1.11";
    std::string_view identityJson;
    std::string_view eventTime;
    std::string_view eventSource; // the whole name, s3.amazonaws.com
    std::string_view eventName;
    std::string_view awsRegion;
    std::string_view sourceAddress;
    std::string_view userAgent;
    std::string_view errorCode;
    std::string_view errorMessage;
    std::string_view requestJson;
    std::string_view responseJson;
    std::string_view additionalJson;
    std::string_view requestId;
    std::string_view eventId;
    std::string_view readOnly = "true"; // true, false or empty
    std::string_view resourcesJson;
    std::string_view eventType = "AwsApiCall";
    std::string_view apiVersion;
    std::string_view recipientAccount;
    std::string_view serviceDetailsJson;
    std::string_view sharedEventId;
    std::string_view vpcEndpointId;
    std::string_view vpcEndpointAccount;
    std::string_view category = "Management";
    std::string_view tlsJson;
    std::string_view fromConsole; // "true" or empty
};

void appendEscaped(std::string& out, std::string_view text);
void appendRecord(std::string& out, const RecordParts& record);

} // namespace rastro::trailgen
