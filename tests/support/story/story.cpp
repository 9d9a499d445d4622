// SPDX-License-Identifier: Apache-2.0
#include "support/story/story.h"

#include "support/trailgen/ids.h"

#include <algorithm>

namespace rastro::story {

using trailgen::Random;

namespace {

std::string roleArn(std::string_view account, std::string_view role) {
    return "arn:aws:iam::" + std::string(account) + ":role/" + std::string(role);
}

std::string isoTime(Micros time) {
    std::string text;
    trailgen::appendIsoTime(text, time);
    return text;
}

// How the owner of a role sees a caller of another account.
Actor asForeigner(const Actor& caller) {
    Actor actor = caller;
    actor.identity = {{"type", "AWSAccount"},
                      {"principalId", caller.identity.value("principalId", "")},
                      {"accountId", caller.account}};
    return actor;
}

bool isBlind(const Event& event) {
    return event.account() == kProduction && event.region() == kIreland && event.time() > at(1, "16:41:05") &&
           event.time() < at(1, "18:43:10");
}

} // namespace

Micros at(int day, std::string_view clock) {
    const std::string date = day == 1 ? "2026-03-17T" : "2026-03-18T";
    return parseTime(date + std::string(clock) + "Z").value_or(0);
}

Actor roleSession(const Actor& caller, std::string_view account, std::string_view role, std::string_view session,
                  std::string_view key, Micros created) {
    const std::string id = roleId(account, role);
    Actor actor = caller;
    actor.name = std::string(role) + "/" + std::string(session);
    actor.account = account;
    actor.usesConsole = false;
    actor.isService = false;
    actor.identity = {{"type", "AssumedRole"},
                      {"principalId", id + ":" + std::string(session)},
                      {"arn", "arn:aws:sts::" + std::string(account) + ":assumed-role/" + actor.name},
                      {"accountId", account},
                      {"accessKeyId", key},
                      {"sessionContext",
                       {{"sessionIssuer",
                         {{"type", "Role"},
                          {"principalId", id},
                          {"arn", roleArn(account, role)},
                          {"accountId", account},
                          {"userName", role}}},
                        {"attributes", {{"creationDate", isoTime(created)}, {"mfaAuthenticated", "false"}}}}}};
    return actor;
}

Event& Story::call(const Actor& actor, Micros time, std::string_view service, std::string_view name) {
    const std::uint64_t seed =
        trailgen::mixed(trailgen::textSeed(actor.name + actor.account, trailgen::textSeed(service)),
                        trailgen::textSeed(name) ^ static_cast<std::uint64_t>(time));
    m_events.emplace_back(actor, time, service, name, trailgen::mixed(seed, m_repeats[seed]++));
    return m_events.back();
}

Actor Story::assumeRole(const Actor& caller, Micros time, std::string_view region, std::string_view account,
                        std::string_view role, std::string_view session) {
    const std::string key = keyOf(account, std::string(role) + std::string(session) + isoTime(time), "ASIA");
    const Actor holder = roleSession(caller, account, role, session, key, time);
    const bool isChained = caller.identity.value("type", "") == "AssumedRole";
    const Json request = {{"roleArn", roleArn(account, role)}, {"roleSessionName", session}, {"durationSeconds", 3600}};
    Json response = {{"credentials", credentials(key, time + 3600 * kMicrosPerSecond)}};
    if (!caller.isService)
        response["assumedRoleUser"] = {{"assumedRoleId", holder.identity["principalId"]},
                                       {"arn", holder.identity["arn"]}};
    if (isChained)
        response["packedPolicySize"] = 0;
    Random random(trailgen::textSeed(key));
    const std::string shared = caller.account == account && !caller.isService ? std::string() : trailgen::guid(random);
    call(caller, time, "sts", "AssumeRole").in(region).request(request).response(response).shared(shared);
    last().resource("AWS::IAM::Role", roleArn(account, role));
    if (caller.account == account)
        return holder;
    call(asForeigner(caller), time, "sts", "AssumeRole").in(region).to(account).request(request).response(response);
    last().shared(shared).resource("AWS::IAM::Role", roleArn(account, role));
    return holder;
}

Actor Story::signIn(const Actor& user, Micros time) {
    call(user, time, "signin", "ConsoleLogin").type("AwsConsoleSignIn").changes();
    last().response({{"ConsoleLogin", "Success"}});
    last().extra({{"LoginTo", "https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true"},
                  {"MobileVersion", "No"},
                  {"MFAIdentifier", "arn:aws:iam::" + user.account + ":mfa/" + user.name},
                  {"MFAUsed", "Yes"}});
    Actor session = user;
    session.usesConsole = true;
    session.identity["accessKeyId"] = keyOf(user.account, user.name + isoTime(time), "ASIA");
    session.identity["sessionContext"] = {
        {"sessionIssuer", Json::object()},
        {"webIdFederationData", Json::object()},
        {"attributes", {{"creationDate", isoTime(time)}, {"mfaAuthenticated", "true"}}}};
    return session;
}

Story makeStory() {
    Story story;
    const Cast cast = makeCast();
    addNormalWork(story, cast);
    addServices(story);
    addTheft(story, cast);
    addResponse(story, cast);
    auto& events = story.events();
    events.erase(std::remove_if(events.begin(), events.end(), isBlind), events.end());
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.time() < b.time(); });
    return story;
}

} // namespace rastro::story
