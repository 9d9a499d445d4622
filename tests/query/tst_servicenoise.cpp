// SPDX-License-Identifier: Apache-2.0
#include "language/parser.h"
#include "language/unparser.h"
#include "query/filter.h"
#include "query/servicenoise.h"

#include "support/loading.h"

#include <QTest>

using namespace rastro;
using namespace rastro::test;

namespace {

Expression parsed(std::string_view text) { return std::get<Expression>(parseFilter(text)); }

std::string callBy(const std::string& identity, const std::string& source, const std::string& name) {
    std::string text = "{'eventVersion':'1.08','eventTime':'2024-05-01T00:00:00Z','eventSource':'" + source + "','eventName':'" +
                       name + "','userIdentity':{" + identity + "},'recipientAccountId':'111111111111'}\n";
    std::ranges::replace(text, '\'', '"');
    return text;
}

const std::string kService = "'type':'AWSService','invokedBy':'config.amazonaws.com'";
const std::string kServiceRole = "'type':'AssumedRole','sessionContext':{'sessionIssuer':{'userName':'AWSServiceRoleForConfig'}}";
const std::string kForAPerson = "'type':'IAMUser','userName':'a','invokedBy':'secretsmanager.amazonaws.com'";

} // namespace

class TestServiceNoise : public QObject {
    Q_OBJECT
private slots:
    void whatIsNoise_data();
    void whatIsNoise();
    void isATermOfItsOwn();
    void isTheFilterItSays();
};

void TestServiceNoise::whatIsNoise_data() {
    QTest::addColumn<QString>("record");
    QTest::addColumn<bool>("isNoise");
    const auto row = [](const char* name, const std::string& record, bool isNoise) {
        QTest::newRow(name) << QString::fromStdString(record) << isNoise;
    };
    row("a service reads", callBy(kService, "s3.amazonaws.com", "GetBucketAcl"), true);
    row("a service changes", callBy(kService, "s3.amazonaws.com", "PutObject"), true);
    row("a service assumes a role", callBy(kService, "sts.amazonaws.com", "AssumeRole"), false);
    row("its own role reads", callBy(kServiceRole, "ec2.amazonaws.com", "DescribeInstances"), true);
    row("its own role makes a key", callBy(kServiceRole, "iam.amazonaws.com", "CreateAccessKey"), false);
    row("for a person", callBy(kForAPerson, "kms.amazonaws.com", "Decrypt"), false);
    row("another account", callBy("'type':'AWSAccount','accountId':'222222222222'", "s3.amazonaws.com", "GetObject"), false);
    row("a role of that name's beginning", callBy("'type':'AssumedRole','sessionContext':{'sessionIssuer':{'userName':'AWSServiceRole'}}", "ec2.amazonaws.com", "DescribeInstances"), false);
    row("nobody", callBy("", "ec2.amazonaws.com", "DescribeInstances"), false);
}

void TestServiceNoise::whatIsNoise() {
    QFETCH(QString, record);
    QFETCH(bool, isNoise);
    const Folder folder;
    folder.write("a.json", record.toStdString());
    const auto snapshot = load(folder.path());
    QCOMPARE(snapshot->rowCount(), 1u);
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto rows = filterRows(*snapshot, noNoiseTerm(), {columns, {}, 1}, checkpoint);
    QVERIFY(rows);
    QCOMPARE(rows->rows.count(), isNoise ? 0u : 1u);
}

void TestServiceNoise::isATermOfItsOwn() {
    QVERIFY(!withNoise(Expression{}));
    QVERIFY(!withNoise(parsed("user:a")));
    QCOMPARE(*withNoise(noNoiseTerm()), Expression{});
    QCOMPARE(*withNoise(parsed("user:a " + std::string(kNoNoiseFilter))), parsed("user:a"));
    QCOMPARE(*withNoise(parsed("user:a " + std::string(kNoNoiseFilter) + " ip:10.0.0.0/8")), parsed("user:a ip:10.0.0.0/8"));
    QVERIFY(!withNoise(parsed("user:a or " + std::string(kNoNoiseFilter))));
    QVERIFY(!withNoise(parsed("not ((userIdentity.type:AWSService) not kind:credential)"))); // edited: a term like any other
}

void TestServiceNoise::isTheFilterItSays() { QCOMPARE(filterText(noNoiseTerm()), std::string(kNoNoiseFilter)); }

QTEST_GUILESS_MAIN(TestServiceNoise)
#include "tst_servicenoise.moc"
