// SPDX-License-Identifier: Apache-2.0
//
// The words in names: hostile and odd names first.
#include "events/callwords.h"

#include <QTest>

using namespace rastro;

class TestCallWords : public QObject {
    Q_OBJECT
private slots:
    void spaces_data();
    void spaces();
    void singulars();
    void verbs_data();
    void verbs();
};

void TestCallWords::spaces_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    const std::pair<const char*, const char*> cases[] = {
        {"", ""},
        {"_", ""},
        {"__a__b", "a b"},
        {"A", "a"},
        {"a", "a"},
        {"AAAA", "AAAA"},
        {"123", "123"},
        {"V2", "v2"},
        {"SecurityGroups", "security groups"},
        {"DBInstances", "DB instances"},
        {"WebACLs", "web ACLs"},
        {"IPSets", "IP sets"},
        {"SAMLProvider", "SAML provider"},
        {"VpcLinks", "VPC links"},
        {"Vpcs", "VPCs"},
        {"OpenIDConnectProvider", "open ID connect provider"},
        {"autoScalingGroup", "auto scaling group"},
        {"dBInstance", "d b instance"},
        {"ObjectsV2", "objects"},
        {"EbsEncryptionByDefault", "EBS encryption by default"},
        {"S3Bucket", "s3 bucket"},
        {"MFADevices", "MFA devices"},
        {"SSHPublicKeys", "SSH public keys"},
        {"GroupName_x", "group name x"},
    };
    for (const auto& [name, words] : cases)
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(words);
}

void TestCallWords::spaces() {
    QFETCH(QString, name);
    QFETCH(QString, words);
    QCOMPARE(QString::fromStdString(spaced(name.toStdString())), words);
}

void TestCallWords::singulars() {
    const std::pair<const char*, const char*> cases[] = {
        {"", ""},
        {"s", "s"},
        {"policies", "policy"},
        {"security groups", "security group"},
        {"addresses", "address"},
        {"access", "access"},
        {"status", "status"},
        {"analysis", "analysis"},
        {"indexes", "index"},
        {"batches", "batch"},
        {"ACLs", "ACL"},
        {"images", "image"},
    };
    for (const auto& [many, one] : cases)
        QCOMPARE(singular(many), std::string(one));
}

void TestCallWords::verbs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("noun");
    const std::tuple<const char*, const char*, const char*> cases[] = {
        {"", "", ""},
        {"<script>", "", "<script>"},
        {"describeX", "", "describeX"},
        {"ConsoleLogin", "", "ConsoleLogin"},
        {"Get", "read", ""},
        {"GetUser", "read", "User"},
        {"BatchGetImage", "read", "Image"},
        {"Batch", "", "Batch"},
        {"AdminCreateUser", "created", "User"},
        {"CopySnapshot", "copied", "Snapshot"},
        {"DeployApp", "deployed", "App"},
        {"StopInstances", "stopped", "Instances"},
        {"TagResource", "tagged", "Resource"},
        {"PutItem", "put", "Item"},
        {"RunTask", "ran", "Task"},
        {"SendCommand", "sent", "Command"},
        {"TerminateInstances", "terminated", "Instances"},
        {"QueryObjects", "queried", "Objects"},
        {"CancelJob", "cancelled", "Job"},
    };
    for (const auto& [name, verb, noun] : cases)
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(verb) << QString::fromLatin1(noun);
}

void TestCallWords::verbs() {
    QFETCH(QString, name);
    QFETCH(QString, verb);
    QFETCH(QString, noun);
    const std::string text = name.toStdString(); // the words refer to it
    const CallWords words = wordsOf(text);
    QCOMPARE(QString::fromStdString(words.verb), verb);
    QCOMPARE(QString::fromStdString(std::string(words.noun)), noun);
    QVERIFY(!words.preposition.empty());
}

QTEST_APPLESS_MAIN(TestCallWords)
#include "tst_callwords.moc"
