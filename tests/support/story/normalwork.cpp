// SPDX-License-Identifier: Apache-2.0
//
// The people of Meridian at their usual work, and the pipeline that deploys it.
#include "support/story/habits.h"

#include "support/trailgen/ids.h"

#include <array>

namespace rastro::story {

namespace {

constexpr std::string_view kWebFunction = "arn:aws:lambda:$R:$A:function:checkout-api";

constexpr std::array kDeveloper = {
    Habit{"sts", "GetCallerIdentity", 2},
    Habit{
        "ec2", "DescribeInstances", 6,
        R"({"maxResults":100,"instancesSet":{},"filterSet":{"items":[{"name":"tag:service","valueSet":{"items":[{"value":"checkout"}]}}]}})"},
    Habit{"logs", "FilterLogEvents", 8,
          R"({"logGroupName":"/aws/lambda/checkout-api","startTime":17737$n,"filterPattern":"ERROR"})"},
    Habit{"logs", "DescribeLogStreams", 4,
          R"({"logGroupName":"/aws/lambda/checkout-api","orderBy":"LastEventTime","descending":true,"limit":20})"},
    Habit{"lambda", "GetFunction20150331v2", 4, R"({"functionName":"checkout-api"})"},
    Habit{
        "lambda", "UpdateFunctionCode20150331v2", 1,
        R"({"functionName":"checkout-api-staging","dryRun":false,"publish":false})",
        R"({"functionName":"checkout-api-staging","functionArn":"arn:aws:lambda:$R:$A:function:checkout-api-staging","runtime":"nodejs22.x","codeSize":48$n12,"state":"Active","lastUpdateStatus":"InProgress","revisionId":"$U"})"},
    Habit{"s3", "GetObject", 6, R"({"bucketName":"meridian-artifacts","key":"$o"})", "null", {}, {}, true},
    Habit{"s3",
          "PutObject",
          3,
          R"({"bucketName":"meridian-artifacts","key":"dev/mateo/build-$n.zip"})",
          R"({"x-amz-server-side-encryption":"AES256"})",
          {},
          {},
          true},
    Habit{"s3",
          "GetObject",
          1,
          R"({"bucketName":"meridian-artifacts","key":"dev/mateo/build-$n.zip"})",
          "null",
          {},
          {},
          true,
          "NoSuchKey",
          "The specified key does not exist."},
    Habit{"cloudformation", "DescribeStacks", 3, R"({"stackName":"checkout-staging"})"},
    Habit{"ecr", "GetAuthorizationToken", 1},
    Habit{"dynamodb", "DescribeTable", 2, R"({"tableName":"carts-staging"})", "null", "AWS::DynamoDB::Table",
          "arn:aws:dynamodb:$R:$A:table/carts-staging"},
    Habit{"iam", "GetUser", 1},
    Habit{"iam", "ListRoles", 1, "null", "null", {}, "arn:aws:iam::$A:role/", false, "AccessDenied", "denied"},
};

constexpr std::array kPlatform = {
    Habit{"ec2", "DescribeVpcs", 5, R"({"vpcSet":{},"filterSet":{}})"},
    Habit{"ec2", "DescribeSubnets", 4, R"({"subnetSet":{},"filterSet":{}})"},
    Habit{"ec2", "DescribeSecurityGroups", 5, R"({"securityGroupSet":{},"securityGroupIdSet":{},"filterSet":{}})"},
    Habit{"ec2", "DescribeInstances", 5, R"({"maxResults":100,"instancesSet":{},"filterSet":{}})"},
    Habit{"ec2", "DescribeVolumes", 3, R"({"volumeSet":{},"filterSet":{}})"},
    Habit{
        "ec2", "CreateTags", 2,
        R"({"resourcesSet":{"items":[{"resourceId":"i-0$x"}]},"tagSet":{"items":[{"key":"owner","value":"platform"}]}})",
        R"({"requestId":"$U","_return":true})"},
    Habit{
        "ec2", "AuthorizeSecurityGroupIngress", 1,
        R"({"groupId":"sg-0b1946f27d8ce35a0","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443,"groups":{},"ipRanges":{"items":[{"cidrIp":"192.0.2.0/24","description":"office"}]},"ipv6Ranges":{},"prefixListIds":{}}]}})",
        R"({"requestId":"$U","_return":true,"securityGroupRuleSet":{"items":[{"groupOwnerId":"$A","groupId":"sg-0b1946f27d8ce35a0","securityGroupRuleId":"sgr-0$x","isEgress":false,"ipProtocol":"tcp","fromPort":443,"toPort":443,"cidrIpv4":"192.0.2.0/24"}]}})"},
    Habit{"ec2",
          "DescribeInstanceStatus",
          1,
          R"({"instancesSet":{"items":[{"instanceId":"i-0$x"}]},"filterSet":{}})",
          "null",
          {},
          {},
          false,
          "Client.InvalidInstanceID.NotFound",
          "The instance ID 'i-0$x' does not exist"},
    Habit{"rds", "DescribeDBInstances", 3, R"({"dBInstanceIdentifier":"orders-primary"})"},
    Habit{"autoscaling", "DescribeAutoScalingGroups", 3, R"({"maxRecords":50})"},
    Habit{"elasticloadbalancing", "DescribeTargetHealth", 3,
          R"({"targetGroupArn":"arn:aws:elasticloadbalancing:$R:$A:targetgroup/web/73e2d6bc24d8a067"})"},
    Habit{"cloudwatch", "DescribeAlarms", 3, R"({"maxRecords":100,"stateValue":"ALARM"})"},
    Habit{"iam", "GetRole", 2, R"({"roleName":"AppServerRole"})"},
    Habit{"iam",
          "GetRole",
          1,
          R"({"roleName":"AppServerRole-old"})",
          "null",
          {},
          {},
          false,
          "NoSuchEntityException",
          "The role with name AppServerRole-old cannot be found."},
    Habit{"route53", "ListHostedZones", 1},
    Habit{"s3",
          "GetObject",
          3,
          R"({"bucketName":"meridian-terraform","key":"terraform/state/network.tfstate"})",
          "null",
          {},
          {},
          true},
    Habit{"s3", "GetBucketVersioning", 1, R"({"bucketName":"meridian-terraform","versioning":""})"},
    Habit{"ssm", "DescribeInstanceInformation", 2, R"({"maxResults":50})"},
    Habit{"ecs", "DescribeServices", 2, R"({"cluster":"web","services":["checkout"]})"},
};

constexpr std::array kAnalyst = {
    Habit{
        "athena", "StartQueryExecution", 6,
        R"({"queryString":"SELECT order_date, sum(total) FROM orders GROUP BY order_date LIMIT $n","clientRequestToken":"$U","queryExecutionContext":{"database":"sales"},"workGroup":"analysts"})",
        R"({"queryExecutionId":"$U"})"},
    Habit{"athena", "GetQueryExecution", 8, R"({"queryExecutionId":"$U"})"},
    Habit{"athena", "GetQueryResults", 6, R"({"queryExecutionId":"$U","maxResults":1000})"},
    Habit{"glue", "GetTable", 5, R"({"databaseName":"sales","name":"orders"})"},
    Habit{"glue", "GetDatabases", 2, R"({"maxResults":100})"},
    Habit{"glue", "GetPartitions", 4, R"({"databaseName":"sales","tableName":"orders"})"},
    Habit{"s3",
          "GetObject",
          8,
          R"({"bucketName":"meridian-athena-results","key":"analysts/$U.csv"})",
          "null",
          {},
          {},
          true},
    Habit{"s3",
          "ListObjects",
          3,
          R"({"list-type":"2","bucketName":"meridian-athena-results","prefix":"analysts/","delimiter":"/"})",
          "null",
          {},
          {},
          true},
    Habit{"s3",
          "ListObjects",
          1,
          R"({"list-type":"2","bucketName":"meridian-payroll","prefix":""})",
          "null",
          {},
          {},
          true,
          "AccessDenied",
          "User: lucia@meridian.example is not authorized to perform: s3:ListBucket on resource: "
          "\"arn:aws:s3:::meridian-payroll\" because no identity-based policy allows the s3:ListBucket action"},
    Habit{"quicksight", "DescribeDashboard", 1, R"({"awsAccountId":"$A","dashboardId":"sales-weekly"})"},
};

constexpr std::array kDeployment = {
    Habit{"s3",
          "PutObject",
          3,
          R"({"bucketName":"meridian-artifacts","key":"releases/web-$n.tar.gz"})",
          R"({"x-amz-server-side-encryption":"AES256"})",
          {},
          {},
          true},
    Habit{"s3", "GetObject", 3, R"({"bucketName":"meridian-artifacts","key":"$o"})", "null", {}, {}, true},
    Habit{
        "lambda", "UpdateFunctionCode20150331v2", 2,
        R"({"functionName":"checkout-api","s3Bucket":"meridian-artifacts","s3Key":"releases/api-$n.zip","dryRun":false,"publish":true})",
        R"({"functionName":"checkout-api","functionArn":"arn:aws:lambda:$R:$A:function:checkout-api","runtime":"nodejs22.x","version":"$n","revisionId":"$U"})",
        "AWS::Lambda::Function", kWebFunction},
    Habit{"lambda", "GetFunctionConfiguration20150331v2", 3, R"({"functionName":"checkout-api"})"},
    Habit{
        "ecs", "RegisterTaskDefinition", 1,
        R"({"family":"checkout","taskRoleArn":"arn:aws:iam::$A:role/CheckoutTaskRole","networkMode":"awsvpc","cpu":"512","memory":"1024","containerDefinitions":[{"name":"web","image":"$A.dkr.ecr.$R.amazonaws.com/checkout:$n","essential":true}]})",
        R"({"taskDefinition":{"taskDefinitionArn":"arn:aws:ecs:$R:$A:task-definition/checkout:$n","family":"checkout","status":"ACTIVE"}})"},
    Habit{"ecs", "UpdateService", 1, R"({"cluster":"web","service":"checkout","taskDefinition":"checkout:$n"})"},
    Habit{"ecs", "DescribeServices", 3, R"({"cluster":"web","services":["checkout"]})"},
    Habit{"cloudformation", "DescribeStackEvents", 3, R"({"stackName":"checkout-production"})"},
    Habit{
        "cloudformation", "UpdateStack", 1,
        R"({"stackName":"checkout-production","capabilities":["CAPABILITY_IAM"],"usePreviousTemplate":true})",
        R"({"stackId":"arn:aws:cloudformation:$R:$A:stack/checkout-production/0f6e1c10-5a2b-11ef-9c3f-0a1b2c3d4e5f"})"},
    Habit{
        "cloudfront", "CreateInvalidation", 1,
        R"({"distributionId":"E2QWRUHEXAMPLE","invalidationBatch":{"paths":{"quantity":1,"items":["/*"]},"callerReference":"build-$n"}})"},
};

constexpr std::array kSecurity = {
    Habit{"guardduty", "ListFindings", 4, R"({"detectorId":"12abc34d567e8fa901bc2d34e56789f0","maxResults":50})"},
    Habit{"guardduty", "GetFindings", 3, R"({"detectorId":"12abc34d567e8fa901bc2d34e56789f0","findingIds":["$U"]})"},
    Habit{"securityhub", "GetFindings", 3, R"({"MaxResults":100})"},
    Habit{"iam", "GenerateCredentialReport", 1, "null",
          R"({"state":"STARTED","description":"No report exists. Starting a new report generation task"})"},
    Habit{"iam", "GetCredentialReport", 2},
    Habit{"iam", "ListUsers", 2},
    Habit{"iam", "GetAccountSummary", 2},
    Habit{"access-analyzer", "ListFindings", 2,
          R"({"analyzerArn":"arn:aws:access-analyzer:$R:$A:analyzer/organization","maxResults":20})"},
    Habit{"health", "DescribeEventAggregates", 2,
          R"({"filter":{"eventStatusCodes":["open","upcoming"]},"aggregateField":"eventTypeCategory"})"},
    Habit{"config", "DescribeComplianceByConfigRule", 2},
};

constexpr std::array kMonitor = {
    Habit{"ec2", "DescribeInstances", 5, R"({"maxResults":500,"instancesSet":{},"filterSet":{}})"},
    Habit{"cloudwatch", "DescribeAlarms", 5, R"({"maxRecords":100})"},
    Habit{"ec2",
          "DescribeVolumes",
          1,
          R"({"volumeSet":{},"filterSet":{}})",
          "null",
          {},
          "arn:aws:ec2:$R:$A:volume/*",
          false,
          "Client.UnauthorizedOperation",
          "denied"},
    Habit{"cloudwatch",
          "GetMetricData",
          1,
          R"({"maxDatapoints":500})",
          "null",
          {},
          {},
          false,
          "ThrottlingException",
          "Rate exceeded"},
};

// Identity Center's word for handing a person the credential of a role.
void giveRole(Story& story, const Actor& person, Micros time) {
    Actor center = person;
    center.identity = {{"type", "IdentityCenterUser"},
                       {"accountId", kProduction},
                       {"onBehalfOf", person.identity["onBehalfOf"]},
                       {"credentialId", person.identity["credentialId"]}};
    center.account = kProduction;
    const std::string role = person.identity["sessionContext"]["sessionIssuer"]["userName"];
    const std::string set = role.substr(15, role.rfind('_') - 15);
    story.call(center, time, "sso", "GetRoleCredentials").in(kIreland).type("AwsServiceEvent").changes();
    story.last().serviceDetails({{"role_name", set}, {"account_id", person.account}});
}

Actor renewed(const Actor& person, Micros time) {
    Actor actor = person;
    std::string text;
    trailgen::appendIsoTime(text, time);
    actor.identity["accessKeyId"] = keyOf(person.account, person.name + text, "ASIA");
    actor.identity["sessionContext"]["attributes"]["creationDate"] = text;
    return actor;
}

void addPeople(Story& story, const Cast& cast) {
    for (const Shift& shift : {Shift{kVirginia, at(1, "08:05:31"), at(1, "12:05:00"), 30},
                               Shift{kIreland, at(1, "09:20:00"), at(1, "12:01:00"), 18},
                               Shift{kVirginia, at(1, "13:11:00"), at(1, "18:02:00"), 46},
                               Shift{kIreland, at(1, "13:30:00"), at(1, "17:50:00"), 26},
                               Shift{kVirginia, at(2, "08:12:00"), at(2, "09:36:00"), 16}})
        work(story, cast.mateo, shift, kDeveloper);
    giveRole(story, cast.joao, at(1, "09:02:44"));
    for (const Shift& shift : {Shift{kVirginia, at(1, "09:03:30"), at(1, "16:50:00"), 60},
                               Shift{kIreland, at(1, "10:00:00"), at(1, "16:30:00"), 28},
                               Shift{kSaoPaulo, at(1, "14:00:00"), at(1, "15:40:00"), 30}})
        work(story, cast.joao, shift, kPlatform);
    giveRole(story, cast.joao, at(2, "09:05:20"));
    const Actor joaoAgain = renewed(cast.joao, at(2, "09:05:20"));
    work(story, joaoAgain, {kVirginia, at(2, "09:06:00"), at(2, "17:20:00"), 50}, kPlatform);
    work(story, joaoAgain, {kSaoPaulo, at(2, "10:06:00"), at(2, "11:20:00"), 24}, kPlatform);
    giveRole(story, cast.lucia, at(1, "08:31:12"));
    work(story, cast.lucia, {kIreland, at(1, "08:32:00"), at(1, "16:58:00"), 120}, kAnalyst);
    giveRole(story, cast.lucia, at(2, "08:40:03"));
    work(story, renewed(cast.lucia, at(2, "08:40:03")), {kIreland, at(2, "08:41:00"), at(2, "17:10:00"), 110},
         kAnalyst);
    const Actor ana = story.signIn(cast.ana, at(1, "08:50:19"));
    work(story, ana, {kVirginia, at(1, "08:51:00"), at(1, "11:30:00"), 44}, kSecurity);
}

void addMonitor(Story& story, const Cast& cast) {
    constexpr std::array regions = {kVirginia, kIreland, kSaoPaulo};
    for (const std::string_view region : regions)
        for (const int day : {1, 2})
            work(story, cast.monitor, {region, at(day, "00:04:00"), at(day, "23:30:00"), region == kIreland ? 44 : 28},
                 kMonitor);
}

constexpr std::string_view kProvider = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

// The machine that runs a workflow of the code host, known by the host's token.
Actor makeRunner(int number) {
    const std::string subject = "repo:meridian-example/checkout:ref:refs/heads/main";
    Actor runner;
    runner.name = "workflow " + std::to_string(number);
    runner.account = kProduction;
    runner.address = "198.51.100." + std::to_string(60 + number % 17);
    runner.agent = "configure-aws-credentials-for-github-actions aws-sdk-js/3.758.0 ua/2.1 os/linux#6.8.0-1021-azure "
                   "lang/js md/nodejs#20.18.3 api/sts#3.758.0 m/N,E,e";
    runner.identity = {{"type", "WebIdentityUser"},
                       {"principalId", std::string(kProvider) + ":sts.amazonaws.com:" + subject},
                       {"userName", subject},
                       {"identityProvider", kProvider}};
    return runner;
}

// Trades the runner's token for a session of GitHubDeploy.
Actor tradeToken(Story& story, const Actor& runner, Micros time, std::string_view region) {
    const std::string key = keyOf(kProduction, runner.name + "GitHubDeploy", "ASIA");
    Actor holder = roleSession(runner, kProduction, "GitHubDeploy", "GitHubActions", key, time);
    holder.identity["sessionContext"]["webIdFederationData"] = {{"federatedProvider", kProvider},
                                                                {"attributes", Json::object()}};
    const std::string role = "arn:aws:iam::123456789012:role/GitHubDeploy";
    story.call(runner, time, "sts", "AssumeRoleWithWebIdentity").in(region).resource("AWS::IAM::Role", role);
    story.last().request({{"roleArn", role}, {"roleSessionName", "GitHubActions"}, {"durationSeconds", 3600}});
    story.last().response(
        {{"credentials", credentials(key, time + 3600 * kMicrosPerSecond)},
         {"subjectFromWebIdentityToken", runner.identity["userName"]},
         {"assumedRoleUser", {{"assumedRoleId", holder.identity["principalId"]}, {"arn", holder.identity["arn"]}}},
         {"provider", kProvider},
         {"audience", "sts.amazonaws.com"}});
    return holder;
}

void addBuild(Story& story, int number, Micros time, std::string_view region) {
    const Actor pipeline = tradeToken(story, makeRunner(number), time, region);
    const std::string session = "build-" + std::to_string(number);
    const Actor deploy =
        story.assumeRole(pipeline, time + 4 * kMicrosPerSecond, region, kProduction, "DeployRole", session);
    work(story, deploy, {region, time + 8 * kMicrosPerSecond, time + 400 * kMicrosPerSecond, 13}, kDeployment);
}

} // namespace

void addNormalWork(Story& story, const Cast& cast) {
    addPeople(story, cast);
    addMonitor(story, cast);
    const std::array builds = {at(1, "08:44:10"), at(1, "10:12:36"), at(1, "11:58:02"), at(1, "13:29:47"),
                               at(1, "15:20:15"), at(1, "17:03:51"), at(2, "08:31:27"), at(2, "09:58:40"),
                               at(2, "11:17:05"), at(2, "13:46:33"), at(2, "15:09:12"), at(2, "16:52:58")};
    int number = 210; // build-214 never ran: the name was free for somebody else
    for (const Micros time : builds) {
        if (number == 214)
            ++number;
        addBuild(story, number, time, number % 3 == 0 ? kIreland : kVirginia);
        ++number;
    }
}

} // namespace rastro::story
