// SPDX-License-Identifier: Apache-2.0
#include "report/ledgerreference.h"

#include <algorithm>
#include <map>
#include <optional>

namespace rastro::test {

using nlohmann::json;

namespace {

using Pointer = json::json_pointer;

struct Maker {
    std::string className;
    std::string source; // eventSource
    std::string call;   // as written, without a date
    std::string thing;  // pointer into the record
    std::string of;     // the same; empty: none
    std::vector<std::pair<std::string, std::string>> enders; // calls, and the pointer to the thing there; empty: it names what holds it
    std::string enderOf;
};

// Only calls whose thing is one plain value. What a role, user or snapshot holds is gone with it.
const std::vector<Maker> kMakers{
    {"user", "iam", "CreateUser", "/requestParameters/userName", "", {{"DeleteUser", "/requestParameters/userName"}}, ""},
    {"role", "iam", "CreateRole", "/requestParameters/roleName", "", {{"DeleteRole", "/requestParameters/roleName"}}, ""},
    {"access key",
     "iam",
     "CreateAccessKey",
     "/responseElements/accessKey/accessKeyId",
     "",
     {{"DeleteAccessKey", "/requestParameters/accessKeyId"}, {"UpdateAccessKey", "/requestParameters/accessKeyId"}},
     ""},
    {"rights",
     "iam",
     "AttachUserPolicy",
     "/requestParameters/policyArn",
     "/requestParameters/userName",
     {{"DetachUserPolicy", "/requestParameters/policyArn"}, {"DeleteUser", ""}},
     "/requestParameters/userName"},
    {"rights",
     "iam",
     "AttachRolePolicy",
     "/requestParameters/policyArn",
     "/requestParameters/roleName",
     {{"DetachRolePolicy", "/requestParameters/policyArn"}, {"DeleteRole", ""}},
     "/requestParameters/roleName"},
    {"rights",
     "iam",
     "AddRoleToInstanceProfile",
     "/requestParameters/roleName",
     "/requestParameters/instanceProfileName",
     {{"RemoveRoleFromInstanceProfile", "/requestParameters/roleName"}, {"DeleteInstanceProfile", ""}},
     "/requestParameters/instanceProfileName"},
    {"instance",
     "ec2",
     "RunInstances",
     "/responseElements/instancesSet/items/0/instanceId",
     "",
     {{"TerminateInstances", "/requestParameters/instancesSet/items/0/instanceId"}},
     ""},
    {"share",
     "ec2",
     "ModifySnapshotAttribute",
     "/requestParameters/createVolumePermission/add/items/0/userId",
     "/requestParameters/snapshotId",
     {{"ModifySnapshotAttribute", "/requestParameters/createVolumePermission/remove/items/0/userId"}, {"DeleteSnapshot", ""}},
     "/requestParameters/snapshotId"},
    {"copy", "ec2", "CreateSnapshot", "/responseElements/snapshotId", "", {{"DeleteSnapshot", "/requestParameters/snapshotId"}}, ""},
};

std::string textAt(const json& record, const std::string& pointer) {
    if (pointer.empty())
        return {};
    const Pointer at(pointer);
    return record.contains(at) && record[at].is_string() ? record[at].get<std::string>() : std::string();
}

bool isOk(const json& record) {
    return textAt(record, "/errorCode").empty() && textAt(record, "/errorMessage").empty();
}

std::string accountOf(const json& record) {
    const std::string recipient = textAt(record, "/recipientAccountId");
    return recipient.empty() ? textAt(record, "/userIdentity/accountId") : recipient;
}

bool isSamePlace(const json& a, const json& b, const Maker& maker) {
    const bool isGlobal = maker.source == "iam";
    return accountOf(a) == accountOf(b) && (isGlobal || textAt(a, "/awsRegion") == textAt(b, "/awsRegion"));
}

const json* enderOf(const std::vector<json>& events, std::size_t made, const Maker& maker, const std::string& thing) {
    for (std::size_t i = made + 1; i < events.size(); ++i) {
        const json& later = events[i];
        for (const auto& [call, pointer] : maker.enders) {
            if (!isOk(later) || textAt(later, "/eventName") != call || (!pointer.empty() && textAt(later, pointer) != thing) ||
                textAt(later, maker.enderOf) != textAt(events[made], maker.of) || !isSamePlace(events[made], later, maker))
                continue;
            if (call == "UpdateAccessKey" && textAt(later, "/requestParameters/status") != "Inactive")
                continue;
            return &later;
        }
    }
    return nullptr;
}

} // namespace

bool isInReference(const std::string& className) {
    return className == "user" || className == "role" || className == "access key" || className == "instance" ||
           className == "copy" || className == "share" || className == "rights";
}

std::multiset<std::string> referenceLedger(const std::vector<json>& events) {
    std::multiset<std::string> lines;
    std::set<std::string> open; // things that are there already: made twice, told once
    for (std::size_t i = 0; i < events.size(); ++i) {
        for (const Maker& maker : kMakers) {
            const json& event = events[i];
            const std::string thing = textAt(event, maker.thing);
            if (!isOk(event) || thing.empty() || textAt(event, "/eventName") != maker.call ||
                textAt(event, "/eventSource") != maker.source + ".amazonaws.com")
                continue;
            const json* end = enderOf(events, i, maker, thing);
            std::string line = maker.className + ' ' + thing;
            if (!maker.of.empty())
                line += " of " + textAt(event, maker.of);
            line += end == nullptr ? " there" : " gone " + textAt(*end, "/eventID");
            if (open.insert(accountOf(event) + textAt(event, "/awsRegion") + line).second)
                lines.insert(line);
        }
    }
    return lines;
}

} // namespace rastro::test
