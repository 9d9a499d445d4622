// SPDX-License-Identifier: Apache-2.0
//
// Duplicates, conflicts and summary rows, whatever the order and the form the copies come in.
#include "support/loading.h"

#include <QTest>

#include <set>

using namespace rastro;
using namespace rastro::test;

class TestDuplicates : public QObject {
    Q_OBJECT
private slots:
    void sameBytes();
    void sameValueOtherBytes();
    void conflictsStay();
    void emptyIdIsNoId();
    void formsOfTheId();
    void summaryGivesWay();
    void summariesThatContradictAreAConflict();
    void lookupEvents();
    void keptIsTheLowestPlace();
    void loadingMoreJudgesAgain();

private:
    Folder m_folder;
};

void TestDuplicates::sameBytes() {
    const SnapshotPtr s = loadText("[" + makeEvent(1) + "," + makeEvent(2) + "," + makeEvent(1) + "]");
    QCOMPARE(s->report().events, std::uint64_t{2});
    QCOMPARE(s->report().duplicates, std::uint64_t{1});
    QCOMPARE(s->report().conflicts, std::uint64_t{0});
    QCOMPARE(s->state(RowId{0}), RowState::Kept);
    QCOMPARE(s->state(RowId{2}), RowState::Duplicate);
    QCOMPARE(index(s->keptRow(RowId{2})), 0u);
    QCOMPARE(s->timeOrder().size(), std::size_t{2});
    QCOMPARE(s->sharedFullTimeOrder()->size(), std::size_t{3});
}

void TestDuplicates::sameValueOtherBytes() {
    const std::string a = R"({"eventVersion":"1.08","eventName":"A","eventSource":"s","eventID":"x","n":[1.0,{"a":1,"b":"\u0041"}]})";
    const std::string b = R"({ "eventSource":"s","eventName":"A","eventID":"x", "n":[10e-1,{"b":"A","a":1}],"eventVersion":"1.08"})";
    const SnapshotPtr s = loadText(a + "\n" + b + "\n");
    QCOMPARE(s->report().duplicates, std::uint64_t{1});
    QCOMPARE(s->report().conflicts, std::uint64_t{0});
}

void TestDuplicates::conflictsStay() {
    const std::string more = R"(,"n":1)";
    const SnapshotPtr s = loadText("[" + makeEvent(1) + "," + makeEvent(1, more) + "," + makeEvent(1, more) + "," + makeEvent(4) + "]");
    QCOMPARE(s->report().events, std::uint64_t{3});
    QCOMPARE(s->report().conflicts, std::uint64_t{1});
    QCOMPARE(s->report().duplicates, std::uint64_t{1});
    QVERIFY(s->isConflict(RowId{0}) && s->isConflict(RowId{1}));
    QVERIFY(!s->isConflict(RowId{3}));
}

void TestDuplicates::emptyIdIsNoId() {
    const std::string a = R"({"eventVersion":"1","eventName":"A","eventSource":"s","eventID":""})";
    const std::string b = R"({"eventVersion":"1","eventName":"A","eventSource":"s"})";
    QCOMPARE(loadText("[" + a + "," + a + "," + b + "," + b + "]")->report().events, std::uint64_t{4});
}

void TestDuplicates::formsOfTheId() {
    const auto record = [](const std::string& id, int n) {
        return R"({"eventVersion":"1","eventName":"A","eventSource":"s","eventID":)" + id + ",\"n\":" + std::to_string(n) + "}";
    };
    // A number is no id; a GUID is the same with an escape in it; a conflict counts once for its id, text or GUID.
    QCOMPARE(loadText(record("5", 1) + record("5", 1))->report().events, std::uint64_t{2});
    const std::string guid = "00000001-0000-4000-8000-000000000001";
    QCOMPARE(loadText(record("\"" + guid + "\"", 1) + record("\"\\u0030" + guid.substr(1) + "\"", 1))->report().duplicates, std::uint64_t{1});
    QCOMPARE(loadText(record("\"abc\"", 1) + record("\"abc\"", 2) + record("\"abc\"", 3))->report().conflicts, std::uint64_t{1});
}

void TestDuplicates::summaryGivesWay() {
    const std::string csv = "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,"
                            "Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\n"
                            "u,,2024-03-01T00:00:01Z,iam.amazonaws.com,Call1,us-east-1,,,,[],,00000000-0000-4000-8000-000000000001,true,,,\n"
                            "u,,2024-03-01T00:00:05Z,iam.amazonaws.com,Call5,us-east-1,,,,[],,00000000-0000-4000-8000-000000000005,true,,,\n";
    const std::string old = "\xEF\xBB\xBF" "Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,Error code,Source IP address\r\n"
                            "00000000-0000-4000-8000-000000000005,\"2024-03-01, 00:00:05 AM\",u,Call5,,,,us-east-1,,\r\n"
                            "00000000-0000-4000-8000-000000000007,\"2024-03-01, 07:00:05 PM\",u,Call7,,,,us-east-1,,\r\n";
    const Folder folder;
    folder.write("a.csv", csv);
    folder.write("b.csv", old);
    folder.write("c.json", makeEvent(1));
    const SnapshotPtr s = load(folder.path());
    QCOMPARE(s->rowCount(), 5u);
    QCOMPARE(s->report().events, std::uint64_t{3});
    QCOMPARE(s->report().replaced, std::uint64_t{2});
    QCOMPARE(s->report().duplicates, std::uint64_t{0});
    std::set<std::string> times;
    RecordReader reader;
    for (const std::uint32_t r : s->timeOrder()) {
        times.insert(s->text(Column::EventTime, RowId{r}));
        const auto json = reader.readJson(*s, RowId{r});
        QVERIFY(json && json->starts_with('{'));
        const auto bytes = reader.read(*s, RowId{r});
        QCOMPARE(bytes->starts_with('{'), !s->isSummaryOnly(RowId{r}));
    }
    QVERIFY(times.contains("2024-03-01T19:00:05Z"));
    QVERIFY(times.contains("2024-03-01T00:00:05Z"));
}

void TestDuplicates::summariesThatContradictAreAConflict() {
    const std::string today = "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,"
                              "Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category\n";
    const std::string old = "Event ID,Event time,User name,Event name,Resource type,Resources,AWS access key,AWS region,Error code,"
                            "Source IP address\n";
    const auto row = [](const char* user) { return std::string(user) + ",,2024-03-01T00:00:05Z,iam.amazonaws.com,Call,us-east-1,1.1.1.1,a,,,r,id1,true,t,1,m\n"; };
    const Folder folder;
    folder.write("a.csv", today + row("bob"));
    folder.write("b.csv", today + row("al"));
    folder.write("c.csv", old + "id1,2024-03-01T00:00:05Z,bob,Call,,,,us-east-1,,1.1.1.1\n"); // tells less of bob's
    folder.write("d.csv", today + row("bob"));
    const SnapshotPtr s = load(folder.path());
    QCOMPARE(s->report().events, std::uint64_t{2});
    QCOMPARE(s->report().conflicts, std::uint64_t{1});
    QCOMPARE(s->report().duplicates, std::uint64_t{1});
    QCOMPARE(s->report().replaced, std::uint64_t{1});
    folder.write("e.json", R"({"eventVersion":"1","userIdentity":{"userName":"bob"},"eventSource":"iam.amazonaws.com","eventName":"Call","eventID":"id1"})");
    const SnapshotPtr full = load(folder.path());
    QCOMPARE(full->report().events, std::uint64_t{1});
    QCOMPARE(full->report().conflicts, std::uint64_t{0});
}

void TestDuplicates::lookupEvents() {
    const auto inString = [](const std::string& record) {
        std::string out = "\"";
        for (const char c : record)
            out += c == '"' || c == '\\' ? std::string("\\") + c : c == '/' ? std::string("\\/") : std::string(1, c);
        return out + "\"";
    };
    const std::string record = makeEvent(3, R"(,"path":"a/b\\c\u0041")");
    const std::string text = R"({"Events":[{"EventId":"x","CloudTrailEvent":)" + inString(record) + "}]}\n" + record;
    const SnapshotPtr s = loadText(text);
    QCOMPARE(s->rowCount(), 2u);
    QCOMPARE(s->report().duplicates, std::uint64_t{1});
    const Folder folder;
    const SnapshotPtr again = load(folder.write("a.json", text));
    RecordReader reader;
    QVERIFY(*reader.read(*again, RowId{0}) == record);
}

void TestDuplicates::keptIsTheLowestPlace() {
    const Folder folder;
    for (const char* name : {"c.json", "a.json", "b.json"})
        folder.write(name, "[" + makeEvent(1) + "," + makeEvent(2) + "]");
    for (int turn = 0; turn < 10; ++turn) {
        const SnapshotPtr s = load(folder.path());
        QCOMPARE(s->report().events, std::uint64_t{2});
        for (const std::uint32_t r : s->timeOrder())
            QVERIFY(s->sources().path(s->source(RowId{r})).ends_with("a.json"));
    }
}

void TestDuplicates::loadingMoreJudgesAgain() {
    const Folder folder;
    const std::string b = folder.write("b.json", makeEvent(1) + makeEvent(2));
    const std::string a = folder.write("a.json", makeEvent(2) + makeEvent(3));
    EventStore store;
    Checkpoint checkpoint;
    SnapshotPtr s = Loader(store, {.threads = 2}).load({b}, checkpoint, {});
    QCOMPARE(s->report().events, std::uint64_t{2});
    s = Loader(store, {.threads = 2}).load({a}, checkpoint, {});
    QCOMPARE(s->report().events, std::uint64_t{3});
    QCOMPARE(s->report().duplicates, std::uint64_t{1});
    QCOMPARE(s->report().filesRead, std::uint64_t{2});
    QVERIFY(std::ranges::is_sorted(s->timeOrder(), {}, [&](std::uint32_t r) { return s->time(RowId{r}); }));
}

QTEST_APPLESS_MAIN(TestDuplicates)
#include "tst_duplicates.moc"
