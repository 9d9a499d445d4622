// SPDX-License-Identifier: Apache-2.0
//
// Damaged and hostile texts: what must be kept and what must be told, written down by hand (no JSON library is asked).
#include "support/loading.h"

#include <QTest>

using namespace rastro;
using namespace rastro::test;

Q_DECLARE_METATYPE(std::string)

class TestDamage : public QObject {
    Q_OBJECT
private slots:
    void texts_data();
    void texts();
    void failureNamesTheOffset();
    void bytesAreKept_data();
    void bytesAreKept();
    void everyPrefixAndEveryFlip();
    void subscriptionDocuments();
    void summaryRows_data();
    void summaryRows();
    void marksBetweenFiles();
};

namespace {
std::string list(std::initializer_list<std::string> records) {
    std::string out = R"({"Records":[)";
    bool first = true;
    for (const std::string& r : records) {
        out += (first ? "" : ",") + r;
        first = false;
    }
    return out + "]}";
}
std::string deep(int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') + std::string(static_cast<std::size_t>(levels), ']');
}
} // namespace

void TestDamage::texts_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<unsigned>("events");
    QTest::addColumn<unsigned>("failures");
    const std::string a = makeEvent(1);
    const std::string b = makeEvent(2);
    const std::string c = makeEvent(3);
    QTest::newRow("whole") << list({a, b, c}) << 3u << 0u;
    QTest::newRow("lines") << a + "\n" + b + "\r\n" + c << 3u << 0u;
    QTest::newRow("concatenated") << a + b + c << 3u << 0u;
    QTest::newRow("bare list") << "[" + a + ",\n" + b + "]" << 2u << 0u;
    QTest::newRow("single") << a << 1u << 0u;
    QTest::newRow("BOM") << "\xEF\xBB\xBF" + list({a}) << 1u << 0u;
    QTest::newRow("behind blanks") << std::string(3'000'000, ' ') + list({a, b}) << 2u << 0u;
    QTest::newRow("blanks only") << std::string(3'000'000, '\n') << 0u << 0u;
    QTest::newRow("few blanks only") << std::string(" \n") << 0u << 0u;
    QTest::newRow("lists joined") << list({a}) + "\n" + list({b, c}) << 3u << 0u;
    QTest::newRow("other keys around") << R"({"x":[1,{"y":2}],"Records":[)" + a + "," + b + R"(],"z":null})" << 2u << 0u;
    QTest::newRow("bad word inside") << list({a, makeEvent(9, R"(,"readOnly":tru)"), c}) << 2u << 1u;
    QTest::newRow("bad number") << list({a, makeEvent(9, R"(,"n":01)"), c}) << 2u << 1u;
    QTest::newRow("bad escape") << list({a, makeEvent(9, R"(,"n":"\q")"), c}) << 2u << 1u;
    QTest::newRow("quote lost") << list({a, makeEvent(9, R"(,"n":"x)"), c}) << 2u << 1u;
    QTest::newRow("brace lost") << R"({"Records":[)" + a + "," + b.substr(0, b.size() - 1) + "," + c + "]}" << 2u << 1u;
    QTest::newRow("comma lost") << R"({"Records":[)" + a + b + "," + c + "]}" << 3u << 1u;
    QTest::newRow("two commas") << R"({"Records":[)" + a + ",," + b + "]}" << 2u << 1u;
    QTest::newRow("garbage between") << R"({"Records":[)" + a + ",%&/()=," + b + "]}" << 2u << 1u;
    QTest::newRow("bad line") << a + "\nnot json at all\n" + b + "\n" << 2u << 1u;
    QTest::newRow("three bad lines") << a + "\n{\"x\":\n{\"y\"\n{]\n" + b + "\n" << 2u << 3u;
    QTest::newRow("cut in a record") << (R"({"Records":[)" + a + "," + b + "," + c).substr(0, 12 + a.size() + b.size() + 40) << 2u << 1u;
    QTest::newRow("cut between") << R"({"Records":[)" + a + "," + b << 2u << 1u;
    QTest::newRow("last brace lost") << R"({"Records":[)" + a + "," + b + "]" << 2u << 1u;
    QTest::newRow("no start") << "xx{\"Records\":[" + a + "," + b + "]}" << 2u << 1u;
    QTest::newRow("no eventTime") << list({R"({"eventVersion":"1","eventName":"A","eventSource":"b"})"}) << 1u << 0u;
    QTest::newRow("name is a number") << list({R"({"eventVersion":"1","eventName":1,"eventSource":"b"})"}) << 0u << 0u;
    QTest::newRow("S3 notification") << list({R"({"eventVersion":"2.1","eventName":"ObjectCreated:Put","eventSource":"aws:s3","s3":{}})"}) << 0u << 0u;
    QTest::newRow("insight") << list({R"({"eventVersion":"1.07","insightDetails":{"state":"Start"}})"}) << 1u << 0u;
    QTest::newRow("aggregated") << std::string(R"([{"eventVersion":"1.0","eventType":"AwsAggregatedEvent"}])") << 1u << 0u;
    QTest::newRow("256 levels") << list({a, makeEvent(9, ",\"n\":" + deep(253)), c}) << 3u << 0u;
    QTest::newRow("257 levels") << list({a, makeEvent(9, ",\"n\":" + deep(254)), c}) << 2u << 1u;
    QTest::newRow("a million levels") << list({a, makeEvent(9, ",\"n\":" + deep(1'000'000)), c}) << 2u << 1u;
    QTest::newRow("ten megabytes") << list({a, makeEvent(9, ",\"n\":\"" + std::string(10'000'000, 'x') + "\""), c}) << 3u << 0u;
    QTest::newRow("duplicate keys") << list({makeEvent(9, R"(,"awsRegion":"eu-west-1","awsRegion":"eu-west-2")")}) << 1u << 0u;
    QTest::newRow("EventBridge") << R"({"version":"0","detail-type":"AWS API Call via CloudTrail","source":"aws.iam","detail":)" + a + "}" << 1u << 0u;
    QTest::newRow("EventBridge of EC2") << std::string(R"({"detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{"state":"x"}})") << 0u << 0u;
    QTest::newRow("empty list") << std::string(R"({"Records":[]})") << 0u << 0u;
    QTest::newRow("empty") << std::string("") << 0u << 0u;
    QTest::newRow("blanks") << std::string(" \n\t ") << 0u << 0u;
    QTest::newRow("a word") << std::string("hello") << 0u << 0u;
    QTest::newRow("open bracket") << std::string("[") << 0u << 1u;
    QTest::newRow("open brace") << std::string("{") << 0u << 1u;
    QTest::newRow("closing only") << std::string("]}") << 0u << 0u;
}

void TestDamage::texts() {
    QFETCH(std::string, text);
    QFETCH(unsigned, events);
    QFETCH(unsigned, failures);
    const SnapshotPtr s = loadText(text);
    for (const LoadFailure& f : s->report().failures)
        qInfo("failure at %lld: %s", static_cast<long long>(f.offset), f.reason.c_str());
    QCOMPARE(s->rowCount(), events);
    QCOMPARE(s->report().failures.size(), std::size_t{failures});
    QCOMPARE(s->report().filesRead + s->report().filesFailed + s->report().filesIgnored, std::uint64_t{1});
}

void TestDamage::failureNamesTheOffset() {
    const std::string head = R"({"Records":[)" + makeEvent(1) + ",";
    const SnapshotPtr s = loadText(head + makeEvent(2, R"(,"x":nope)") + "," + makeEvent(3) + "]}");
    QCOMPARE(s->report().failures.size(), std::size_t{1});
    QCOMPARE(s->report().failures[0].offset, static_cast<std::int64_t>(head.size()));
}

void TestDamage::bytesAreKept_data() {
    using namespace std::string_literals;
    QTest::addColumn<std::string>("more");
    QTest::newRow("ill-formed UTF-8") << ",\"userAgent\":\"\xC3\x28 \xFF\xFE\""s;
    QTest::newRow("NUL") << ",\"userAgent\":\"a\0b\""s;
    QTest::newRow("control characters") << ",\"userAgent\":\"a\tb\x01\x1f\""s;
    QTest::newRow("lone surrogate") << R"(,"userAgent":"\ud800 \udc00\ud83d")"s;
    QTest::newRow("beyond 2^53") << R"(,"n":9007199254740993,"m":1e999,"k":-0.10e-2000)"s;
    QTest::newRow("duplicate keys") << R"(,"userAgent":"a","userAgent":"b")"s;
    QTest::newRow("blanks") << " , \n\t\"userAgent\" : \r\n \"a\" "s;
}

void TestDamage::bytesAreKept() {
    QFETCH(std::string, more);
    const std::string record = makeEvent(7, more);
    const Folder folder;
    const SnapshotPtr s = load(folder.write("a.json.gz", gzip(R"({"Records":[)" + makeEvent(6) + "," + record + "]}")));
    QCOMPARE(s->rowCount(), 2u);
    QCOMPARE(s->report().failures.size(), std::size_t{0});
    RecordReader reader;
    const auto bytes = reader.read(*s, RowId{1});
    QVERIFY(bool(bytes));
    QVERIFY(*bytes == record);
}

// A small list cut at every byte, and with every byte changed: never a crash, and never more events than there were.
void TestDamage::everyPrefixAndEveryFlip() {
    const std::string whole = list({makeEvent(1), makeEvent(2, R"(,"r":{"a":[1,"x\u0041"]})")});
    const Folder folder;
    for (std::size_t i = 0; i < whole.size(); i += 3) {
        QVERIFY(load(folder.write("cut.json", whole.substr(0, i)), {.threads = 1})->rowCount() <= 2);
        std::string flipped = whole;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
        const SnapshotPtr s = load(folder.write("flip.json", flipped), {.threads = 1});
        QVERIFY(s->rowCount() <= 2);
    }
}

// One bad byte costs one event of a CloudWatch Logs subscription, a cut those behind it.
void TestDamage::subscriptionDocuments() {
    constexpr unsigned kEvents = 20;
    std::string whole = R"({"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"g","logStream":"s","logEvents":[)";
    std::vector<std::size_t> begins;
    for (unsigned n = 0; n < kEvents; ++n) {
        begins.push_back(whole.size());
        std::string message;
        for (const char c : makeEvent(n))
            message += c == '"' ? std::string("\\\"") : std::string(1, c);
        whole += std::string(n == 0 ? "" : ",") + R"({"id":")" + std::to_string(n) + R"(","timestamp":1,"message":")" + message + "\"}";
    }
    whole += "]}";
    QCOMPARE(loadText(whole)->rowCount(), kEvents);
    for (std::size_t at = begins[5]; at < begins[6]; at += 7) {
        std::string bad = whole;
        bad[at] = '\1';
        const SnapshotPtr s = loadText(bad);
        QVERIFY2(s->rowCount() + 1 >= kEvents, qPrintable(QStringLiteral("byte %1: %2").arg(at).arg(s->rowCount())));
        QVERIFY(s->rowCount() <= kEvents);
    }
    const Folder folder;
    const SnapshotPtr cut = load(folder.write("cut.json", whole.substr(0, begins[12] + 40)));
    QCOMPARE(cut->rowCount(), 12u);
    QVERIFY(!cut->report().failures.empty());
    const auto bytes = RecordReader().read(*cut, RowId{3});
    QVERIFY(bytes && *bytes == makeEvent(3));
    // Without damage a log of something else holds no events, whatever it quotes.
    QCOMPARE(loadText(R"({"message":"{\"eventVersion\":\"1\"}","timestamp":1})")->rowCount(), 0u);
}

void TestDamage::summaryRows_data() {
    QTest::addColumn<std::string>("bad");
    QTest::newRow("a quote alone") << std::string("u,AKIA,2024-03-01T00:00:05Z,iam.amazonaws.com,C\"all,us-east-1,1.1.1.1,a,,,r,e,true,t,1,m");
    QTest::newRow("a quote not closed") << std::string("u,AKIA,2024-03-01T00:00:05Z,\"iam.amazonaws.com,Call,us-east-1,1.1.1.1,a,,,r,e,true,t,1,m");
    QTest::newRow("a quote not closed in the last cell")
        << std::string("u,AKIA,2024-03-01T00:00:05Z,iam.amazonaws.com,Call,us-east-1,1.1.1.1,a,,,r,e,true,t,1,\"Management");
    QTest::newRow("too few cells") << std::string("u,AKIA");
    QTest::newRow("too many") << std::string(40, ',');
}

// A row that is damaged costs that row.
void TestDamage::summaryRows() {
    QFETCH(std::string, bad);
    for (const bool isQuoted : {false, true}) {
        const std::string header = "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,"
                                   "User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account "
                                   "Id,Event category";
        std::string text;
        for (std::size_t from = 0; isQuoted && from < header.size();) {
            const std::size_t to = std::min(header.find(',', from), header.size());
            text += (from == 0 ? "\"" : ",\"") + header.substr(from, to - from) + '"';
            from = to + 1;
        }
        text = (isQuoted ? text : header) + "\r\n";
        for (unsigned n = 0; n < 30; ++n) {
            if (n == 10)
                text += bad + "\r\n";
            text += "u,AKIA,2024-03-01T00:00:05Z,iam.amazonaws.com,Call" + std::to_string(n) + ",us-east-1,1.1.1.1," + (n < 10 ? "\"a\nb\"" : "a") + ",,,r,e" +
                    std::to_string(n) + ",true,t,1,m\r\n";
        }
        const SnapshotPtr s = loadText(text);
        QCOMPARE(s->rowCount(), 30u);
        QVERIFY(!s->report().failures.empty());
    }
}

void TestDamage::marksBetweenFiles() {
    const std::string mark = "\xEF\xBB\xBF";
    const SnapshotPtr s = loadText(mark + makeEvent(1) + "\n" + mark + makeEvent(2) + "\r\n" + mark + list({makeEvent(3)}));
    QCOMPARE(s->rowCount(), 3u);
    QVERIFY(s->report().failures.empty());
}

QTEST_APPLESS_MAIN(TestDamage)
#include "tst_damage.moc"
