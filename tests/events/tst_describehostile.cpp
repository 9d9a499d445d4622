// SPDX-License-Identifier: Apache-2.0
//
// Records written to break a reader: wrong types everywhere, depth, size, control characters. A summary is never empty
// and values pass through unchanged.
#include "base/jsonstring.h"
#include "events/calltable.h"
#include "events/describe.h"

#include <QTest>

using namespace rastro;

class TestDescribeHostile : public QObject {
    Q_OBJECT
private slots:
    void wrongTypes_data();
    void wrongTypes();
    void everyCallWithEveryRequest();
    void passesTextThrough();
    void depthAndSize();
};

static json::Tree parsed(const std::string& text) {
    auto tree = json::Tree::parse(text);
    if (!tree)
        qFatal("the test's own record is no JSON: %s", text.substr(0, 200).c_str());
    return std::move(*tree);
}

void TestDescribeHostile::wrongTypes_data() {
    QTest::addColumn<QByteArray>("record");
    const char* records[] = {
        "null",
        "[]",
        "7",
        "\"x\"",
        "true",
        "{}",
        "[{}]",
        R"({"eventName":null,"eventSource":null})",
        R"({"eventName":{},"eventSource":[]})",
        R"({"eventName":"","eventSource":""})",
        R"({"eventName":"GetObject","eventSource":7})",
        "{\"eventName\":\"\\u0000\\u202e<b>\",\"eventSource\":\"x\"}",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":[]})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":"null"})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":"{broken"})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":7,"responseElements":true})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":{"userName":{"a":[]}}})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":{"userName":[[[["u"]]]]}})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":{"":"u","Id":"","Set":"s","List":[]}})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","requestParameters":{"omitted":{},"items":{"items":{"item":[]}}}})",
        R"({"eventName":"CreateUser","eventSource":"iam.amazonaws.com","resources":{"ARN":7},"userIdentity":"root"})",
        R"({"eventName":"x","eventSource":"x","errorMessage":" on resource: "})",
        R"({"eventName":"x","eventSource":"x","errorMessage":" on resource: arn:"})",
        R"({"eventName":"x","eventSource":"x","errorMessage":" on resource: arn:aws:iam::1:/"})",
        R"({"eventType":"AwsCloudTrailInsight","insightDetails":[]})",
        R"({"eventType":"AwsAggregatedEvent","summary":7})",
    };
    for (const char* record : records)
        QTest::newRow(record) << QByteArray(record);
}

void TestDescribeHostile::wrongTypes() {
    QFETCH(QByteArray, record);
    const json::Tree tree = parsed(record.toStdString());
    QVERIFY(!describe(tree).summary.empty());
    const HeadLine head = headLine(tree);
    QVERIFY(!head.who.empty() && !head.what.empty() && !head.ending.empty());
}

// Each row of the table against requests that have nothing, or one text under every name its templates ask for.
void TestDescribeHostile::everyCallWithEveryRequest() {
    for (const auto part : callFamilies()) {
        for (const CallFamily& family : part) {
            for (const Call& call : family.calls) {
                const std::string head =
                    R"({"eventSource":")" + std::string(family.service) + R"(.amazonaws.com","eventName":")" +
                    std::string(call.name.substr(0, call.name.find('*'))) + R"(","requestParameters":)";
                for (const char* request :
                     {"null", "{}", "\"\"", "[1,2]", R"({"name":"n","id":"i","arn":"arn:aws:x:r:1:t/n"})",
                      R"({"omitted":true})"}) {
                    const Description description = describe(parsed(head + request + "}"));
                    QVERIFY2(!description.summary.empty(), call.name.data());
                    QVERIFY2(description.summary.find_first_of("{}[]|") == std::string::npos,
                             description.summary.c_str());
                }
            }
        }
    }
}

void TestDescribeHostile::passesTextThrough() {
    const std::string name = "=HYPERLINK(\"x\")\n\u202Egnp.exe\t{userName}[a|b]";
    const json::Tree tree =
        parsed(R"({"eventSource":"iam.amazonaws.com","eventName":"AttachUserPolicy","requestParameters":)"
               R"({"policyArn":"p","userName":)" +
               json::quote(name) + "}}");
    QCOMPARE(describe(tree).target, "user " + name);
    QCOMPARE(describe(tree).summary, "attached p to user " + name);
    const json::Tree call = parsed(R"({"eventSource":"x","eventName":)" + json::quote("<img src=x>\a") + "}");
    QCOMPARE(describe(call).summary, std::string("called <img src=x>\a"));
}

void TestDescribeHostile::depthAndSize() {
    const std::string head =
        R"({"eventSource":"s3.amazonaws.com","eventName":"DeleteWidgets","requestParameters":{"widgetIds":)";
    const std::string deep = head + std::string(250, '[') + "\"x\"" + std::string(250, ']') + "}}";
    QCOMPARE(describe(parsed(deep)).target, std::string("widget x"));
    std::string wide = head + "[";
    for (int i = 0; i < 100'000; ++i)
        wide += "\"w" + std::to_string(i) + "\",";
    QCOMPARE(describe(parsed(wide + "\"last\"]}}")).target, std::string("widget w0, w1 +99999"));
    const std::string big(4'000'000, 'k');
    const std::string get =
        R"({"eventSource":"s3.amazonaws.com","eventName":"GetObject","requestParameters":{"bucketName":"b","key":")";
    QCOMPARE(describe(parsed(get + big + "\"}}")).target, "b/" + big);
}

QTEST_APPLESS_MAIN(TestDescribeHostile)
#include "tst_describehostile.moc"
