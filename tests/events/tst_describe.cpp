// SPDX-License-Identifier: Apache-2.0
//
// The sentence and the target of calls, as a person would write them; the head line.
#include "events/describe.h"

#include <QTest>

using namespace rastro;

namespace {

// eventSource:eventName and the rest of the record.
std::string record(const QByteArray& call, const QByteArray& more) {
    const QList<QByteArray> parts = call.split(':');
    return R"({"eventSource":")" + parts[0].toStdString() + R"(.amazonaws.com","eventName":")" +
           parts[1].toStdString() + R"(","recipientAccountId":"111111111111")" +
           (more.isEmpty() ? "" : "," + more.toStdString()) + "}";
}

json::Tree parsed(const std::string& text) {
    auto tree = json::Tree::parse(text);
    if (!tree)
        qFatal("the test's own record is no JSON: %s", text.c_str());
    return std::move(*tree);
}

} // namespace

class TestDescribe : public QObject {
    Q_OBJECT
private slots:
    void tells_data();
    void tells();
    void insights();
    void aggregates();
    void headLines();

private:
    void identityRows();
    void dataRows();
    void networkRows();
    void guessedRows();
};

static void row(const char* call, const char* more, const char* target, const char* summary) {
    QTest::addRow("%s %s", call, summary)
        << QByteArray(call) << QByteArray(more) << QByteArray(target) << QByteArray(summary);
}

static void request(const char* call, const char* parameters, const char* target, const char* summary) {
    const QByteArray more = QByteArray(R"("requestParameters":)") + parameters;
    QTest::addRow("%s %s", call, summary) << QByteArray(call) << more << QByteArray(target) << QByteArray(summary);
}

void TestDescribe::identityRows() {
    request("iam:AttachUserPolicy",
            R"({"userName":"svc-backup","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"})", "user svc-backup",
            "attached AdministratorAccess to user svc-backup");
    request("iam:AttachUserPolicy", "null", "", "attached user policy");
    row("iam:AttachUserPolicy",
        R"("errorCode":"AccessDenied","errorMessage":"User: x is not authorized to perform: iam:AttachUserPolicy on resource: user svc-backup because no identity-based policy allows it")",
        "user svc-backup", "attached policy to user svc-backup");
    row("sts:AssumeRole",
        R"("errorCode":"AccessDenied","errorMessage":"User: x is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/Deploy with an explicit deny")",
        "role Deploy", "assumed role Deploy");
    row("iam:ListUsers",
        R"("errorMessage":"User: x is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::1:user/ because …")",
        "", "listed users");
    request("iam:CreateUser", R"({"userName":"svc-backup"})", "user svc-backup", "created user svc-backup");
    request("iam:ListUsers", "null", "", "listed users");
    row("iam:CreateAccessKey",
        R"("requestParameters":{"userName":"svc-backup"},"responseElements":{"accessKey":{"accessKeyId":"AKIAX","userName":"svc-backup"}})",
        "user svc-backup", "created access key AKIAX for user svc-backup");
    row("iam:CreateAccessKey", R"("userIdentity":{"userName":"mateo"},"requestParameters":null)", "user mateo",
        "created access key for themselves");
    request("iam:CreatePolicyVersion", R"({"policyArn":"arn:aws:iam::1:policy/P","setAsDefault":true})", "policy P",
            "wrote a new version of policy P and made it the default");
    request("iam:PutRolePolicy", R"({"reason":"requestParameters too large","omitted":"true","originalSize":"149893"})",
            "", "put role policy (parameters omitted)");
    request("iam:PutRolePolicy", R"({"omitted":true})", "", "put role policy (parameters omitted)");
    request(
        "iam:UpdateAssumeRolePolicy",
        R"j({"roleName":"R","policyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::999988887777:root\"}}]}"})j",
        "role R", "changed who may assume role R: account 999988887777");
    request("sts:AssumeRole",
            R"({"roleArn":"arn:aws:iam::111111111111:role/DeployRole","roleSessionName":"build-214"})",
            "role DeployRole", "assumed role DeployRole as build-214");
    request("sts:AssumeRole", R"({"roleArn":"arn:aws:iam::999988887777:role/Door","roleSessionName":"s"})", "role Door",
            "assumed role Door in account 999988887777 as s");
    request("sts:AssumeRole", R"("{\"roleArn\":\"arn:aws:iam::111111111111:role/R\"}")", "role R",
            "assumed role R"); // a request in a string
    row("signin:ConsoleLogin", R"("userIdentity":{"type":"IAMUser"},"additionalEventData":{"MFAUsed":"No"})", "no MFA",
        "signed in to the console without MFA");
    row("signin:ConsoleLogin",
        R"("userIdentity":{"type":"Root"},"additionalEventData":{"MFAUsed":"No"},"responseElements":{"ConsoleLogin":"Failure"})",
        "no MFA", "signed in to the console without MFA");
    row("signin:ConsoleLogin", R"("userIdentity":{"type":"Root"},"additionalEventData":{"MFAUsed":"Yes"})", "MFA",
        "signed in to the console with MFA");
    row("signin:ConsoleLogin", R"("userIdentity":{"type":"AssumedRole"},"additionalEventData":{"MFAUsed":"No"})", "",
        "signed in to the console");
    row("signin:ConsoleLogin", "", "", "signed in to the console");
    row("signin:SwitchRole",
        R"("userIdentity":{"arn":"arn:aws:sts::1:assumed-role/R/s"},"additionalEventData":{"SwitchFrom":"arn:aws:iam::2:user/anna"})",
        "role s", "switched in the console to role s from anna");
    request("organizations:LeaveOrganization", "null", "the organization", "took the account out of its organization");
}

void TestDescribe::dataRows() {
    request("s3:GetObject", R"({"bucketName":"falcon-exports","key":"2023/q4.parquet"})",
            "falcon-exports/2023/q4.parquet", "read object 2023/q4.parquet from falcon-exports");
    request("s3:ListObjects", R"({"bucketName":"falcon-exports","prefix":""})", "falcon-exports",
            "listed objects in falcon-exports");
    row("s3:GetObject", R"("requestParameters":null,"resources":[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::b/k"}])",
        "b/k", "read object of b/k");
    request("s3:PutBucketPolicy",
            R"({"bucketName":"b","bucketPolicy":{"Statement":[{"Effect":"Allow","Principal":"*"}]}})", "b",
            "set the policy of b, open to everyone");
    request("s3:PutBucketVersioning", R"({"bucketName":"b","VersioningConfiguration":{"Status":"Suspended"}})", "b",
            "suspended versioning of b");
    request("s3:PutBucketLogging", R"({"bucketName":"b","BucketLoggingStatus":{"xmlns":"x"}})", "b",
            "turned off access logging of b");
    request("s3:ListBuckets", R"({"Host":"s3.amazonaws.com"})", "", "listed all buckets");
    request("secretsmanager:GetSecretValue", R"({"secretId":"arn:aws:secretsmanager:r:1:secret:db/prod-AbCdEf"})",
            "secret db/prod", "read secret db/prod");
    request("secretsmanager:GetSecretValue", R"({"secretId":"db/prod-AbCdEf"})", "secret db/prod-AbCdEf",
            "read secret db/prod-AbCdEf");
    request("ssm:GetParameters", R"({"names":["/a","/b","/c","/d"],"withDecryption":true})", "parameters /a, /b +2",
            "read parameters /a, /b +2, decrypted");
    request("ssm:SendCommand",
            R"({"documentName":"AWS-RunShellScript","instanceIds":["i-1"],"parameters":{"commands":["id"]}})", "i-1",
            "ran AWS-RunShellScript on i-1");
    request("kms:Decrypt", R"({"encryptionContext":{"SecretARN":"arn:aws:secretsmanager:r:1:secret:s-AbCdEf"}})", "",
            "decrypted secret s");
    request("kms:Decrypt", R"({"encryptionContext":{"aws:lambda:FunctionArn":"arn:aws:lambda:r:1:function:f"}})", "",
            "decrypted the settings of function f");
    request("rds:ModifyDBSnapshotAttribute",
            R"({"dBSnapshotIdentifier":"s","attributeName":"restore","valuesToAdd":["999988887777"]})",
            "snapshot s → 999988887777", "shared snapshot s with 999988887777");
    request("dynamodb:Scan", R"({"tableName":"t"})", "table t", "read table t through");
    request("cloudtrail:StopLogging", R"({"name":"arn:aws:cloudtrail:us-east-1:1:trail/org-trail"})", "trail org-trail",
            "stopped logging of trail org-trail");
    request("guardduty:UpdateDetector", R"({"detectorId":"d","enable":false})", "detector d",
            "switched off GuardDuty detector d");
    request("lambda:AddPermission20150331v2", R"({"functionName":"f","principal":"*"})", "function f",
            "let everyone invoke function f");
    request("lambda:UpdateFunctionCode20150331v2", R"({"functionName":"arn:aws:lambda:r:1:function:f"})", "function f",
            "replaced the code of function f");
}

void TestDescribe::networkRows() {
    request("ec2:DescribeSecurityGroups", R"({"securityGroupSet":{},"filterSet":{}})", "", "described security groups");
    request("ec2:DescribeInstances", R"({"instancesSet":{"items":[{"instanceId":"i-0abc"},{"instanceId":"i-0def"}]}})",
            "i-0abc, i-0def", "described i-0abc, i-0def");
    row("ec2:RunInstances",
        R"("requestParameters":{"instanceType":"p3.2xlarge","instancesSet":{"items":[{"imageId":"ami-1"}]}},"responseElements":{"instancesSet":{"items":[
           {"instanceId":"i-1"},{"instanceId":"i-2"},{"instanceId":"i-3"},{"instanceId":"i-4"},{"instanceId":"i-5"},{"instanceId":"i-6"},{"instanceId":"i-7"},{"instanceId":"i-8"}]}})",
        "i-1, i-2 +6", "launched i-1, i-2 +6 (p3.2xlarge) from ami-1");
    request("ec2:ModifySnapshotAttribute",
            R"({"snapshotId":"snap-1","createVolumePermission":{"add":{"items":[{"userId":"999988887777"}]}}})",
            "snap-1 → 999988887777", "shared snap-1 with 999988887777");
    request("ec2:ModifySnapshotAttribute",
            R"({"snapshotId":"snap-1","createVolumePermission":{"add":{"items":[{"group":"all"}]}}})", "snap-1 → all",
            "made snap-1 public");
    request("ec2:DeleteFlowLogs", R"({"DeleteFlowLogsRequest":{"FlowLogId":{"tag":1,"content":"fl-1"}}})",
            "flow logs fl-1", "deleted flow logs fl-1");
    request(
        "ec2:AuthorizeSecurityGroupIngress",
        R"({"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}})",
        "sg-1", "opened sg-1 to 0.0.0.0/0 on port 22");
    request(
        "ec2:AuthorizeSecurityGroupIngress",
        R"({"groupId":"sg-1","ipPermissions":{},"ipProtocol":"tcp","fromPort":20,"toPort":25,"cidrIp":"10.0.0.0/8"})",
        "sg-1", "opened sg-1 to 10.0.0.0/8 on ports 20 to 25");
    request(
        "ec2:AuthorizeSecurityGroupIngress",
        R"({"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"-1","fromPort":0,"toPort":0,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}})",
        "sg-1", "opened sg-1 to 0.0.0.0/0 on all ports");
    request("ec2:DescribeInstanceAttribute", R"({"instanceId":"i-1","attribute":"userData"})", "i-1",
            "read user data of i-1");
    request("ec2:DescribeAccountAttributes", R"({"accountAttributeNameSet":{"items":[{"attributeName":"x"}]}})", "",
            "read the account's EC2 settings");
}

// Calls that no table knows.
void TestDescribe::guessedRows() {
    request("nosuch:DeleteWidget", R"({"widgetName":"w"})", "widget w", "deleted widget w");
    request("nosuch:DeleteWidgets", R"({"widgetIds":["a","b"]})", "widget a, b", "deleted widgets a, b");
    request("nosuch:DeleteWidget", R"({"name":"w"})", "widget w", "deleted widget w");
    request("nosuch:DeleteWidget", R"({"clientToken":"t","maxResults":5,"dryRun":false})", "", "deleted widget");
    request("nosuch:UpdateWidgetSettings", R"({"widgetName":"w"})", "widget w", "updated settings of widget w");
    request("nosuch:ListGadgetsForWidget", R"({"widgetName":"w"})", "widget w", "listed gadgets for widget w");
    request("nosuch:TagResource", R"({"resourceArn":"arn:aws:x:r:1:widget/w","tags":{"a":"b"}})", "w",
            "tagged resource w");
    request("nosuch:PutThing", R"({"bucketName":"b","userName":"u"})", "user u", "put thing on user u");
    request("ec2:DeleteVpnGateway", R"({"vpnGatewayId":"vgw-0123456789abcdef0"})", "vgw-0123456789abcdef0",
            "deleted VPN gateway vgw-0123456789abcdef0");
    row("nosuch:CreateWidget",
        R"("requestParameters":{"size":1},"responseElements":{"widget":{"widgetId":"w-1","status":"new"}})",
        "widget w-1", "created widget w-1");
    row("nosuch:GetWidgets", R"("responseElements":{"widgets":[{"widgetId":"w-1"}]})", "", "read widgets");
    row("nosuch:DeleteWidget", R"("resources":[{"ARN":"arn:aws:x:r:1:widget/w"}])", "widget w", "deleted widget w");
    row("nosuch:WidgetBroke", R"("eventType":"AwsServiceEvent","serviceEventDetails":{"widgetId":"w"})", "widget w",
        "reported: widget broke, widget w");
    request("nosuch:frobnicate", R"({"name":"w"})", "frobnicate w", "called frobnicate on frobnicate w");
}

void TestDescribe::tells_data() {
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("summary");
    identityRows();
    dataRows();
    networkRows();
    guessedRows();
}

void TestDescribe::tells() {
    QFETCH(QByteArray, call);
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, summary);
    const json::Tree tree = parsed(record(call, more));
    const Description description = describe(tree);
    QCOMPARE(QByteArray::fromStdString(description.summary), summary);
    QCOMPARE(QByteArray::fromStdString(description.target), target);
}

void TestDescribe::insights() {
    const json::Tree tree = parsed(
        R"({"eventType":"AwsCloudTrailInsight","insightDetails":{"state":"Start","eventSource":"ec2.amazonaws.com",
        "eventName":"RunInstances","insightType":"ApiCallRateInsight","insightContext":{"statistics":{"baseline":{"average":0.0017},"insight":{"average":12.3456}}}}})");
    QCOMPARE(describe(tree).summary,
             std::string("saw an unusual rate of ec2:RunInstances calls: 12.35 a minute, usually under 0.01"));
    QCOMPARE(describe(tree).target, std::string("ec2:RunInstances"));
    QCOMPARE(headLine(tree).who, std::string("CloudTrail Insights"));
    const json::Tree end =
        parsed(R"({"insightDetails":{"state":"End","insightType":"ApiErrorRateInsight","errorCode":"AccessDenied",
        "eventSource":"s3.amazonaws.com","eventName":"GetObject","insightContext":{"statistics":{"insight":{"average":1e999},"baseline":{"average":"x"}}}}})");
    QCOMPARE(
        describe(end).summary,
        std::string(
            "saw the end of an unusual rate of AccessDenied errors of s3:GetObject calls: 1e999 a minute, usually x"));
    QVERIFY(!describe(parsed(R"({"insightDetails":null})")).summary.empty());
}

void TestDescribe::aggregates() {
    const json::Tree tree =
        parsed(R"({"eventType":"AwsAggregatedEvent","eventSource":"s3.amazonaws.com","summary":{"primaryDimension":
        {"dimension":"eventName","statistics":[{"name":"GetObject","value":7},{"name":"PutObject","value":2}]}}})");
    QCOMPARE(describe(tree).summary,
             std::string("made s3 calls, counted over a time window by eventName: GetObject, PutObject"));
    QVERIFY(describe(tree).target.empty());
}

void TestDescribe::headLines() {
    const json::Tree tree = parsed(
        R"({"userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/DeployRole/build-214","accountId":"123456789012"},
        "eventTime":"2024-03-12T01:17:28Z","eventSource":"iam.amazonaws.com","eventName":"DeleteUser","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.77",
        "errorCode":"AccessDenied","errorMessage":"no","requestParameters":{"userName":"audit-ro"}})");
    const HeadLine head = headLine(tree);
    QCOMPARE(head.who, std::string("DeployRole/build-214"));
    QCOMPARE(head.what, std::string("deleted user audit-ro"));
    QCOMPARE(head.when, std::string("2024-03-12T01:17:28Z"));
    QCOMPARE(head.where, std::string("203.0.113.77, us-east-1, account 123456789012"));
    QCOMPARE(QString::fromStdString(head.ending), QString::fromUtf8("denied: AccessDenied — no"));
    const HeadLine signIn = headLine(parsed(
        R"({"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","responseElements":{"ConsoleLogin":"Failure"},
        "errorMessage":"Failed authentication"})"));
    QCOMPARE(signIn.ending, std::string("failed: Failed authentication"));
    QCOMPARE(headLine(parsed("{}")).who, std::string("unknown"));
    QCOMPARE(headLine(parsed("{}")).ending, std::string("ok"));
}

QTEST_APPLESS_MAIN(TestDescribe)
#include "tst_describe.moc"
