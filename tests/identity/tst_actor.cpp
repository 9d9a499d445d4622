// SPDX-License-Identifier: Apache-2.0
//
// Key, name and lane of every identity type; records that lack what theirs usually has come first.
#include "identity/actor.h"

#include <QTest>

using namespace rastro;

namespace {

struct Case {
    const char* what;
    IdentityFacts facts;
    const char* key;
    const char* name;
    const char* lane;
};

constexpr const char* kSession = "arn:aws:sts::123456789012:assumed-role/DeployRole/build-214";

const Case kCases[] = {
    {"nothing at all", {}, "unknown", "unknown", "unknown"},
    {"a type nobody knows", {.type = "Martian"}, "unknown", "unknown", "unknown"},
    {"only a key", {.accessKeyId = "AKIAEXAMPLE"}, "AKIAEXAMPLE", "key AKIAEXAMPLE", "key AKIAEXAMPLE"},
    {"role without anything", {.type = "AssumedRole"}, "unknown", "unknown", "unknown"},
    {"user without anything", {.type = "IAMUser"}, "unknown", "unknown", "unknown"},
    {"root without account", {.type = "Root"}, "root@unknown", "root@unknown", "root@unknown"},
    {"service without name", {.type = "AWSService"}, "AWS service", "AWS service", "AWS service"},
    {"arn that is none", {.type = "AssumedRole", .arn = ":assumed-role/"}, ":role/", "assumed-role/", "assumed-role/"},
    {"arn of colons", {.type = "IAMUser", .arn = "::::::/"}, "::::::/", "/", "/"},
    {"root",
     {.type = "Root", .arn = "arn:aws:iam::123456789012:root", .accountId = "123456789012"},
     "root@123456789012",
     "root@123456789012",
     "root@123456789012"},
    {"root with its account in the ARN only",
     {.type = "Root", .arn = "arn:aws:iam::123456789012:root"},
     "root@123456789012",
     "root@123456789012",
     "root@123456789012"},
    {"user",
     {.type = "IAMUser", .arn = "arn:aws:iam::123456789012:user/team/mateo", .userName = "mateo"},
     "arn:aws:iam::123456789012:user/team/mateo",
     "mateo",
     "mateo"},
    {"user without name",
     {.type = "IAMUser", .arn = "arn:aws:iam::123456789012:user/team/mateo"},
     "arn:aws:iam::123456789012:user/team/mateo",
     "mateo",
     "mateo"},
    {"user without arn",
     {.type = "IAMUser", .accountId = "123456789012", .userName = "mateo"},
     "mateo@123456789012",
     "mateo",
     "mateo"},
    {"name that does not exist",
     {.type = "IAMUser", .accountId = "123456789012", .userName = "HIDDEN_DUE_TO_SECURITY_REASONS"},
     "hidden user@123456789012",
     "hidden user@123456789012",
     "hidden user@123456789012"},
    {"hidden name with arn",
     {.type = "IAMUser", .arn = "arn:aws:iam::1:user/x", .userName = "HIDDEN_DUE_TO_SECURITY_REASONS"},
     "arn:aws:iam::1:user/x",
     "x",
     "x"},
    {"role session",
     {.type = "AssumedRole",
      .arn = kSession,
      .principalId = "AROAEXAMPLE:build-214",
      .issuerArn = "arn:aws:iam::123456789012:role/ci/DeployRole",
      .issuerUserName = "DeployRole"},
     "arn:aws:iam::123456789012:role/ci/DeployRole",
     "DeployRole/build-214",
     "DeployRole"},
    {"role session without issuer",
     {.type = "AssumedRole", .arn = kSession},
     "arn:aws:iam::123456789012:role/DeployRole",
     "DeployRole/build-214",
     "DeployRole"},
    {"role session without arn",
     {.type = "AssumedRole",
      .principalId = "AROAEXAMPLE:i-0abc",
      .issuerArn = "arn:aws:iam::1:role/R",
      .issuerUserName = "R"},
     "arn:aws:iam::1:role/R",
     "R/i-0abc",
     "R"},
    {"role session by principal only",
     {.type = "AssumedRole", .principalId = "AROAEXAMPLE:i-0abc"},
     "AROAEXAMPLE",
     "AROAEXAMPLE/i-0abc",
     "AROAEXAMPLE"},
    {"session with slashes",
     {.type = "AssumedRole", .arn = "arn:aws:sts::1:assumed-role/R/a/b"},
     "arn:aws:iam::1:role/R",
     "R/a/b",
     "R"},
    {"other partition",
     {.type = "AssumedRole", .arn = "arn:aws-cn:sts::1:assumed-role/R/s"},
     "arn:aws-cn:iam::1:role/R",
     "R/s",
     "R"},
    {"session that hides in a role name",
     {.type = "AssumedRole", .arn = "arn:aws:sts::1:assumed-role/R/assumed-role/x"},
     "arn:aws:iam::1:role/R",
     "R/assumed-role/x",
     "R"},
    {"role",
     {.type = "Role", .arn = "arn:aws:iam::1:role/p/R", .principalId = "AROAEXAMPLE"},
     "arn:aws:iam::1:role/p/R",
     "R",
     "R"},
    {"federated user",
     {.type = "FederatedUser", .arn = "arn:aws:sts::1:federated-user/Anna", .principalId = "1:Anna"},
     "arn:aws:sts::1:federated-user/Anna",
     "Anna",
     "Anna"},
    {"service",
     {.type = "AWSService", .invokedBy = "ec2.amazonaws.com"},
     "ec2.amazonaws.com",
     "ec2.amazonaws.com",
     "ec2.amazonaws.com"},
    {"service event",
     {.accountId = "123456789012", .invokedBy = "secretsmanager.amazonaws.com"},
     "secretsmanager.amazonaws.com",
     "secretsmanager.amazonaws.com",
     "secretsmanager.amazonaws.com"},
    {"no type but an account",
     {.accountId = "123456789012"},
     "account 123456789012",
     "account 123456789012",
     "account 123456789012"},
    {"other account's role",
     {.type = "AWSAccount", .accountId = "999988887777", .principalId = "AROAEXAMPLE:anna"},
     "AROAEXAMPLE@999988887777",
     "anna@999988887777",
     "AROAEXAMPLE@999988887777"},
    {"other account's user",
     {.type = "AWSAccount", .accountId = "999988887777", .principalId = "AIDAEXAMPLE"},
     "AIDAEXAMPLE@999988887777",
     "AIDAEXAMPLE@999988887777",
     "AIDAEXAMPLE@999988887777"},
    {"other account",
     {.type = "AWSAccount", .accountId = "999988887777", .principalId = "999988887777"},
     "account 999988887777",
     "account 999988887777",
     "account 999988887777"},
    {"anonymous", {.type = "AWSAccount", .accountId = "ANONYMOUS_PRINCIPAL"}, "anonymous", "anonymous", "anonymous"},
    {"Identity Center",
     {.type = "IdentityCenterUser", .accountId = "1", .onBehalfOfUserId = "uuid-1"},
     "uuid-1",
     "uuid-1",
     "uuid-1"},
    {"Identity Center with name",
     {.type = "IdentityCenterUser", .userName = "anna", .onBehalfOfUserId = "uuid-1"},
     "uuid-1",
     "anna",
     "anna"},
    {"GitHub",
     {.type = "WebIdentityUser",
      .userName = "repo:org/app:ref:refs/heads/main",
      .principalId = "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:org/app"},
     "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:org/app",
     "repo:org/app:ref:refs/heads/main",
     "repo:org/app:ref:refs/heads/main"},
    {"SAML",
     {.type = "SAMLUser", .userName = "anna@corp", .principalId = "qualifier:anna@corp"},
     "qualifier:anna@corp",
     "anna@corp",
     "anna@corp"},
    {"SAML without name",
     {.type = "SAMLUser", .principalId = "qualifier:anna@corp"},
     "qualifier:anna@corp",
     "anna@corp",
     "anna@corp"},
    {"directory", {.type = "Directory", .userName = "anna"}, "anna", "anna", "anna"},
    {"unknown type with name", {.type = "Unknown", .accountId = "1", .userName = "anna"}, "anna@1", "anna", "anna"},
    {"typeless session",
     {.arn = kSession},
     "arn:aws:iam::123456789012:role/DeployRole",
     "DeployRole/build-214",
     "DeployRole"},
    {"hostile name stays as it is",
     {.type = "IAMUser", .arn = "arn:aws:iam::1:user/a", .userName = "=cmd|'/c calc'!A1\n\u202Etxt"},
     "arn:aws:iam::1:user/a",
     "=cmd|'/c calc'!A1\n\u202Etxt",
     "=cmd|'/c calc'!A1\n\u202Etxt"},
};

} // namespace

class TestActor : public QObject {
    Q_OBJECT
private slots:
    void tells_data();
    void tells();
    void lanesOfKeys();
    void neverEmpty();
    void sessionsOfRoles();
};

void TestActor::tells_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kCases)); ++i)
        QTest::newRow(kCases[i].what) << i;
}

void TestActor::tells() {
    QFETCH(int, index);
    const Case& c = kCases[index];
    const Actor actor = actorOf(c.facts);
    QCOMPARE(QByteArray::fromStdString(actor.key), QByteArray(c.key));
    QCOMPARE(QByteArray::fromStdString(actor.name), QByteArray(c.name));
    QCOMPARE(QByteArray::fromStdString(actor.laneName), QByteArray(c.lane));
}

void TestActor::lanesOfKeys() {
    QCOMPARE(laneName("arn:aws:iam::123456789012:role/ci/DeployRole"), std::string("DeployRole"));
    QCOMPARE(laneName("root@123456789012"), std::string("root@123456789012"));
    QCOMPARE(laneName("ec2.amazonaws.com"), std::string("ec2.amazonaws.com"));
}

// Every combination of missing fields gives a key, a name and a lane.
void TestActor::neverEmpty() {
    constexpr std::string_view kTypes[] = {
        "",          "Root",       "IAMUser",    "AssumedRole",        "Role",     "FederatedUser",
        "Directory", "AWSAccount", "AWSService", "IdentityCenterUser", "SAMLUser", "WebIdentityUser",
        "Unknown",   "x"};
    for (const std::string_view type : kTypes) {
        for (unsigned bits = 0; bits < 512; ++bits) {
            const auto has = [bits](unsigned i, std::string_view text) {
                return (bits >> i & 1) != 0 ? text : std::string_view{};
            };
            const Actor actor =
                actorOf({type, has(0, kSession), has(1, "1"), has(2, "AKIA"), has(3, "u"), has(4, "AROA:s"),
                         has(5, "s.amazonaws.com"), has(6, "arn:aws:iam::1:role/R"), has(7, "R"), has(8, "id")});
            QVERIFY2(!actor.key.empty() && !actor.name.empty() && !actor.laneName.empty(), type.data());
        }
    }
}

// Who acts in a role does not depend on the key that was used, nor on the service that called for it.
void TestActor::sessionsOfRoles() {
    QVERIFY(isToldByRole("AssumedRole") && isToldByRole("Role"));
    for (const std::string_view type : {"", "Root", "IAMUser", "AWSAccount", "AWSService", "assumedrole", "x"})
        QVERIFY(!isToldByRole(type));
    for (unsigned bits = 0; bits < 64; ++bits) {
        const auto has = [bits](unsigned i, std::string_view text) {
            return (bits >> i & 1) != 0 ? text : std::string_view{};
        };
        const std::string_view type = has(5, "AssumedRole").empty() ? "Role" : "AssumedRole";
        const auto with = [&](std::string_view key, std::string_view user, std::string_view by, std::string_view id) {
            const Actor actor = actorOf({type, has(0, kSession), has(1, "1"), key, user, has(2, "AROA:s"), by,
                                         has(3, "arn:aws:iam::1:role/R"), has(4, "R"), id});
            return actor.key + '\n' + actor.name + '\n' + actor.laneName;
        };
        QCOMPARE(with("AKIA", "u", "s.amazonaws.com", "id"), with({}, {}, {}, {}));
    }
}

QTEST_APPLESS_MAIN(TestActor)
#include "tst_actor.moc"
