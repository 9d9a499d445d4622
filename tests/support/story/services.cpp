// SPDX-License-Identifier: Apache-2.0
//
// What nobody does by hand: AWS services at their rounds, instances and functions with their roles.
#include "support/story/habits.h"

#include "support/trailgen/ids.h"

#include <array>

namespace rastro::story {

using trailgen::Random;

namespace {

constexpr Micros kMinute = 60 * kMicrosPerSecond;

struct Cell {
    std::string_view account;
    std::string_view region;
    std::string_view bucket; // where its trail writes to
};
constexpr std::array kCells = {
    Cell{kProduction, kVirginia, "meridian-trail-logs"}, Cell{kProduction, kIreland, "meridian-trail-logs"},
    Cell{kProduction, kSaoPaulo, "meridian-trail-logs"}, Cell{kData, kIreland, "meridian-data-trail-logs"},
    Cell{kData, kVirginia, "meridian-data-trail-logs"}};

// Calls the function about every `gap`, jittered, from the first to the last moment of the story.
template <typename Do> void every(Micros gap, std::string_view seed, Do&& act) {
    Random random(trailgen::textSeed(seed));
    for (Micros time = at(1, "00:03:00"); time < at(2, "23:25:00");) {
        act(time, random);
        time += gap + random.between(-gap / 6 / kMicrosPerSecond, gap / 6 / kMicrosPerSecond) * kMicrosPerSecond;
    }
}

std::string sharedId(Random& random) {
    return trailgen::guid(random);
}

// CloudTrail itself: it looks at the bucket and writes its files.
void addTrailDelivery(Story& story, const Cell& cell) {
    const Actor trail = serviceActor(cell.account, "cloudtrail");
    const std::string seed = std::string(cell.account) + std::string(cell.region);
    every(22 * kMinute, "put" + seed, [&](Micros time, Random& random) {
        Random name(random.next());
        story.call(trail, time, "s3", "PutObject").in(cell.region).data().shared(sharedId(random));
        story.last().request({{"bucketName", cell.bucket},
                              {"x-amz-acl", "bucket-owner-full-control"},
                              {"x-amz-server-side-encryption", "AES256"},
                              {"key", trailgen::logFilePath(cell.account, cell.region, time, name)}});
        story.last().response({{"x-amz-server-side-encryption", "AES256"}});
        story.last().extra({{"bytesTransferredIn", static_cast<double>(random.between(900, 9000))},
                            {"SSEApplied", "SSE_S3"},
                            {"bytesTransferredOut", 0.0}});
    });
    every(110 * kMinute, "acl" + seed, [&](Micros time, Random& random) {
        story.call(trail, time, "s3", "GetBucketAcl").in(cell.region).shared(sharedId(random));
        story.last().request({{"bucketName", cell.bucket}, {"acl", ""}});
    });
}

// AWS Config takes its role and looks around.
void addConfig(Story& story, const Cell& cell) {
    const Actor config = serviceActor(cell.account, "config");
    every(150 * kMinute, "config" + std::string(cell.account) + std::string(cell.region), [&](Micros time, Random&) {
        Actor recorder =
            story.assumeRole(config, time, cell.region, cell.account, "AWSServiceRoleForConfig", "AWSConfig-Describe");
        recorder.identity["invokedBy"] = "config.amazonaws.com";
        story.call(recorder, time + 2 * kMicrosPerSecond, "ec2", "DescribeSecurityGroups").in(cell.region);
        story.last().request(
            {{"maxResults", 1000}, {"securityGroupSet", Json::object()}, {"filterSet", Json::object()}});
        story.call(recorder, time + 3 * kMicrosPerSecond, "s3", "GetBucketPolicy").in(cell.region);
        story.last().request({{"bucketName", cell.bucket}, {"policy", ""}});
        story.call(recorder, time + 3 * kMicrosPerSecond, "iam", "GetAccountPasswordPolicy")
            .error("NoSuchEntityException",
                   "The Password Policy with domain name " + std::string(cell.account) + " cannot be found.");
    });
}

constexpr std::array kInstance = {
    Habit{
        "ssm", "UpdateInstanceInformation", 6,
        R"({"instanceId":"i-0f3a9c2e71b84d560","agentVersion":"3.3.1802.0","agentStatus":"Active","platformType":"Linux","platformName":"Amazon Linux","platformVersion":"2023","iPAddress":"10.20.4.17","computerName":"ip-10-20-4-17.ec2.internal","agentName":"amazon-ssm-agent"})"},
    Habit{"s3",
          "GetObject",
          6,
          R"({"bucketName":"meridian-app-config","key":"config/app-server.json"})",
          "null",
          {},
          {},
          true},
    Habit{"s3",
          "PutObject",
          5,
          R"({"bucketName":"meridian-app-logs","key":"web/2026/03/$U.log.gz"})",
          R"({"x-amz-server-side-encryption":"AES256"})",
          {},
          {},
          true},
    Habit{"logs", "CreateLogStream", 1, R"({"logGroupName":"/app/web","logStreamName":"i-0f3a9c2e71b84d560/$n"})"},
    Habit{"sqs", "GetQueueAttributes", 2,
          R"({"queueUrl":"https://sqs.$R.amazonaws.com/$A/orders","attributeNames":["ApproximateNumberOfMessages"]})"},
    Habit{"s3",
          "GetObject",
          1,
          R"({"bucketName":"meridian-app-config","key":"config/feature-flags-$n.json"})",
          "null",
          {},
          {},
          true,
          "NoSuchKey",
          "The specified key does not exist."},
};

// The application server of a region: EC2 renews its credential, it reads its secret and writes its logs.
void addInstance(Story& story, std::string_view region, std::string_view instance, std::string_view address,
                 int calls) {
    const Actor ec2 = serviceActor(kProduction, "ec2");
    for (int part = 0; part < 8; ++part) {
        const Micros time = at(1, "00:02:20") + part * 350 * kMinute;
        Actor server = story.assumeRole(ec2, time, region, kProduction, "AppServerRole", instance);
        server.address = address;
        server.agent = "aws-sdk-go/1.55.5 (go1.23.4; linux; amd64) amazon-ssm-agent/3.3.1802.0";
        server.identity["sessionContext"]["ec2RoleDelivery"] = "2.0";
        work(story, server, {region, time + kMinute, time + 345 * kMinute, calls}, kInstance);
        const std::string secret =
            "arn:aws:secretsmanager:" + std::string(region) + ":123456789012:secret:prod/orders-db-9fKqXw";
        story.call(server, time + 2 * kMinute, "secretsmanager", "GetSecretValue").in(region);
        story.last().request({{"secretId", secret}}).resource("AWS::SecretsManager::Secret", secret);
        server.identity["invokedBy"] = "secretsmanager.amazonaws.com";
        server.address = server.agent = "secretsmanager.amazonaws.com";
        story.call(server, time + 2 * kMinute, "kms", "Decrypt").in(region);
        story.last().request({{"encryptionContext",
                               {{"SecretARN", secret}, {"SecretVersionId", "1f0b7c52-7d64-4a4e-9b62-5a0c4e3f8d21"}}},
                              {"encryptionAlgorithm", "SYMMETRIC_DEFAULT"}});
        story.last().resource("AWS::KMS::Key", "arn:aws:kms:" + std::string(region) +
                                                   ":123456789012:key/7c1e2f90-38ab-4d5b-8f60-2b9d4c7e1a53");
    }
}

// Auto Scaling under its service-linked role.
void addAutoScaling(Story& story) {
    const Actor service = serviceActor(kProduction, "autoscaling");
    every(75 * kMinute, "autoscaling", [&](Micros time, Random&) {
        Actor scaler =
            story.assumeRole(service, time, kVirginia, kProduction, "AWSServiceRoleForAutoScaling", "AutoScaling");
        scaler.identity["invokedBy"] = "autoscaling.amazonaws.com";
        story.call(scaler, time + kMicrosPerSecond, "ec2", "DescribeInstances")
            .request({{"maxResults", 1000}, {"instancesSet", Json::object()}});
        story.call(scaler, time + kMicrosPerSecond, "elasticloadbalancing", "DescribeTargetHealth")
            .request({{"targetGroupArn",
                       "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/73e2d6bc24d8a067"}});
    });
}

// A function of the data account that writes the report of the night, and hourly figures.
void addReportFunction(Story& story) {
    const Actor lambda = serviceActor(kData, "lambda");
    every(120 * kMinute, "report", [&](Micros time, Random& random) {
        Actor report = story.assumeRole(lambda, time, kIreland, kData, "ReportFunctionRole", "hourly-report");
        report.address = "192.0.2.201";
        report.agent = "Boto3/1.36.3 md/Botocore#1.36.3 ua/2.0 os/linux#5.10.233 lang/python#3.13.2 "
                       "exec-env/AWS_Lambda_python3.13";
        report.identity["inScopeOf"] = {
            {"issuerType", "AWS::Lambda::Function"},
            {"credentialsIssuedTo", "arn:aws:lambda:eu-west-1:210987654321:function:hourly-report"}};
        for (int i = 0; i < 3; ++i) {
            story.call(report, time + (2 + i) * kMicrosPerSecond, "s3", "GetObject").in(kIreland).data();
            story.last().request({{"bucketName", "meridian-customer-exports"},
                                  {"key", "orders/hourly/part-0000" + std::to_string(i) + ".parquet"}});
            story.last().extra({{"bytesTransferredOut", static_cast<double>(random.between(40000, 90000))}});
        }
        story.call(report, time + 9 * kMicrosPerSecond, "s3", "PutObject").in(kIreland).data();
        story.last().request({{"bucketName", "meridian-reports"},
                              {"key", "hourly/" + std::to_string(random.between(1000, 9999)) + ".json"}});
        story.last().response({{"x-amz-server-side-encryption", "aws:kms"}});
        story.last().extra(
            {{"bytesTransferredIn", static_cast<double>(random.between(2000, 9000))}, {"SSEApplied", "SSE_KMS"}});
    });
}

// Events without a caller's type: a service did something on its own account.
void addServiceEvents(Story& story) {
    Actor rotation = serviceActor(kProduction, "secretsmanager");
    rotation.identity = {{"accountId", kProduction}, {"invokedBy", "secretsmanager.amazonaws.com"}};
    for (const std::string_view name : {"RotationStarted", "RotationSucceeded"}) {
        story.call(rotation, at(2, name == "RotationStarted" ? "04:00:03" : "04:00:41"), "secretsmanager", name);
        story.last()
            .type("AwsServiceEvent")
            .changes()
            .serviceDetails(
                {{"additionalEventData",
                  {{"SecretId", "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/orders-db-9fKqXw"}}}});
    }
    Actor kms = serviceActor(kData, "kms");
    kms.identity = {{"accountId", kData}, {"invokedBy", "kms.amazonaws.com"}};
    story.call(kms, at(1, "21:14:08"), "kms", "RotateKey").in(kIreland).type("AwsServiceEvent").changes();
    story.last().serviceDetails({{"keyId", "5e8f1b7a-64c9-4f03-9d2e-7a0b1c3d5e6f"}, {"rotationType", "AUTOMATIC"}});
}

} // namespace

void addServices(Story& story) {
    for (const Cell& cell : kCells) {
        addTrailDelivery(story, cell);
        addConfig(story, cell);
    }
    addInstance(story, kVirginia, "i-0f3a9c2e71b84d560", "198.51.100.201", 14);
    addInstance(story, kIreland, "i-07be41d9a3c2f8061", "198.51.100.214", 8);
    addAutoScaling(story);
    addReportFunction(story);
    addServiceEvents(story);
}

} // namespace rastro::story
