// SPDX-License-Identifier: Apache-2.0
#include "support/story/story.h"
#include "support/trailgen/ids.h"

namespace rastro::story {

using trailgen::Random;

namespace {

constexpr std::string_view kMateoAgent =
    "aws-cli/2.24.6 md/awscrt#0.23.8 ua/2.1 os/macos#24.3.0 md/arch#arm64 "
    "lang/python#3.12.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe";
constexpr std::string_view kThiefAgent = "Boto3/1.34.11 md/Botocore#1.34.11 ua/2.0 os/linux#6.6.9-amd64 md/arch#x86_64 "
                                         "lang/python#3.11.8 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.11";
constexpr std::string_view kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0";
constexpr std::string_view kChrome = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like "
                                     "Gecko) Chrome/134.0.0.0 Safari/537.36";

std::string arn(std::string_view service, std::string_view account, std::string_view rest) {
    return "arn:aws:" + std::string(service) + "::" + std::string(account) + ":" + std::string(rest);
}

// A session of a permission set, as Identity Center makes them.
Actor centerUser(std::string_view account, std::string_view set, std::string_view hash, std::string_view user,
                 std::string_view address, Micros created) {
    const std::string role = "AWSReservedSSO_" + std::string(set) + "_" + std::string(hash);
    const std::string id = roleId(account, role);
    const std::string issuer = arn("iam", account, "role/aws-reserved/sso.amazonaws.com/eu-west-1/" + role);
    Random random(trailgen::textSeed(user));
    std::string created8601;
    trailgen::appendIsoTime(created8601, created);
    Actor actor;
    actor.name = user;
    actor.account = account;
    actor.address = address;
    actor.agent = kChrome;
    actor.identity = {
        {"type", "AssumedRole"},
        {"principalId", id + ":" + std::string(user)},
        {"arn", arn("sts", account, "assumed-role/" + role + "/" + std::string(user))},
        {"accountId", account},
        {"accessKeyId", keyOf(account, std::string(user) + created8601, "ASIA")},
        {"sessionContext",
         {{"sessionIssuer",
           {{"type", "Role"}, {"principalId", id}, {"arn", issuer}, {"accountId", account}, {"userName", role}}},
          {"attributes", {{"creationDate", created8601}, {"mfaAuthenticated", "false"}}}}},
        {"onBehalfOf",
         {{"userId", trailgen::guid(random)},
          {"identityStoreArn", arn("identitystore", kProduction, "identitystore/d-9367a1b2c3")}}},
        {"credentialId", trailgen::guid(random)}};
    return actor;
}

Actor rootUser(std::string_view account, std::string_view address) {
    Actor actor;
    actor.name = "root";
    actor.account = account;
    actor.address = address;
    actor.agent = kFirefox;
    actor.identity = {{"type", "Root"},
                      {"principalId", account},
                      {"arn", arn("iam", account, "root")},
                      {"accountId", account},
                      {"accessKeyId", ""}};
    return actor;
}

} // namespace

std::string keyOf(std::string_view account, std::string_view what, std::string_view prefix) {
    Random random(trailgen::textSeed(what, trailgen::textSeed(account)));
    return trailgen::uniqueId(prefix, account, random);
}

std::string roleId(std::string_view account, std::string_view role) {
    return keyOf(account, role, "AROA");
}

Json credentials(std::string_view key, Micros expires) {
    Random random(trailgen::textSeed(key));
    std::string token = "IQoJb3JpZ2luX2VjE";
    trailgen::appendBase64(token, random, 180);
    return {{"accessKeyId", key}, {"sessionToken", token + "="}, {"expiration", trailgen::humanTime(expires)}};
}

Actor userWithKey(std::string_view account, std::string_view user, std::string_view key) {
    Actor actor;
    actor.name = user;
    actor.account = account;
    actor.identity = {{"type", "IAMUser"},
                      {"principalId", keyOf(account, user, "AIDA")},
                      {"arn", arn("iam", account, "user/" + std::string(user))},
                      {"accountId", account},
                      {"accessKeyId", key},
                      {"userName", user}};
    return actor;
}

Actor serviceActor(std::string_view account, std::string_view service) {
    const std::string name = std::string(service) + ".amazonaws.com";
    Actor actor;
    actor.name = name;
    actor.account = account;
    actor.identity = {{"type", "AWSService"}, {"invokedBy", name}};
    actor.address = name;
    actor.agent = name;
    actor.isService = true;
    return actor;
}

Cast makeCast() {
    Cast cast;
    cast.mateoKey = keyOf(kProduction, "key of mateo", "AKIA");
    cast.mateo = userWithKey(kProduction, "mateo", cast.mateoKey);
    cast.mateo.address = "198.51.100.23";
    cast.mateo.agent = kMateoAgent;
    cast.thief = cast.mateo;
    cast.thief.name = "thief";
    cast.thief.address = "203.0.113.77";
    cast.thief.agent = kThiefAgent;
    cast.ana = userWithKey(kProduction, "ana", "");
    cast.ana.identity.erase("accessKeyId");
    cast.ana.address = "192.0.2.10";
    cast.ana.agent = kFirefox;
    cast.lucia =
        centerUser(kData, "DataAnalyst", "4c1d9e80b7a2f356", "lucia@meridian.example", "192.0.2.31", at(1, "08:31:12"));
    cast.joao = centerUser(kProduction, "PowerUser", "0b8e6f2d91c7a435", "joao@meridian.example", "192.0.2.17",
                           at(1, "09:02:44"));
    cast.monitor = userWithKey(kData, "monitor-agent", keyOf(kData, "key of monitor-agent", "AKIA"));
    cast.monitor.address = "198.51.100.140";
    cast.monitor.agent = "check_aws/3.2 aws-sdk-go/1.44.157 (go1.19.3; linux; amd64)";
    cast.root = rootUser(kProduction, "203.0.113.140");
    return cast;
}

} // namespace rastro::story
