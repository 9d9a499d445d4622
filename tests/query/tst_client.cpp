// SPDX-License-Identifier: Apache-2.0
#include "query/clientcolumn.h"

#include "language/parser.h"
#include "query/aggregate.h"
#include "query/filter.h"
#include "query/pickrows.h"
#include "support/loading.h"
#include "support/mmdb.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace rastro;
using namespace rastro::test;

namespace {

std::map<std::string, std::uint64_t> countsBy(const Snapshot& snapshot, Finding finding, const std::string& filter) {
    OnDemandCache columns;
    Checkpoint checkpoint;
    const auto found = filterRows(snapshot, std::get<Expression>(parseFilter(filter)), {columns, {}, 2}, checkpoint);
    const auto rows = pickRows(snapshot, snapshot.timeOrder(), *found, 2, checkpoint);
    const auto groups = aggregate(snapshot, *rows, {.by = {AnyColumn(finding)}}, columns, 2, checkpoint);
    std::map<std::string, std::uint64_t> counts;
    for (const AggregateGroup& group : groups->groups)
        counts[group.key[0].value_or("(none)")] = group.count;
    return counts;
}

std::string call(unsigned n, const std::string& identity, const std::string& address, const std::string& agent) {
    std::string event = makeEvent(n, R"(,"sourceIPAddress":")" + address + R"(","userAgent":")" + agent + "\"");
    const std::size_t begin = event.find(R"({"type":"IAMUser")");
    event.replace(begin, event.find('}', begin) - begin + 1, identity);
    return event + '\n';
}

} // namespace

class TestClient : public QObject {
    Q_OBJECT
private slots:
    void families_data();
    void families();
    void networks();
    void oneKeyOfTwoClients();
    void credentialsWithoutKey();
    void credentialsWithEmptyKey();
    void kindsOfOrigin();
    void stopsWhenAsked();
};

void TestClient::families_data() {
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("family");
    QTest::newRow("cli") << "aws-cli/2.13.5 Python/3.11.4 Linux/5.10" << "aws-cli";
    QTest::newRow("in brackets") << "[aws-sdk-go/1.44 (go1.19; linux; amd64)]" << "aws-sdk-go";
    QTest::newRow("browser") << "Mozilla/5.0 (X11; Linux x86_64)" << "browser";
    QTest::newRow("terraform") << "APN/1.0 HashiCorp/1.0 Terraform/1.5.7 aws-sdk-go-v2/1.21" << "Terraform";
    QTest::newRow("service") << "cloudtrail.amazonaws.com" << "cloudtrail.amazonaws.com";
    QTest::newRow("words") << "AWS Internal" << "AWS";
    QTest::newRow("none") << "" << "";
    QTest::newRow("only a slash") << "/x" << "/x";
    QTest::newRow("only a bracket") << "[" << "";
}

void TestClient::families() {
    QFETCH(QString, agent);
    QFETCH(QString, family);
    QCOMPARE(QString::fromStdString(agentFamily(agent.toStdString())), family);
}

void TestClient::networks() {
    QCOMPARE(clientNetwork("203.0.113.77", nullptr), std::string("203.0.113.0/24"));
    QCOMPARE(clientNetwork("2001:db8:1:2::9", nullptr), std::string("2001:db8:1::/48"));
    QCOMPARE(clientNetwork("::ffff:203.0.113.77", nullptr), std::string("203.0.113.0/24"));
    QCOMPARE(clientNetwork("ec2.amazonaws.com", nullptr), std::string("ec2.amazonaws.com"));
    QCOMPARE(clientNetwork("", nullptr), std::string());
    QCOMPARE(clientNetwork("999.1.1.1", nullptr), std::string("999.1.1.1"));
}

// The leaked key of the story: its owner, and the thief.
void TestClient::oneKeyOfTwoClients() {
    const SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    const auto counts = countsBy(*snapshot, Finding::Client, "key:AKIARZPUZDIKD7PRKXCQ");
    QCOMPARE(counts.size(), std::size_t{2});
    QCOMPARE(counts.at("AKIARZPUZDIKD7PRKXCQ  198.51.100.0/24  aws-cli"), std::uint64_t{130});
    QCOMPARE(counts.at("AKIARZPUZDIKD7PRKXCQ  203.0.113.0/24  Boto3"), std::uint64_t{85});
}

void TestClient::credentialsWithoutKey() {
    const std::string session = R"({"type":"AssumedRole","principalId":"AROA1:s","sessionContext":{"attributes":{"creationDate":"2024-03-01T00:00:00Z"}}})";
    const SnapshotPtr snapshot = loadText(call(1, session, "203.0.113.1", "x/1") + call(2, session, "203.0.113.200", "x/2") +
                                          call(3, R"({"type":"AWSService","invokedBy":"ec2.amazonaws.com"})", "ec2.amazonaws.com", "ec2.amazonaws.com") +
                                          call(4, R"({"type":"IAMUser","principalId":"AIDA1","accessKeyId":"AKIA1"})", "203.0.113.1", "y/1"));
    const auto counts = countsBy(*snapshot, Finding::Client, "");
    QCOMPARE(counts.size(), std::size_t{3});
    QCOMPARE(counts.at("AROA1:s@2024-03-01T00:00:00Z  203.0.113.0/24  x"), std::uint64_t{2});
    QCOMPARE(counts.at("AKIA1  203.0.113.0/24  y"), std::uint64_t{1});
    QCOMPARE(counts.at("(none)"), std::uint64_t{1});
}

// An empty access key is no key: each session is its own client, and root has no credential to tell.
void TestClient::credentialsWithEmptyKey() {
    const auto session = [](const std::string& who) {
        return R"({"type":"AssumedRole","principalId":")" + who + R"(","accessKeyId":"",)" +
               R"("sessionContext":{"attributes":{"creationDate":"2024-03-01T00:00:00Z"}}})";
    };
    const std::string root = R"({"type":"Root","principalId":"1","accessKeyId":""})";
    const SnapshotPtr snapshot =
        loadText(call(1, session("AROA1:a"), "203.0.113.1", "x/1") + call(2, session("AROA2:b"), "203.0.113.1", "x/1") +
                 call(3, root, "203.0.113.1", "x/1"));
    const auto counts = countsBy(*snapshot, Finding::Client, "");
    QCOMPARE(counts.size(), std::size_t{3});
    QCOMPARE(counts.at("AROA1:a@2024-03-01T00:00:00Z  203.0.113.0/24  x"), std::uint64_t{1});
    QCOMPARE(counts.at("AROA2:b@2024-03-01T00:00:00Z  203.0.113.0/24  x"), std::uint64_t{1});
    QCOMPARE(counts.at("(none)"), std::uint64_t{1});
}

void TestClient::kindsOfOrigin() {
    const SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    const auto kinds = [&](const char* filter) { return countsBy(*snapshot, Finding::OriginKind, filter); };
    const auto only = [&](const char* filter, const char* kind) {
        const auto counts = kinds(filter);
        return counts.size() == 1 && counts.begin()->first == kind;
    };
    QVERIFY(only("origin:i-*", "workload"));
    QVERIFY(only("origin:*repo?meridian-example*", "ci"));
    QVERIFY(only("userIdentity.type:Root", "human"));
    QVERIFY(only("actor:ana", "human")); // signs in to the console
    QVERIFY(only("origin:AKIARZPUZDIKD7PRKXCQ", "(none)")); // anybody may have a key
    QVERIFY(only("actor:cloudtrail.amazonaws.com", "service"));
}

void TestClient::stopsWhenAsked() {
    const SnapshotPtr snapshot = load(RASTRO_SOURCE_DIR "/resources/sample");
    Checkpoint stopped;
    stopped.requestStop();
    const auto made = makeClientColumn(*snapshot, nullptr, stopped);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestClient)
#include "tst_client.moc"
