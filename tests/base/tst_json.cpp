// SPDX-License-Identifier: Apache-2.0
#include "base/jsonscan.h"
#include "base/jsonstring.h"
#include "base/jsontree.h"

#include <QTest>

using namespace rastro::json;

class TestJson : public QObject {
    Q_OBJECT
private slots:
    void grammar_data();
    void grammar();
    void neverReadsBehindTheEnd();
    void decodes_data();
    void decodes();
    void quoteSurvivesDecode();
    void tree();
    void equality_data();
    void equality();
};

void TestJson::grammar_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* text, Fault fault) { QTest::newRow(text) << QByteArray(text) << static_cast<int>(fault); };
    for (const char* good : {"{}", "[]", "[1,-0,0.5,1e9,1E-2,-12.34e+5]", "{\"a\":[true,false,null]}", "\"\\u00e9\\\\\\/\"",
                             "[[[{\"a\":{}}]]]", "\"a\tb\"", "{\"a\":1,\"a\":2}", "123456789012345678901234567890"})
        row(good, Fault::None);
    row("", Fault::UnexpectedEnd);
    row("{", Fault::UnexpectedEnd);
    row("[1", Fault::UnexpectedEnd);
    row("{\"a\"", Fault::UnexpectedEnd);
    row("{\"a\":", Fault::UnexpectedEnd);
    row("\"abc", Fault::UnexpectedEnd);
    row("\"abc\\", Fault::UnexpectedEnd);
    row("tru", Fault::UnexpectedEnd);
    row("-", Fault::UnexpectedEnd);
    row("truX", Fault::BadLiteral);
    row("nul!", Fault::BadLiteral);
    row("[01]", Fault::BadNumber);
    row("[1.]", Fault::BadNumber);
    row("[.5]", Fault::BadNumber);
    row("[+1]", Fault::BadNumber);
    row("[1e]", Fault::BadNumber);
    row("[NaN]", Fault::BadNumber);
    row("[1,]", Fault::BadNumber);
    row("\"\\x\"", Fault::BadEscape);
    row("\"\\u12g4\"", Fault::BadEscape);
    row("{a:1}", Fault::BadStructure);
    row("{\"a\" 1}", Fault::BadStructure);
    row("{\"a\":1,}", Fault::BadStructure);
    row("[1 2]", Fault::BadStructure);
    row("[1}", Fault::BadStructure);
    row("{\"a\":1]", Fault::BadStructure);
    row("[1,}", Fault::BadNumber);
}

void TestJson::grammar() {
    QFETCH(QByteArray, text);
    QFETCH(int, fault);
    const Scan s = scanValue(text.constData(), text.constData() + text.size());
    QCOMPARE(static_cast<int>(s.fault), fault);
    if (s)
        QVERIFY(s.at == text.constData() + text.size());
}

// Every beginning of a document in a buffer of just its size: the address sanitizer would see a step too far.
void TestJson::neverReadsBehindTheEnd() {
    const std::string whole = R"({"key":"a string that is longer than sixteen bytes \u00e9","n":[-1.5e+10,true,null,{}],"z":{"y":"x"}})";
    for (std::size_t n = 0; n < whole.size(); ++n) {
        const std::unique_ptr<char[]> exact(new char[n]);
        whole.copy(exact.get(), n);
        QCOMPARE(static_cast<int>(scanValue(exact.get(), exact.get() + n).fault), static_cast<int>(Fault::UnexpectedEnd));
    }
    QVERIFY(bool(scanValue(whole.data(), whole.data() + whole.size())));
}

void TestJson::decodes_data() {
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("escapes") << QByteArray(R"(\"\\\/\b\f\n\r\t)") << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("BMP") << QByteArray(R"(\u00e9\u20AC)") << QByteArray("\xC3\xA9\xE2\x82\xAC");
    QTest::newRow("pair") << QByteArray(R"(\ud83d\ude00)") << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("lone high") << QByteArray(R"(\ud83dx)") << QByteArray("\xEF\xBF\xBDx");
    QTest::newRow("lone low") << QByteArray(R"(\ude00)") << QByteArray("\xEF\xBF\xBD");
    QTest::newRow("two highs") << QByteArray(R"(\ud83d\ud83d\ude00)") << QByteArray("\xEF\xBF\xBD\xF0\x9F\x98\x80");
    QTest::newRow("ill-formed") << QByteArray("a\xFF" "b\xC3(") << QByteArray("a\xEF\xBF\xBD" "b\xEF\xBF\xBD(");
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("cut sequence") << QByteArray("\xE2\x82") << QByteArray("\xEF\xBF\xBD");
    QTest::newRow("encoded surrogate") << QByteArray("\xED\xA0\x80") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a\0b", 3);
}

void TestJson::decodes() {
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(decode(raw.toStdString())), text);
}

void TestJson::quoteSurvivesDecode() {
    std::string all;
    for (int c = 0; c < 128; ++c)
        all += static_cast<char>(c);
    all += "\xC3\xA9\xF0\x9F\x98\x80";
    const std::string quoted = quote(all);
    QVERIFY(scanString(quoted.data(), quoted.data() + quoted.size()).at == quoted.data() + quoted.size());
    QVERIFY(decode(std::string_view(quoted).substr(1, quoted.size() - 2)) == all);
}

void TestJson::tree() {
    const auto t = Tree::parse(R"( {"a":[1,{"b":"\u0041"},[]],"a\"c":null,"a":2.50} )");
    QVERIFY(bool(t));
    QCOMPARE(t->nodes().size(), std::size_t{8});
    QCOMPARE(t->node(0).childCount, 3u);
    QCOMPARE(QString::fromStdString(t->textAt({"a"})), QStringLiteral("2.50")); // the last of two equal keys
    QCOMPARE(QString::fromStdString(t->key(6)), QStringLiteral("a\"c"));
    QCOMPARE(QString::fromStdString(t->text(4)), QStringLiteral("A"));
    QCOMPARE(QString::fromStdString(std::string(t->raw(1))), QStringLiteral(R"([1,{"b":"\u0041"},[]])"));
    QCOMPARE(t->find({"a", "b"}), Tree::kNone);
    QVERIFY(!Tree::parse("{} {}"));
    QVERIFY(!Tree::parse(""));
}

void TestJson::equality_data() {
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("isEqual");
    const auto row = [](const char* a, const char* b, bool equal) { QTest::addRow("%s %s", a, b) << QByteArray(a) << QByteArray(b) << equal; };
    row(R"({"a":1,"b":[true,null]})", R"( { "b" : [ true , null ], "a":1 })", true);
    row(R"(["\u0041\/"])", R"(["A/"])", true);
    row("[1]", "[1.0]", true);
    row("[1e2]", "[100]", true);
    row("[-0]", "[0]", true);
    row("[0.10]", "[1e-1]", true);
    row("[9007199254740993]", "[9007199254740992]", false);
    row("[1,2]", "[2,1]", false);
    row("[1]", "[\"1\"]", false);
    row(R"({"a":null})", "{}", false);
    row(R"({"a":1,"a":2})", R"({"a":2,"a":1})", false);
    row("[[]]", "[{}]", false);
    row("[true]", "[false]", false);
    row(R"({"a":{"b":1},"c":2})", R"({"a":{"b":1,"c":2}})", false);
}

void TestJson::equality() {
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, isEqual);
    const auto x = Tree::parse(a.toStdString());
    const auto y = Tree::parse(b.toStdString());
    QVERIFY(x && y);
    QCOMPARE(equalValues(*x, 0, *y, 0), isEqual);
    QCOMPARE(hashValue(*x, 1) == hashValue(*y, 1), isEqual);
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
