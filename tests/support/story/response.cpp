// SPDX-License-Identifier: Apache-2.0
//
// How Meridian noticed and what it did: ana puts logging back on the first evening, takes the keys away on day 2.
#include "support/story/story.h"

#include "support/trailgen/ids.h"

#include <array>

namespace rastro::story {

namespace {

constexpr Micros kSecond = kMicrosPerSecond;

void putLoggingBack(Story& story, const Cast& cast) {
    const Actor ana = story.signIn(cast.ana, at(1, "18:40:26"));
    const std::string trail = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/meridian-eu-west-1";
    story.call(ana, at(1, "18:41:50"), "cloudtrail", "DescribeTrails").request({{"includeShadowTrails", true}});
    story.call(ana, at(1, "18:43:10"), "cloudtrail", "StartLogging").in(kIreland).changes().request({{"name", trail}});
    story.last().key("logging-back", "ana starts the trail of eu-west-1 again");
    story.call(ana, at(1, "18:43:31"), "cloudtrail", "GetTrailStatus").in(kIreland).request({{"name", trail}});
    for (int page = 0; page < 6; ++page)
        story.call(ana, at(1, "18:46:05") + page * 14 * kSecond, "cloudtrail", "LookupEvents")
            .in(kIreland)
            .request({{"maxResults", 50},
                      {"lookupAttributes",
                       Json::array({{{"attributeKey", "EventName"}, {"attributeValue", "StopLogging"}}})}});
}

void investigate(Story& story, const Actor& ana) {
    Micros time = at(2, "09:12:40");
    for (const std::string_view user : {"svc-backup", "mateo"})
        for (int page = 0; page < 9; ++page)
            story.call(ana, time += 11 * kSecond, "cloudtrail", "LookupEvents")
                .request(
                    {{"maxResults", 50},
                     {"lookupAttributes", Json::array({{{"attributeKey", "Username"}, {"attributeValue", user}}})}});
    for (const std::string_view user : {"svc-backup", "mateo", "ana"}) {
        story.call(ana, time += 20 * kSecond, "iam", "ListAccessKeys").request({{"userName", user}});
        story.call(ana, time += 3 * kSecond, "iam", "ListAttachedUserPolicies").request({{"userName", user}});
        story.call(ana, time += 3 * kSecond, "iam", "GetUser").request({{"userName", user}});
    }
    story.call(ana, time += 8 * kSecond, "iam", "GetAccessKeyLastUsed")
        .request({{"accessKeyId", keyOf(kProduction, "key of svc-backup", "AKIA")}});
    story.call(ana, time += 8 * kSecond, "ec2", "DescribeSnapshotAttribute")
        .request({{"snapshotId", "snap-0c94e1b7f2a58d36e"}, {"attributeType", "CREATE_VOLUME_PERMISSION"}});
}

void closeTheUser(Story& story, const Actor& ana, const Cast& cast) {
    const std::string backupKey = keyOf(kProduction, "key of svc-backup", "AKIA");
    story.call(ana, at(2, "09:37:17"), "iam", "UpdateAccessKey")
        .changes()
        .request({{"userName", "mateo"}, {"accessKeyId", cast.mateoKey}, {"status", "Inactive"}});
    story.last().key("key-off", "ana switches mateo's leaked key off");
    story.call(ana, at(2, "09:38:02"), "iam", "UpdateAccessKey")
        .changes()
        .request({{"userName", "svc-backup"}, {"accessKeyId", backupKey}, {"status", "Inactive"}});
    story.call(ana, at(2, "09:38:40"), "iam", "DeleteUser")
        .changes()
        .request({{"userName", "svc-backup"}})
        .error("DeleteConflictException", "Cannot delete entity, must detach all policies first.");
    story.call(ana, at(2, "09:39:05"), "iam", "DetachUserPolicy")
        .changes()
        .request({{"userName", "svc-backup"}, {"policyArn", "arn:aws:iam::aws:policy/AdministratorAccess"}});
    story.call(ana, at(2, "09:39:24"), "iam", "DeleteAccessKey")
        .changes()
        .request({{"userName", "svc-backup"}, {"accessKeyId", backupKey}});
    story.call(ana, at(2, "09:39:41"), "iam", "DeleteUser").changes().request({{"userName", "svc-backup"}});
    story.last().key("user-deleted", "ana deletes svc-backup");
}

void closeTheDoors(Story& story, const Actor& ana) {
    const std::string olderSessions =
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-03-18T09:44:00Z"}}}]})";
    story.call(ana, at(2, "09:44:02"), "iam", "PutRolePolicy")
        .changes()
        .request(
            {{"roleName", "DeployRole"}, {"policyName", "AWSRevokeOlderSessions"}, {"policyDocument", olderSessions}});
    story.last().key("sessions-revoked", "ana revokes the older sessions of DeployRole");
    story.call(ana, at(2, "09:47:30"), "iam", "UpdateAssumeRolePolicy")
        .changes()
        .request(
            {{"roleName", "DeployRole"},
             {"policyDocument",
              R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/GitHubDeploy"},"Action":"sts:AssumeRole"}]})"}});
    story.call(ana, at(2, "09:49:11"), "iam", "DeleteRolePolicy")
        .changes()
        .request({{"roleName", "AppServerRole"}, {"policyName", "metrics"}});
    story.call(ana, at(2, "09:52:20"), "s3", "DeleteBucketLifecycle")
        .changes()
        .request({{"bucketName", "meridian-trail-logs"}, {"lifecycle", ""}});
    story.call(ana, at(2, "09:55:06"), "ec2", "ModifySnapshotAttribute").changes();
    story.last().request(
        {{"snapshotId", "snap-0c94e1b7f2a58d36e"},
         {"attributeType", "CREATE_VOLUME_PERMISSION"},
         {"createVolumePermission", {{"remove", {{"items", Json::array({{{"userId", kForeign}}})}}}}}});
    story.last().response({{"requestId", "a1c4e7f0-3b6d-4952-8e0f-7d5c3b1a9f28"}, {"_return", true}});
    story.last().key("sharing-ended", "ana ends the sharing of the snapshot; the copy is out");
    story.call(ana, at(2, "09:58:43"), "iam", "ListRoles").request({{"maxItems", 1000}});
    story.call(ana, at(2, "10:02:10"), "account", "DisableRegion").changes().request({{"RegionName", "af-south-1"}});
}

// mateo gets a new key and goes on working.
void newKey(Story& story, const Actor& ana, const Cast& cast) {
    const std::string key = keyOf(kProduction, "second key of mateo", "AKIA");
    story.call(ana, at(2, "10:14:30"), "iam", "CreateAccessKey").changes().request({{"userName", "mateo"}});
    story.last().response({{"accessKey",
                            {{"userName", "mateo"},
                             {"accessKeyId", key},
                             {"status", "Active"},
                             {"createDate", trailgen::humanTime(at(2, "10:14:30"))}}}});
    story.last().key("new-key", "mateo gets a new key: " + key);
    Actor mateo = cast.mateo;
    mateo.identity["accessKeyId"] = key;
    Micros time = at(2, "10:21:03");
    constexpr std::array<std::string_view, 4> calls = {"DescribeInstances", "DescribeVolumes", "DescribeSecurityGroups",
                                                       "DescribeSubnets"};
    story.call(mateo, time, "sts", "GetCallerIdentity");
    for (int i = 0; i < 36; ++i)
        story.call(mateo, time += (60 + 37 * (i % 11)) * kSecond, "ec2", calls[static_cast<std::size_t>(i * 7 % 4)])
            .request({{"maxResults", 100}, {"filterSet", Json::object()}});
}

} // namespace

void addResponse(Story& story, const Cast& cast) {
    putLoggingBack(story, cast);
    const Actor ana = story.signIn(cast.ana, at(2, "09:08:15"));
    investigate(story, ana);
    closeTheUser(story, ana, cast);
    closeTheDoors(story, ana);
    newKey(story, ana, cast);
}

} // namespace rastro::story
