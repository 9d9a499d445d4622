// SPDX-License-Identifier: Apache-2.0
//
// What kind a call is and how it ended.
#include "events/callkind.h"

#include <QTest>

using namespace rastro;

Q_DECLARE_METATYPE(rastro::Kind)
Q_DECLARE_METATYPE(rastro::Outcome)

class TestCallKind : public QObject {
    Q_OBJECT
private slots:
    void kinds_data();
    void kinds();
    void outcomes_data();
    void outcomes();
    void names();
};

void TestCallKind::kinds_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("readOnly");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char* source, const char* call, Kind kind, const char* type = "AwsApiCall",
                        const char* readOnly = "") {
        const QByteArray name = QByteArray(source) + ':' + call + ' ' + type + ' ' + readOnly;
        QTest::newRow(name.constData()) << QByteArray(*source == '\0' ? "" : QByteArray(source) + ".amazonaws.com")
                                        << QByteArray(call) << QByteArray(type) << QByteArray(readOnly) << kind;
    };
    row("", "", Kind::Change, "");
    row("", "", Kind::Read, "", "true");
    row("", "Get", Kind::Read, "");
    row("ec2", "20150331", Kind::Change);
    row("ec2", "v2", Kind::Change);
    row("ec2", "UnheardOf", Kind::Change);
    row("ec2", "UnheardOf", Kind::Read, "AwsApiCall", "true");
    row("ec2", "UnheardOf", Kind::Change, "AwsApiCall", "false");
    row("ec2", "DescribeInstances", Kind::Read, "AwsApiCall", "false"); // the call is judged, not the flag
    row("nosuch", "BatchGetThings", Kind::Read);
    row("nosuch", "LookupThings", Kind::Read);
    row("nosuch", "SearchThings", Kind::Read);
    row("iam", "ListUsers", Kind::Read);
    row("iam", "CreateUser", Kind::Change);
    row("iam", "CreateAccessKey", Kind::Credential);
    row("iam", "CreateLoginProfile", Kind::Credential);
    row("iam", "UpdateLoginProfile", Kind::Credential);
    row("iam", "AttachUserPolicy", Kind::Change);
    row("iam", "SimulatePrincipalPolicy", Kind::Read);
    row("sts", "GetCallerIdentity", Kind::Read, "AwsApiCall", "true");
    row("sts", "AssumeRole", Kind::Credential, "AwsApiCall", "true");
    row("sts", "AssumeRoleWithWebIdentity", Kind::Credential);
    row("sts", "AssumeRoot", Kind::Credential);
    row("sts", "GetSessionToken", Kind::Credential, "AwsApiCall", "true");
    row("sts", "GetFederationToken", Kind::Credential, "AwsApiCall", "false");
    row("s3", "GetObject", Kind::Take, "AwsApiCall", "true");
    row("s3", "GetObjectAcl", Kind::Read);
    row("s3", "ListObjects", Kind::Read);
    row("s3", "PutObject", Kind::Change);
    row("s3", "GetObject", Kind::Take, "AwsVpceEvent");
    row("secretsmanager", "GetSecretValue", Kind::Take, "AwsApiCall", "true");
    row("secretsmanager", "BatchGetSecretValue", Kind::Take);
    row("ssm", "GetParameters", Kind::Take, "AwsApiCall", "true");
    row("ssm", "GetParametersByPath", Kind::Take);
    row("ssm", "DescribeParameters", Kind::Read);
    row("ssm", "SendCommand", Kind::Change);
    row("ssm", "StartSession", Kind::Change);
    row("kms", "Decrypt", Kind::Take, "AwsApiCall", "true");
    row("kms", "GenerateDataKeyWithoutPlaintext", Kind::Read);
    row("ec2", "GetPasswordData", Kind::Take, "AwsApiCall", "true");
    row("ec2", "CreateKeyPair", Kind::Credential);
    row("lambda", "UpdateFunctionCode20150331v2", Kind::Change);
    row("lambda", "GetFunction20150331v2", Kind::Take, "AwsApiCall", "true");
    row("lambda", "GetFunctionConfiguration20150331v2", Kind::Read);
    row("cloudtrail", "StopLogging", Kind::Change);
    row("ecr", "GetAuthorizationToken", Kind::Credential, "AwsApiCall", "true");
    row("signin", "ConsoleLogin", Kind::SignIn, "AwsConsoleSignIn");
    row("signin", "ConsoleLogin", Kind::SignIn, "AwsConsoleSignin"); // as old records spell it
    row("signin", "CheckMfa", Kind::SignIn, "AwsConsoleSignIn");
    row("signin", "SwitchRole", Kind::SignIn, "AwsConsoleSignIn");
    row("signin", "SomethingNew", Kind::SignIn, "");
    row("signin", "UserAuthentication", Kind::SignIn, "AwsServiceEvent");
    row("nosuch", "SomethingNew", Kind::SignIn, "AwsConsoleSignIn");
    row("secretsmanager", "StartSecretVersionDelete", Kind::Service, "AwsServiceEvent");
    row("kms", "RotateKey", Kind::Service, "AwsServiceEvent");
    row("", "", Kind::Insight, "AwsCloudTrailInsight");
    row("s3", "", Kind::Service, "AwsAggregatedEvent");
}

void TestCallKind::kinds() {
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, call);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, readOnly);
    QFETCH(Kind, kind);
    const auto view = [](const QByteArray& b) {
        return std::string_view(b.constData(), static_cast<std::size_t>(b.size()));
    };
    const Kind found = kindOf({view(source), view(call), view(type), view(readOnly)});
    QCOMPARE(std::string(name(found)), std::string(name(kind)));
}

void TestCallKind::outcomes_data() {
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("signInFailed");
    QTest::addColumn<Outcome>("outcome");
    const auto row = [](const char* code, Outcome outcome, const char* message = "", bool signInFailed = false) {
        const QByteArray name = QByteArray(code) + '|' + message + (signInFailed ? "|failed" : "");
        QTest::newRow(name.constData()) << QByteArray(code) << QByteArray(message) << signInFailed << outcome;
    };
    row("", Outcome::Ok);
    row("", Outcome::Failed, "", true);
    row("", Outcome::Failed, "Failed authentication", true);
    row("", Outcome::Failed, "No username found in supplied account");
    row("Success", Outcome::Failed); // no service writes it; whatever stands there is an error
    row("", Outcome::Denied, "User: arn:aws:iam::1:user/u is not authorized to perform: s3:GetObject");
    row("", Outcome::Denied, "AccessDenied");
    for (const char* code :
         {"AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "UnauthorizedOperation",
          "UnauthorizedException", "VpceAccessDenied", "AuthorizationError", "AuthorizationErrorException",
          "NotAuthorized", "NotAuthorizedException", "Forbidden", "KMS.AccessDeniedException"})
        row(code, Outcome::Denied);
    for (const char* code :
         {"ThrottlingException", "Throttling", "TooManyRequestsException", "SlowDown", "RequestLimitExceeded",
          "Client.RequestLimitExceeded", "ProvisionedThroughputExceededException"})
        row(code, Outcome::Throttled);
    for (const char* code : {"NoSuchEntityException", "NoSuchEntity", "ResourceNotFoundException", "NoSuchBucketPolicy",
                             "TrailNotFoundException", "NoSuchPublicAccessBlockConfiguration",
                             "ServerSideEncryptionConfigurationNotFoundError", "Client.InvalidVpcID.NotFound",
                             "InvocationDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"})
        row(code, Outcome::NotFound);
    for (const char* code :
         {"Client.DryRunOperation", "InvalidPermission.Duplicate", "Client.VcpuLimitExceeded", "ValidationException",
          "Server.InternalError", "MalformedPolicyDocumentException", "EntityAlreadyExistsException", "=1+1"})
        row(code, Outcome::Failed);
    row("ValidationError", Outcome::Failed, "the name 'is not authorized to perform' is taken"); // the code decides
}

void TestCallKind::outcomes() {
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, message);
    QFETCH(bool, signInFailed);
    QFETCH(Outcome, outcome);
    QCOMPARE(std::string(name(outcomeOf(code.toStdString(), message.toStdString(), signInFailed))),
             std::string(name(outcome)));
}

void TestCallKind::names() {
    QCOMPARE(std::string(name(Kind::SignIn)), std::string("signin"));
    QCOMPARE(std::string(name(Outcome::NotFound)), std::string("notfound"));
    for (const Kind kind : kAllKinds)
        QVERIFY(!name(kind).empty());
    for (const Outcome outcome : kAllOutcomes)
        QVERIFY(!name(outcome).empty());
}

QTEST_APPLESS_MAIN(TestCallKind)
#include "tst_callkind.moc"
