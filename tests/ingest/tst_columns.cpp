// SPDX-License-Identifier: Apache-2.0
//
// Every core column of every event of the shared data against an independent slow reading of its record.
#include "support/loading.h"

#include <QTest>

#include <filesystem>

#include <nlohmann/json.hpp>

using namespace rastro;
using namespace rastro::test;
using nlohmann::json;

class TestColumns : public QObject {
    Q_OBJECT
private slots:
    void sharedData();
    void derived();
    void unusualTypes();
    void idOfAnAggregatedEvent();
};

namespace {

const json* at(const json& record, std::string_view path) {
    const json* here = &record;
    while (!path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string step(path.substr(0, dot));
        if (!here->is_object() || !here->contains(step))
            return nullptr;
        here = &(*here)[step];
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    }
    return here;
}

// What the column should show: strings as they are, other scalars as written, nothing for null and containers.
std::string slowText(const json& record, std::string_view path) {
    const json* value = at(record, path);
    if (value == nullptr || value->is_null() || value->is_structured())
        return {};
    return value->is_string() ? value->get<std::string>() : value->dump();
}

bool isPlainPath(Column column) {
    return (isCoded(column) && column < Column::IssuedAccessKeyId) || info(column).storage == Storage::Identifier;
}

} // namespace

void TestColumns::sharedData() {
    const std::string root = std::string(RASTRO_SHARED_DIR) + "/data";
    if (!std::filesystem::exists(root))
        QSKIP("the shared data is absent");
    const SnapshotPtr s = load(root);
    QVERIFY(s->rowCount() > 10'000);
    RecordReader reader;
    unsigned compared = 0;
    for (unsigned r = 0; r < s->rowCount(); ++r) {
        const RowId row{r};
        const auto bytes = reader.readJson(*s, row);
        QVERIFY2(bool(bytes), bytes ? "" : bytes.error().what.c_str());
        const json record = json::parse(*bytes, nullptr, false);
        if (record.is_discarded())
            continue; // lenient records: another test
        ++compared;
        for (const ColumnInfo& c : allColumns()) {
            if (isPlainPath(c.column) && s->text(c.column, row) != slowText(record, c.name))
                QFAIL((std::string(c.name) + ": " + s->text(c.column, row) + " instead of " + slowText(record, c.name)).c_str());
        }
        const std::string time = slowText(record, "eventTime");
        QCOMPARE(s->time(row), parseTime(time).value_or(kNoTime));
        const std::string recipient = slowText(record, "recipientAccountId");
        QCOMPARE(s->text(Column::Account, row), recipient.empty() && (at(record, "recipientAccountId") == nullptr || at(record, "recipientAccountId")->is_null()) ? slowText(record, "userIdentity.accountId") : recipient);
        const bool isError = !slowText(record, "errorCode").empty() || !slowText(record, "errorMessage").empty() ||
                             slowText(record, "responseElements.ConsoleLogin") == "Failure";
        QCOMPARE(s->text(Column::Outcome, row) != "ok", isError);
        QVERIFY(!s->text(Column::Actor, row).empty());
        QVERIFY(!s->text(Column::ActorKey, row).empty());
        std::string issued = slowText(record, "responseElements.credentials.accessKeyId");
        if (issued.empty())
            issued = slowText(record, "responseElements.accessKey.accessKeyId");
        if (!issued.empty())
            QCOMPARE(s->text(Column::IssuedAccessKeyId, row), issued);
    }
    QVERIFY(compared > 10'000);
}

void TestColumns::derived() {
    const auto one = [](const std::string& record) {
        const SnapshotPtr s = loadText(record);
        return s->text(Column::Kind, RowId{0}) + "/" + s->text(Column::Outcome, RowId{0}) + "/" + s->text(Column::Actor, RowId{0});
    };
    const std::string head = R"({"eventVersion":"1","eventSource":"sts.amazonaws.com","eventName":"AssumeRole",)";
    QCOMPARE(one(head + R"("userIdentity":{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}})"), std::string("credential/ok/ec2.amazonaws.com"));
    QCOMPARE(one(head + R"("errorCode":"AccessDenied","userIdentity":{"type":"Root","accountId":"1"}})"), std::string("credential/denied/root@1"));
    QCOMPARE(one(R"({"eventVersion":"1","eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","eventType":"AwsConsoleSignIn",)"
                 R"("responseElements":{"ConsoleLogin":"Failure"},"userIdentity":{"type":"IAMUser","userName":"a"}})"),
             std::string("signin/failed/a"));
}

void TestColumns::unusualTypes() {
    const SnapshotPtr s = loadText(R"({"eventVersion":"1","eventSource":"s","eventName":"n","awsRegion":7,"errorCode":"","userAgent":{"a":1},)"
                                   R"("readOnly":"true","eventID":12,"sourceIPAddress":null,"userIdentity":"x"})");
    QCOMPARE(s->rowCount(), 1u);
    const RowId row{0};
    QCOMPARE(s->text(Column::AwsRegion, row), std::string("7"));
    QCOMPARE(s->text(Column::EventId, row), std::string("12"));
    QCOMPARE(s->text(Column::ReadOnly, row), std::string("true"));
    QVERIFY(!s->isMissing(Column::ErrorCode, row));
    QVERIFY(s->isMissing(Column::UserAgent, row));
    QVERIFY(s->isMissing(Column::SourceIPAddress, row));
    QCOMPARE(s->text(Column::Outcome, row), std::string("ok"));
}

void TestColumns::idOfAnAggregatedEvent() {
    const SnapshotPtr s = loadText(R"({"eventVersion":"1.0","eventType":"AwsAggregatedEvent","eventId":"00000000-0000-4000-8000-0000000000ab"})");
    QCOMPARE(s->rowCount(), 1u);
    QCOMPARE(s->text(Column::EventId, RowId{0}), std::string("00000000-0000-4000-8000-0000000000ab"));
}

QTEST_APPLESS_MAIN(TestColumns)
#include "tst_columns.moc"
