// SPDX-License-Identifier: Apache-2.0
//
// What the real rastro-cli says beside its answers, so that nobody takes them for more than they are.
#include "ranprogram.h"
#include "support/loading.h"

#include <QTest>

using namespace rastro::test;

class TestCliWords : public QObject {
    Q_OBJECT
private slots:
    void doubtsAreTold();
    void formsNotRead();
};

// What can find nothing is an answer like any other, with a word beside it.
void TestCliWords::doubtsAreTold() {
    const QString sample = QStringLiteral(RASTRO_SOURCE_DIR "/resources/sample");
    const auto told = [&](const QStringList& arguments, const char* word) {
        const Ran r = run(QStringList{"count", sample} + arguments);
        return r.code == 0 && (*word == 0 ? r.err.empty() : r.err.find(word) != std::string::npos);
    };
    QVERIFY(told({"-w", "time>yesterday"}, "\"yesterday\" is no time"));
    QVERIFY(told({"-w", "outcome:bogus"}, "never \"bogus\""));
    QVERIFY(told({"-w", "eventName!=GetObject"}, "asked with not eventName:GetObject"));
    QVERIFY(told({"-w", "nobody:x or user:ana"}, "no event has a field nobody"));
    QVERIFY(told({"--by", "nobody"}, "no event has a field nobody"));
    QVERIFY(told({"-w", "requestParameters.bucketName:no-such-bucket"}, ""));
    QVERIFY(run({"query", sample, "-n", "1", "-s", "nobody"}).err.find("no event has a field nobody") != std::string::npos);
    const Ran columns = run({"query", sample, "-w", "api:PutObject", "-c", "time,nobody,requestParameters.bucketName,.a.b"});
    QCOMPARE(columns.code, 0);
    QVERIFY(columns.err.find("no event written has a field nobody") != std::string::npos);
    QVERIFY(columns.err.find("no event written has a field .a.b") != std::string::npos);
    QVERIFY(columns.err.find("bucketName") == std::string::npos);
    QVERIFY(run({"query", sample, "-w", "api:NoSuchCall", "-c", "nobody"}).err.empty());
}

// Forms that may hold events and are not read are told, though nothing failed.
void TestCliWords::formsNotRead() {
    const Folder f;
    f.write("a.json", makeEvent(1));
    f.write("notes.json", "{\"a\":1}");
    QVERIFY(run({"count", q(f.path())}).err.empty());
    f.write("b.json", "\xFF\xFE{");
    f.write("c.bz2", "BZh91AY");
    const Ran ran = run({"count", q(f.path())});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.find("2 files may hold events in a form that is not read") != std::string::npos, ran.err.c_str());
    QCOMPARE(run({"query", q(f.path()), "-s", "eventName,eventTime"}).code, 2);
    // Problems stand in one order.
    for (const char* name : {"z.json", "m.json", "k.json"})
        f.write(name, "[" + makeEvent(2) + ",{,");
    const std::string first = run({"summary", q(f.path()), "--threads", "4"}).out;
    QVERIFY(first.find("k.json") < first.find("m.json") && first.find("m.json") < first.find("z.json"));
}

QTEST_APPLESS_MAIN(TestCliWords)
#include "tst_cliwords.moc"
