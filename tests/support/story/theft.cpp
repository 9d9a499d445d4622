// SPDX-License-Identifier: Apache-2.0
//
// What the thief did, in the order of events. The names given with key() appear in STORY.md.
#include "support/story/story.h"

#include "support/trailgen/ids.h"

#include <array>
#include <utility>

namespace rastro::story {

using trailgen::Random;

namespace {

constexpr Micros kSecond = kMicrosPerSecond;
constexpr std::string_view kNoTeam = "because no identity-based policy allows the sts:AssumeRole action";
constexpr std::string_view kOtherAddress = "203.0.113.140";
constexpr std::string_view kOtherAgent = "aws-cli/1.22.34 Python/3.10.12 Linux/6.5.0-kali3-amd64 botocore/1.23.34";

std::string trailArn(std::string_view region) {
    return "arn:aws:cloudtrail:" + std::string(region) + ":123456789012:trail/meridian-" + std::string(region);
}

void lookAtIam(Story& story, const Actor& thief) {
    story.call(thief, at(1, "14:12:07"), "sts", "GetCallerIdentity")
        .key("key-stolen", "First use of mateo's access key from an address and program that are not his");
    story.call(thief, at(1, "14:12:31"), "iam", "ListUsers").request({{"maxItems", 1000}});
    story.call(thief, at(1, "14:12:58"), "iam", "GetAccountAuthorizationDetails")
        .denied("*")
        .key("dump-denied", "Tries to dump all users, roles and policies: denied");
    story.call(thief, at(1, "14:13:20"), "iam", "ListAttachedUserPolicies").request({{"userName", "mateo"}});
    story.call(thief, at(1, "14:13:22"), "iam", "ListUserPolicies").request({{"userName", "mateo"}});
    story.call(thief, at(1, "14:13:24"), "iam", "GetUserPolicy")
        .request({{"userName", "mateo"}, {"policyName", "developer-access"}});
    story.call(thief, at(1, "14:13:27"), "iam", "ListGroupsForUser").request({{"userName", "mateo"}});
    story.call(thief, at(1, "14:14:02"), "iam", "ListRoles")
        .request({{"maxItems", 1000}})
        .denied("arn:aws:iam::123456789012:role/");
    story.call(thief, at(1, "14:14:40"), "iam", "GetAccountSummary").denied("*");
    story.call(thief, at(1, "14:14:44"), "iam", "ListAccountAliases").denied("*");
    for (const std::string_view role :
         {"Admin", "Administrator", "OrganizationAccountAccessRole", "DeployRole", "GitHubDeploy"}) {
        story.call(thief, at(1, "14:15:10") + static_cast<Micros>(role.size()) * kSecond, "iam", "GetRole")
            .request({{"roleName", role}});
        if (role == "DeployRole" || role == "GitHubDeploy")
            continue;
        story.last().error("NoSuchEntityException", "The role with name " + std::string(role) + " cannot be found.");
    }
    story.call(thief, at(1, "14:16:05"), "organizations", "DescribeOrganization").denied("*");
    story.call(thief, at(1, "14:16:11"), "account", "GetContactInformation").denied("*");
}

void lookAtBuckets(Story& story, const Actor& thief) {
    story.call(thief, at(1, "14:18:30"), "s3", "ListBuckets")
        .key("buckets-listed", "Lists the buckets of the production account");
    Micros time = at(1, "14:18:52");
    for (const std::string_view bucket :
         {"meridian-artifacts", "meridian-app-config", "meridian-app-logs", "meridian-terraform", "meridian-trail-logs",
          "meridian-static", "meridian-finance-archive"}) {
        for (const std::string_view call :
             {"GetBucketLocation", "GetBucketAcl", "GetBucketPolicy", "GetBucketPublicAccessBlock"}) {
            story.call(thief, time, "s3", call).request({{"bucketName", bucket}});
            if (bucket == "meridian-finance-archive")
                story.last().error("AccessDenied", "Access Denied");
            else if (call == "GetBucketPolicy" && bucket != "meridian-trail-logs")
                story.last().error("NoSuchBucketPolicy", "The bucket policy does not exist");
            time += kSecond;
        }
        time += 2 * kSecond;
    }
    for (const std::string_view key :
         {"terraform/state/network.tfstate", "terraform/state/edge.tfstate", "terraform/state/accounts.tfstate"}) {
        story.call(thief, time += 9 * kSecond, "s3", "GetObject")
            .data()
            .request({{"bucketName", "meridian-terraform"}, {"key", key}});
        story.last().extra({{"bytesTransferredOut", 48000.0 + static_cast<double>(key.size())}});
    }
    story.last().key("state-read", "Reads the Terraform state that names the role trusted by the data account");
}

void lookAtRegions(Story& story, const Actor& thief) {
    Micros time = at(1, "14:24:05");
    for (const std::string_view region : {kVirginia, kIreland, kSaoPaulo}) {
        for (const std::string_view call :
             {"DescribeInstances", "DescribeSnapshots", "DescribeVolumes", "DescribeSecurityGroups"})
            story.call(thief, time += 2 * kSecond, "ec2", call)
                .in(region)
                .request({{"maxResults", 1000}, {"filterSet", Json::object()}});
        story.call(thief, time += kSecond, "ec2", "DescribeInstanceAttribute")
            .in(region)
            .request({{"instanceId", "i-0f3a9c2e71b84d560"}, {"attribute", "userData"}});
        if (region != kVirginia)
            story.last().error("Client.InvalidInstanceID.NotFound",
                               "The instance ID 'i-0f3a9c2e71b84d560' does not exist");
        const std::string any = "arn:aws:secretsmanager:" + std::string(region) + ":123456789012:secret:*";
        story.call(thief, time += 2 * kSecond, "secretsmanager", "ListSecrets").in(region).denied(any);
        story.call(thief, time += kSecond, "lambda", "ListFunctions20150331").in(region).request({{"maxItems", 50}});
        story.call(thief, time += kSecond, "rds", "DescribeDBInstances").in(region);
        story.call(thief, time += kSecond, "cloudtrail", "DescribeTrails")
            .in(region)
            .request({{"trailNameList", Json::array()}});
        story.call(thief, time += kSecond, "guardduty", "ListDetectors").in(region);
        story.call(thief, time += kSecond, "ses", "GetSendQuota").in(region).denied("*");
        time += 20 * kSecond;
    }
}

// From mateo's key to DeployRole, and from there into the data account.
std::pair<Actor, Actor> climb(Story& story, const Actor& thief) {
    for (const std::string_view role : {"BreakGlassAdmin", "TerraformAdmin"}) {
        const std::string arn = "arn:aws:iam::123456789012:role/" + std::string(role);
        story.call(thief, at(1, "14:46:02") + static_cast<Micros>(role.size()) * kSecond, "sts", "AssumeRole");
        story.last().error(
            "AccessDenied",
            "User: arn:aws:iam::123456789012:user/mateo is not authorized to perform: sts:AssumeRole on resource: " +
                arn + " " + std::string(kNoTeam));
    }
    const Actor deploy = story.assumeRole(thief, at(1, "14:51:33"), kVirginia, kProduction, "DeployRole", "build-214");
    story.last().key("role-taken",
                     "Takes DeployRole under the session name build-214, the next free number of the pipeline");
    story.call(deploy, at(1, "14:51:52"), "sts", "GetCallerIdentity");
    story.call(deploy, at(1, "14:53:10"), "iam", "ListAttachedRolePolicies").request({{"roleName", "DeployRole"}});
    story.call(deploy, at(1, "14:53:14"), "iam", "GetPolicyVersion")
        .request({{"policyArn", "arn:aws:iam::123456789012:policy/DeployPolicy"}, {"versionId", "v7"}});
    story.call(deploy, at(1, "14:56:40"), "organizations", "ListAccounts").denied("*");
    const Actor sync = story.assumeRole(deploy, at(1, "15:02:11"), kIreland, kData, "DataSyncRole", "build-214");
    story.last().key(
        "account-crossed",
        "From DeployRole on to DataSyncRole in the data account; both accounts have a copy, with one sharedEventID");
    return {deploy, sync};
}

void readData(Story& story, const Actor& sync) {
    story.call(sync, at(1, "15:02:40"), "sts", "GetCallerIdentity").in(kIreland);
    story.call(sync, at(1, "15:03:05"), "s3", "ListBuckets").in(kIreland);
    for (int page = 0; page < 4; ++page) {
        story.call(sync, at(1, "15:06:10") + page * 3 * kSecond, "s3", "ListObjects").in(kIreland).data();
        story.last().request({{"list-type", "2"},
                              {"bucketName", "meridian-customer-exports"},
                              {"prefix", page == 0 ? "" : "customers/2026/"},
                              {"max-keys", "1000"}});
    }
    Random random(214);
    Micros time = at(1, "15:10:04");
    for (int i = 0; i < 168; ++i) {
        story.call(sync, time, "s3", "GetObject").in(kIreland).data();
        story.last().request({{"bucketName", "meridian-customer-exports"},
                              {"key", "customers/2026/0" + std::to_string(1 + i / 60) + "/part-" +
                                          std::to_string(10000 + i) + ".snappy.parquet"}});
        story.last().extra({{"bytesTransferredOut", static_cast<double>(random.between(31'000'000, 34'900'000))}});
        if (i == 0)
            story.last().key("taking-begins", "First of 168 customer files read from s3://meridian-customer-exports");
        if (i == 167)
            story.last().key("taking-ends", "Last of the 168 files");
        time += random.between(4, 11) * kSecond;
    }
    story.call(sync, at(1, "15:33:20"), "s3", "GetObject")
        .in(kIreland)
        .data()
        .request({{"bucketName", "meridian-payroll"}, {"key", "2026/02/run.csv"}});
    story.last().error("AccessDenied", "User: " + sync.identity["arn"].get<std::string>() +
                                           " is not authorized to perform: s3:GetObject on resource: "
                                           "\"arn:aws:s3:::meridian-payroll/2026/02/run.csv\" because no "
                                           "resource-based policy allows the s3:GetObject action");
}

void readSecret(Story& story, const Actor& sync) {
    const std::string secret = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:prod/warehouse/readonly-b7TzQe";
    story.call(sync, at(1, "15:35:48"), "secretsmanager", "ListSecrets").in(kIreland).request({{"maxResults", 100}});
    story.call(sync, at(1, "15:36:29"), "secretsmanager", "GetSecretValue")
        .in(kIreland)
        .request({{"secretId", secret}});
    story.last().resource("AWS::SecretsManager::Secret", secret);
    story.last().key("secret-read", "Reads the password of the data warehouse");
    Actor through = sync;
    through.identity["invokedBy"] = "secretsmanager.amazonaws.com";
    through.address = through.agent = "secretsmanager.amazonaws.com";
    story.call(through, at(1, "15:36:29"), "kms", "Decrypt").in(kIreland);
    story.last().request(
        {{"encryptionContext", {{"SecretARN", secret}, {"SecretVersionId", "8a5de1f0-2c6b-4b7e-9f11-3d0a9c8b7e65"}}},
         {"encryptionAlgorithm", "SYMMETRIC_DEFAULT"}});
    story.last().resource("AWS::KMS::Key",
                          "arn:aws:kms:eu-west-1:210987654321:key/5e8f1b7a-64c9-4f03-9d2e-7a0b1c3d5e6f");
    story.call(sync, at(1, "15:38:02"), "secretsmanager", "GetSecretValue")
        .in(kIreland)
        .request({{"secretId", "prod/payroll/admin"}});
    story.last().denied("arn:aws:secretsmanager:eu-west-1:210987654321:secret:prod/payroll/admin-Kc0dLm");
}

// A user of one's own, with a key that outlives the stolen one.
Actor settle(Story& story, const Actor& deploy) {
    const std::string arn = "arn:aws:iam::123456789012:user/svc-backup";
    const std::string userId = keyOf(kProduction, "svc-backup", "AIDA");
    const std::string key = keyOf(kProduction, "key of svc-backup", "AKIA");
    story.call(deploy, at(1, "15:44:12"), "iam", "CreateUser")
        .request({{"userName", "backup"}})
        .error("EntityAlreadyExistsException", "User with name backup already exists.");
    story.call(deploy, at(1, "15:44:40"), "iam", "CreateUser")
        .request({{"userName", "svc-backup"}, {"tags", Json::array({{{"key", "team"}, {"value", "platform"}}})}});
    story.last().response({{"user",
                            {{"path", "/"},
                             {"userName", "svc-backup"},
                             {"userId", userId},
                             {"arn", arn},
                             {"createDate", trailgen::humanTime(at(1, "15:44:40"))}}}});
    story.last().key("user-made", "Creates the user svc-backup");
    story.call(deploy, at(1, "15:44:58"), "iam", "AttachUserPolicy")
        .changes()
        .request({{"userName", "svc-backup"}, {"policyArn", "arn:aws:iam::aws:policy/AdministratorAccess"}});
    story.last().key("admin-given", "Attaches AdministratorAccess to svc-backup");
    story.call(deploy, at(1, "15:45:21"), "iam", "CreateAccessKey").request({{"userName", "svc-backup"}});
    story.last().response({{"accessKey",
                            {{"userName", "svc-backup"},
                             {"accessKeyId", key},
                             {"status", "Active"},
                             {"createDate", trailgen::humanTime(at(1, "15:45:21"))}}}});
    story.last().key("key-made", "Creates an access key for svc-backup: " + key);
    story.call(deploy, at(1, "15:46:30"), "iam", "PutRolePolicy")
        .request(
            {{"roleName", "AppServerRole"},
             {"policyName", "metrics"},
             {"policyDocument",
              R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","sts:AssumeRole"],"Resource":"*"}]})"}});
    story.last().key("role-widened", "Adds an inline policy to AppServerRole that allows all of S3 and AssumeRole");
    Actor backup = userWithKey(kProduction, "svc-backup", key);
    backup.address = kOtherAddress;
    backup.agent = kOtherAgent;
    return backup;
}

void blindTheLog(Story& story, const Actor& backup) {
    story.call(backup, at(1, "16:22:09"), "sts", "GetCallerIdentity")
        .key("new-key-used", "First use of the new key, from another address");
    story.call(backup, at(1, "16:22:35"), "iam", "GetAccountAuthorizationDetails").request({{"maxItems", 1000}});
    story.last().key("dump-done",
                     "The same dump of users, roles and policies that was denied before, now as administrator");
    for (const std::string_view region : {kVirginia, kIreland, kSaoPaulo}) {
        story.call(backup, at(1, "16:38:02"), "cloudtrail", "GetTrailStatus")
            .in(region)
            .request({{"name", trailArn(region)}});
        story.call(backup, at(1, "16:38:20"), "cloudtrail", "GetEventSelectors")
            .in(region)
            .request({{"trailName", trailArn(region)}});
    }
    story.call(backup, at(1, "16:39:44"), "cloudtrail", "DeleteTrail")
        .in(kIreland)
        .request({{"name", trailArn(kIreland)}});
    story.last().error("AccessDeniedException", "User: arn:aws:iam::123456789012:user/svc-backup is not authorized to "
                                                "perform: cloudtrail:DeleteTrail on resource: " +
                                                    trailArn(kIreland) +
                                                    " with an explicit deny in a service control policy");
    story.last().key("delete-denied", "Tries to delete the trail of eu-west-1: denied by a service control policy");
    story.call(backup, at(1, "16:41:05"), "cloudtrail", "StopLogging")
        .in(kIreland)
        .request({{"name", trailArn(kIreland)}})
        .changes();
    story.last().key("logging-stopped",
                     "Stops the trail of eu-west-1 in production; no file of that region until 18:43");
}

void shareSnapshot(Story& story, const Actor& backup) {
    const std::string snapshot = "snap-0c94e1b7f2a58d36e";
    const std::string arn = "arn:aws:ec2:us-east-1:123456789012:snapshot/" + snapshot;
    story.call(backup, at(1, "16:50:31"), "ec2", "DescribeVolumes")
        .request({{"volumeSet", Json::object()}, {"filterSet", Json::object()}});
    story.call(backup, at(1, "16:52:10"), "ec2", "CreateSnapshot")
        .request({{"volumeId", "vol-0a7d3c9be15f42861"}, {"description", "nightly"}});
    story.last().response({{"requestId", "0d3b9a52-6c1f-4f7e-8a90-1e2d3c4b5a69"},
                           {"snapshotId", snapshot},
                           {"volumeId", "vol-0a7d3c9be15f42861"},
                           {"status", "pending"},
                           {"startTime", at(1, "16:52:10") / 1000},
                           {"ownerId", kProduction},
                           {"volumeSize", "200"},
                           {"description", "nightly"},
                           {"encrypted", false}});
    story.last().key("snapshot-made", "Snapshot of the volume of the orders database");
    story.call(backup, at(1, "17:05:27"), "ec2", "ModifySnapshotAttribute").changes();
    story.last().request({{"snapshotId", snapshot},
                          {"attributeType", "CREATE_VOLUME_PERMISSION"},
                          {"createVolumePermission", {{"add", {{"items", Json::array({{{"userId", kForeign}}})}}}}}});
    story.last()
        .response({{"requestId", "5f7c1d80-2b3e-4a96-b0d4-9c8e7f6a5b41"}, {"_return", true}})
        .resource("AWS::EC2::Snapshot", arn);
    story.last().key("snapshot-shared", "Shares the snapshot with account 999988887777");
    Actor copier = backup;
    copier.name = "account 999988887777";
    copier.identity = {{"accountId", kForeign}, {"invokedBy", "ec2.amazonaws.com"}};
    copier.address = copier.agent = "ec2.amazonaws.com";
    story.call(copier, at(1, "17:19:40"), "ec2", "SharedSnapshotCopyInitiated")
        .type("AwsServiceEvent")
        .changes()
        .serviceDetails({{"snapshotId", snapshot}});
    story.last().key("snapshot-copied", "The foreign account starts to copy the snapshot");
    story.call(backup, at(1, "17:24:16"), "s3", "PutBucketLifecycle")
        .request({{"lifecycle", ""},
                  {"bucketName", "meridian-trail-logs"},
                  {"LifecycleConfiguration",
                   {{"xmlns", "http://s3.amazonaws.com/doc/2006-03-01/"},
                    {"Rule",
                     {{"Status", "Enabled"},
                      {"Filter", {{"Prefix", ""}}},
                      {"Expiration", {{"Days", 1}}},
                      {"ID", "cleanup"}}}}}})
        .changes();
    story.last().key("evidence-expires", "Lets the trail's bucket delete its files after one day");
}

// The night: more computers, and the root user.
void night(Story& story, const Cast& cast, const Actor& backup) {
    Micros time = at(2, "01:31:08");
    for (const std::string_view region : {kVirginia, kIreland, kSaoPaulo})
        for (const std::string_view type : {"g5.48xlarge", "p4d.24xlarge"}) {
            story.call(backup, time += 7 * kSecond, "ec2", "RunInstances").in(region);
            story.last().request(
                {{"instancesSet",
                  {{"items", Json::array({{{"imageId", "ami-0b7e3f1d9c2a54680"}, {"minCount", 4}, {"maxCount", 4}}})}}},
                 {"instanceType", type}});
            story.last().error("Client.VcpuLimitExceeded",
                               "You have requested more vCPU capacity than your current vCPU limit of 0 allows for the "
                               "instance bucket that the specified instance type belongs to.");
        }
    story.last().key("no-computers", "Last of six vain attempts to start GPU instances in three regions");
    for (const std::string_view clock : {"02:09:12", "02:10:01", "02:11:37"}) {
        story.call(cast.root, at(2, clock), "signin", "ConsoleLogin").type("AwsConsoleSignIn").changes();
        story.last().error({}, "Failed authentication").response({{"ConsoleLogin", "Failure"}});
        story.last().extra(
            {{"LoginTo", "https://console.aws.amazon.com/console/home"}, {"MobileVersion", "No"}, {"MFAUsed", "No"}});
    }
    story.call(cast.root, at(2, "02:14:37"), "signin", "ConsoleLogin")
        .type("AwsConsoleSignIn")
        .changes()
        .response({{"ConsoleLogin", "Success"}});
    story.last().extra(
        {{"LoginTo", "https://console.aws.amazon.com/console/home"}, {"MobileVersion", "No"}, {"MFAUsed", "No"}});
    story.last().key("root-login", "Root signs in to the console of production without MFA, after three failures");
    Actor session = cast.root;
    session.usesConsole = true;
    session.identity["accessKeyId"] = keyOf(kProduction, "root session", "ASIA");
    session.identity["sessionContext"] = {
        {"attributes", {{"creationDate", "2026-03-18T02:14:37Z"}, {"mfaAuthenticated", "false"}}}};
    story.call(session, at(2, "02:15:02"), "iam", "GetAccountSummary");
    story.call(session, at(2, "02:15:40"), "iam", "ListAccessKeys");
    story.call(session, at(2, "02:16:11"), "iam", "ListMFADevices");
    story.call(session, at(2, "02:19:50"), "organizations", "LeaveOrganization")
        .changes()
        .error("AccessDeniedException", "You don't have permissions to access this resource.");
    story.last().key("leave-denied", "Root tries to take the account out of the organisation: denied");
    story.call(session, at(2, "02:23:30"), "account", "EnableRegion").changes().request({{"RegionName", "af-south-1"}});
    story.last().key("region-enabled", "Root enables the region af-south-1, which nobody watches");
}

} // namespace

void addTheft(Story& story, const Cast& cast) {
    lookAtIam(story, cast.thief);
    lookAtBuckets(story, cast.thief);
    lookAtRegions(story, cast.thief);
    const auto [deploy, sync] = climb(story, cast.thief);
    readData(story, sync);
    readSecret(story, sync);
    const Actor backup = settle(story, deploy);
    blindTheLog(story, backup);
    shareSnapshot(story, backup);
    night(story, cast, backup);
}

} // namespace rastro::story
