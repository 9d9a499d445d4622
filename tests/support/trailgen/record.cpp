// SPDX-License-Identifier: Apache-2.0
#include "support/trailgen/record.h"

namespace rastro::trailgen {

namespace {

void appendJson(std::string& out, std::string_view name, std::string_view json) {
    if (!json.empty())
        out.append(",\"").append(name).append("\":").append(json);
}

void appendText(std::string& out, std::string_view name, std::string_view text) {
    if (text.empty())
        return;
    out.append(",\"").append(name).append("\":\"");
    appendEscaped(out, text);
    out += '"';
}

void appendHead(std::string& out, const RecordParts& r) {
    out.append("{\"eventVersion\":\"").append(r.eventVersion).append("\"");
    appendJson(out, "userIdentity", r.identityJson);
    appendText(out, "eventTime", r.eventTime);
    appendText(out, "eventSource", r.eventSource);
    appendText(out, "eventName", r.eventName);
    appendText(out, "awsRegion", r.awsRegion);
    appendText(out, "sourceIPAddress", r.sourceAddress);
    appendText(out, "userAgent", r.userAgent);
    appendText(out, "errorCode", r.errorCode);
    appendText(out, "errorMessage", r.errorMessage);
}

} // namespace

void appendEscaped(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
}

void appendRecord(std::string& out, const RecordParts& r) {
    appendHead(out, r);
    appendJson(out, "requestParameters", r.requestJson.empty() ? "null" : r.requestJson);
    appendJson(out, "responseElements", r.responseJson.empty() ? "null" : r.responseJson);
    appendJson(out, "additionalEventData", r.additionalJson);
    appendText(out, "requestID", r.requestId);
    appendText(out, "eventID", r.eventId);
    appendJson(out, "readOnly", r.readOnly);
    appendJson(out, "resources", r.resourcesJson);
    appendText(out, "eventType", r.eventType);
    appendText(out, "apiVersion", r.apiVersion);
    appendJson(out, "managementEvent", r.category == "Management" ? "true" : "false");
    appendText(out, "recipientAccountId", r.recipientAccount);
    appendText(out, "sharedEventID", r.sharedEventId);
    appendJson(out, "serviceEventDetails", r.serviceDetailsJson);
    appendText(out, "vpcEndpointId", r.vpcEndpointId);
    appendText(out, "vpcEndpointAccountId", r.vpcEndpointAccount);
    appendText(out, "eventCategory", r.category);
    appendJson(out, "tlsDetails", r.tlsJson);
    appendText(out, "sessionCredentialFromConsole", r.fromConsole);
    out += '}';
}

} // namespace rastro::trailgen
