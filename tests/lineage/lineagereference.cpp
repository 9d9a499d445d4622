// SPDX-License-Identifier: Apache-2.0
#include "lineage/lineagereference.h"

#include "base/timestamp.h"

#include <cstdlib>
#include <set>

namespace rastro::test {

using nlohmann::json;

namespace {

std::string textAt(const json& record, const std::string& pointer) {
    const json::json_pointer at(pointer);
    return record.contains(at) && record[at].is_string() ? record[at].get<std::string>() : std::string();
}

bool isOk(const json& record) {
    return textAt(record, "/errorCode").empty() && textAt(record, "/errorMessage").empty();
}

std::string issuedKey(const json& record) {
    for (const char* pointer : {"/responseElements/credentials/accessKeyId", "/responseElements/accessKey/accessKeyId",
                                "/responseElements/roleCredentials/accessKeyId"}) {
        if (const std::string key = textAt(record, pointer); !key.empty())
            return key;
    }
    return {};
}

bool isWhenMade(const json& call, const json& session) {
    constexpr Micros kSkew = 5 * kMicrosPerSecond;
    const auto created = parseTime(textAt(session, "/userIdentity/sessionContext/attributes/creationDate"));
    const auto called = parseTime(textAt(call, "/eventTime"));
    return created && called && std::llabs(*created - *called) <= kSkew;
}

// Whether the call, whose answer names no key, took the role in which `session` is, under its name, when it was made.
bool tookRoleOf(const json& call, const json& session) {
    const std::string role = textAt(session, "/userIdentity/sessionContext/sessionIssuer/arn");
    const std::string principal = textAt(session, "/userIdentity/principalId");
    return isOk(call) && !role.empty() && textAt(call, "/eventName").starts_with("AssumeRole") && issuedKey(call).empty() &&
           textAt(call, "/requestParameters/roleArn") == role &&
           principal.ends_with(':' + textAt(call, "/requestParameters/roleSessionName")) && isWhenMade(call, session);
}

bool signedIn(const json& call, const json& session) {
    return textAt(call, "/eventName") == "ConsoleLogin" && textAt(call, "/responseElements/ConsoleLogin") == "Success" &&
           textAt(call, "/userIdentity/principalId") == textAt(session, "/userIdentity/principalId") && isWhenMade(call, session);
}

} // namespace

std::map<std::string, ReferenceSession> referenceLineage(const std::vector<json>& events) {
    std::map<std::string, const json*> issuers; // by key
    std::map<std::string, const json*> firsts;  // by key, the first event made with it
    for (const json& event : events) {
        const std::string issued = issuedKey(event);
        if (!issued.empty() && isOk(event))
            issuers.emplace(issued, &event);
        const std::string used = textAt(event, "/userIdentity/accessKeyId");
        if (!used.empty())
            firsts.emplace(used, &event);
    }
    for (const auto& [key, first] : firsts) {
        for (std::size_t i = 0; i < events.size() && !issuers.contains(key); ++i) {
            if (tookRoleOf(events[i], *first) || signedIn(events[i], *first))
                issuers.emplace(key, &events[i]);
        }
    }
    std::map<std::string, ReferenceSession> sessions;
    for (const auto& [key, first] : firsts) {
        ReferenceSession& session = sessions[key];
        std::set<std::string> seen;
        for (std::string at = key; !at.empty() && seen.insert(at).second;) {
            session.chain.insert(session.chain.begin(), at);
            const auto issuer = issuers.find(at);
            if (issuer == issuers.end())
                break;
            if (at == key)
                session.issuedBy = textAt(*issuer->second, "/eventID");
            at = textAt(*issuer->second, "/userIdentity/accessKeyId");
        }
    }
    return sessions;
}

} // namespace rastro::test
