// SPDX-License-Identifier: Apache-2.0
//
// The table of calls itself: found by name, well-formed, without contradictions, and complete in the telling calls.
#include "events/calltable.h"
#include "events/template.h"

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QTest>

#include <set>

using namespace rastro;

class TestCallTable : public QObject {
    Q_OBJECT
private slots:
    void services();
    void apiDates();
    void finds();
    void isWellFormed();
    void hasNoDoubles();
    void tellsTheTellingCalls_data();
    void tellsTheTellingCalls();
    void lookupIsFast();
};

void TestCallTable::services() {
    QCOMPARE(std::string(serviceOfSource("ec2.amazonaws.com")), std::string("ec2"));
    QCOMPARE(std::string(serviceOfSource("ec2.amazonaws.com.cn")), std::string("ec2"));
    QCOMPARE(std::string(serviceOfSource("sso-directory.amazonaws.com")), std::string("sso-directory"));
    QCOMPARE(std::string(serviceOfSource("ec2")), std::string("ec2"));
    QCOMPARE(std::string(serviceOfSource("")), std::string());
    QCOMPARE(std::string(serviceOfSource(".amazonaws.com")), std::string());
}

void TestCallTable::apiDates() {
    const std::pair<const char*, const char*> cases[] = {
        {"", ""},
        {"v2", "v2"},
        {"20150331", "20150331"},
        {"GetObject", "GetObject"},
        {"ListObjectsV2", "ListObjectsV2"},
        {"UpdateFunctionCode20150331v2", "UpdateFunctionCode"},
        {"ListFunctions20150331", "ListFunctions"},
        {"AddPermission20150331v12", "AddPermission"},
        {"CreateDistribution2016_11_25", "CreateDistribution"},
        {"Get12345678", "Get12345678"},
        {"Get2015033", "Get2015033"},
        {"Getv", "Getv"},
        {"X____", "X____"},
    };
    for (const auto& [name, expected] : cases)
        QCOMPARE(std::string(withoutApiDate(name)), std::string(expected));
}

void TestCallTable::finds() {
    QVERIFY(findCall("iam", "CreateUser") == nullptr); // told by its words
    QVERIFY(findCall("iam", "AttachUserPolicy") != nullptr);
    QVERIFY(findCall("iam", "attachuserpolicy") == nullptr);
    QVERIFY(findCall("s3", "AttachUserPolicy") == nullptr);
    QVERIFY(findCall("", "") == nullptr);
    QVERIFY(findCall("lambda", "UpdateFunctionCode20150331v2") == findCall("lambda", "UpdateFunctionCode"));
    QVERIFY(findCall("kms", "GenerateDataKeyWithoutPlaintext") != nullptr); // GenerateDataKey*
    QVERIFY(findCall("signin", "Whatever") != nullptr);
    QVERIFY(findCall("signin", "ConsoleLogin") != findCall("signin", "Whatever")); // the whole name goes first
    QCOMPARE(std::string(familyTarget("lambda")), std::string("function {functionName}"));
    QVERIFY(familyTarget("nosuch").empty());
}

void TestCallTable::isWellFormed() {
    for (const auto part : callFamilies()) {
        for (const CallFamily& family : part) {
            QVERIFY(isWellFormedTemplate(family.target));
            for (const Call& call : family.calls) {
                const std::string what = std::string(family.service) + ':' + std::string(call.name);
                QVERIFY2(isWellFormedTemplate(call.summary), what.c_str());
                QVERIFY2(isWellFormedTemplate(call.target), what.c_str());
                QVERIFY2(call.summary.empty() || (call.summary[0] != ' ' && !call.summary.ends_with(' ')),
                         what.c_str());
                QVERIFY2(!call.summary.ends_with('.') && call.summary.find("  ") == std::string_view::npos,
                         what.c_str());
                QVERIFY2(withoutApiDate(call.name) == call.name, what.c_str());
            }
        }
    }
    QVERIFY(!isWellFormedTemplate("{"));
    QVERIFY(!isWellFormedTemplate("a}"));
    QVERIFY(!isWellFormedTemplate("[a"));
    QVERIFY(!isWellFormedTemplate("a]"));
    QVERIFY(!isWellFormedTemplate("a|b"));
    QVERIFY(!isWellFormedTemplate("{}"));
    QVERIFY(!isWellFormedTemplate("{a:nosuchfilter}"));
    QVERIFY(isWellFormedTemplate("[a {b|c:leaf}|d{?e=f}] {/g}"));
}

void TestCallTable::hasNoDoubles() {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    std::set<std::string_view> services;
    for (const auto part : callFamilies()) {
        for (const CallFamily& family : part) {
            QVERIFY2(services.insert(family.service).second, family.service.data());
            for (const Call& call : family.calls)
                QVERIFY2(seen.insert({family.service, call.name}).second, call.name.data());
        }
    }
    QVERIFY(seen.size() > 500);
}

// The calls investigators look for must not be left to the words of their names.
void TestCallTable::tellsTheTellingCalls_data() {
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QByteArrayList>("calls");
    const auto row = [](const char* service, const char* calls) {
        QTest::newRow(service) << QByteArray(service) << QByteArray(calls).split(' ');
    };
    row("sts", "GetCallerIdentity AssumeRole AssumeRoleWithWebIdentity AssumeRoleWithSAML AssumeRoot "
               "GetFederationToken GetSessionToken");
    row("iam", "GetAccountAuthorizationDetails ListAttachedUserPolicies GetUserPolicy GetPolicyVersion "
               "SimulatePrincipalPolicy GetAccountSummary "
               "AttachUserPolicy AttachRolePolicy AttachGroupPolicy PutUserPolicy PutRolePolicy PutGroupPolicy "
               "CreatePolicyVersion "
               "SetDefaultPolicyVersion AddUserToGroup UpdateAssumeRolePolicy UpdateLoginProfile CreateLoginProfile "
               "AddRoleToInstanceProfile "
               "DeleteRolePermissionsBoundary DeleteUserPermissionsBoundary CreateAccessKey CreateRole "
               "CreateSAMLProvider UpdateSAMLProvider "
               "CreateOpenIDConnectProvider DeactivateMFADevice DeleteVirtualMFADevice");
    row("ec2", "DescribeInstances DescribeInstanceAttribute GetPasswordData AssociateIamInstanceProfile CreateKeyPair "
               "ImportKeyPair "
               "ModifyInstanceAttribute DeleteFlowLogs ModifySnapshotAttribute ModifyImageAttribute "
               "AuthorizeSecurityGroupIngress "
               "CreateTrafficMirrorSession CreateInstanceExportTask RunInstances RequestSpotFleet DeregisterImage");
    row("s3", "ListBuckets GetBucketAcl GetBucketPolicy PutBucketLifecycle PutBucketLogging PutBucketPolicy "
              "PutBucketAcl DeletePublicAccessBlock "
              "PutBucketPublicAccessBlock PutBucketReplication GetObject CopyObject ListObjects DeleteObject "
              "DeleteObjects PutObject PutBucketVersioning");
    row("ses", "GetSendQuota GetAccountSendingEnabled ListIdentities SendEmail");
    row("bedrock",
        "ListFoundationModels GetFoundationModelAvailability InvokeModel InvokeModelWithResponseStream Converse");
    row("organizations", "DescribeOrganization ListAccounts LeaveOrganization");
    row("servicequotas", "ListServiceQuotas GetServiceQuota");
    row("cloudtrail", "DescribeTrails GetTrailStatus GetEventSelectors LookupEvents StopLogging DeleteTrail "
                      "PutEventSelectors UpdateTrail");
    row("guardduty", "ListDetectors GetDetector DeleteDetector UpdateDetector CreateIPSet CreateFilter");
    row("signin", "ConsoleLogin PasswordRecoveryRequested PasswordRecoveryCompleted GetSigninToken");
    row("sso", "GetRoleCredentials CreateAccountAssignment AttachManagedPolicyToPermissionSet AssociateDirectory");
    row("sso-oauth", "CreateToken");
    row("secretsmanager", "GetSecretValue BatchGetSecretValue ListSecrets");
    row("ssm", "GetParameter GetParameters GetParametersByPath DescribeParameters SendCommand StartSession");
    row("kms", "Decrypt ScheduleKeyDeletion DisableKey PutKeyPolicy");
    row("rds", "CreateDBSnapshot RestoreDBInstanceFromDBSnapshot ModifyDBSnapshotAttribute StartExportTask "
               "DeleteDBInstance DeleteDBCluster");
    row("ecr", "GetAuthorizationToken PutImage SetRepositoryPolicy");
    row("lambda", "GetFunction20150331v2 CreateFunction20150331 UpdateFunctionCode20150331v2 AddPermission20150331v2 "
                  "CreateFunctionUrlConfig "
                  "UpdateFunctionConfiguration20150331v2");
    row("glue", "CreateDevEndpoint UpdateDevEndpoint");
    row("cloudformation", "CreateStack UpdateStack");
    row("rolesanywhere", "CreateTrustAnchor CreateProfile");
    row("events", "PutRule PutTargets");
    row("codebuild", "UpdateProject");
    row("ec2-instance-connect", "SendSSHPublicKey SendSerialConsoleSSHPublicKey");
    row("ecs", "ExecuteCommand RunTask RegisterTaskDefinition");
    row("cloudshell", "CreateEnvironment CreateSession PutCredentials");
    row("eks", "CreateAccessEntry AssociateAccessPolicy");
    row("config", "StopConfigurationRecorder DeleteDeliveryChannel DeleteConfigurationRecorder");
    row("logs", "DeleteLogGroup DeleteLogStream PutRetentionPolicy");
    row("securityhub", "DisableSecurityHub BatchUpdateFindings DeleteInsight");
    row("account", "EnableRegion");
    row("route53resolver", "DeleteResolverQueryLogConfig");
    row("wafv2", "DeleteWebACL DisassociateWebACL");
    row("backup", "DeleteRecoveryPoint");
}

void TestCallTable::tellsTheTellingCalls() {
    QFETCH(QByteArray, service);
    QFETCH(QByteArrayList, calls);
    for (const QByteArray& call : calls)
        QVERIFY2(findCall(service.toStdString(), call.toStdString()) != nullptr, call.constData());
}

// A ratio to a walk through the table, so that no clock is trusted: a lookup must not be such a walk.
void TestCallTable::lookupIsFast() {
    const auto walk = [] {
        int found = 0;
        for (const auto part : callFamilies()) {
            for (const CallFamily& family : part) {
                for (const Call& call : family.calls)
                    found += family.service == "wafv2" && call.name == "UpdateWebACL";
            }
        }
        return found;
    };
    constexpr int kRounds = 20'000;
    QElapsedTimer timer;
    qint64 best[2] = {std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()};
    int found = 0;
    for (int attempt = 0; attempt < 5; ++attempt) {
        timer.start();
        for (int i = 0; i < kRounds; ++i)
            found += findCall("wafv2", "UpdateWebACL") != nullptr;
        best[0] = std::min(best[0], timer.nsecsElapsed());
        timer.start();
        for (int i = 0; i < kRounds; ++i)
            found += walk();
        best[1] = std::min(best[1], timer.nsecsElapsed());
    }
    QCOMPARE(found, 10 * kRounds);
    QVERIFY2(best[0] * 2 < best[1], qPrintable(QString::number(best[0]) + " : " + QString::number(best[1])));
}

QTEST_APPLESS_MAIN(TestCallTable)
#include "tst_calltable.moc"
