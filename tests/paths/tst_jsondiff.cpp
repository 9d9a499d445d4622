// SPDX-License-Identifier: Apache-2.0
#include "paths/jsondiff.h"

#include <QTest>

#include <algorithm>

using namespace rastro;

namespace {

// Text with ' where JSON has ".
json::Tree parsed(std::string text) {
    std::ranges::replace(text, '\'', '"');
    auto tree = json::Tree::parse(text);
    return tree ? std::move(*tree) : *json::Tree::parse("null");
}

// One line a line: sign, depth, key, left | right.
QString shown(const Diff& diff) {
    QString out;
    for (const DiffLine& line : diff.lines) {
        out += QStringLiteral("=!<>")[static_cast<int>(line.kind)] + QString::number(line.depth) + u' ' +
               QString::fromStdString(line.key) + u' ' + QString::fromStdString(line.left) + u'|' +
               QString::fromStdString(line.right) + (line.isDocument ? QStringLiteral(" doc") : QString()) + u'\n';
    }
    return out;
}

QString diffed(const std::string& left, const std::string& right) { return shown(diffOf(parsed(left), parsed(right))); }

} // namespace

class TestJsonDiff : public QObject {
    Q_OBJECT
private slots:
    void scalars();
    void membersWithoutOrder();
    void elementsByTheirLongestRun();
    void documentsByWhatTheyHold();
    void differentKindsStandOneAfterTheOther();
    void keysThatAreThereTwice();
    void hostileSizes();
};

void TestJsonDiff::scalars() {
    QCOMPARE(diffed("1", "1"), QStringLiteral("=0  1|1\n"));
    QCOMPARE(diffed("1", "1.0"), QStringLiteral("=0  1|1.0\n")); // the same number
    QCOMPARE(diffed("1", "'1'"), QStringLiteral("!0  1|1\n"));   // not the same value
    QCOMPARE(diffed("null", "false"), QStringLiteral("!0  null|false\n"));
    QCOMPARE(diffed("{}", "{}"), QStringLiteral("=0  {}|{}\n"));
}

void TestJsonDiff::membersWithoutOrder() {
    QCOMPARE(diffed("{'a':1,'b':2,'c':{'x':1}}", "{'c':{'x':1},'b':3,'d':4}"),
             QStringLiteral("!0  {…}|{…}\n<1 a 1|\n!1 b 2|3\n=1 c {…}|{…}\n=2 x 1|1\n>1 d |4\n"));
    const Diff diff = diffOf(parsed("{'a':1,'b':{},'c':{'x':1,'y':2}}"), parsed("{}"));
    QCOMPARE(diff.differences, std::size_t{4}); // a, b, x, y
}

void TestJsonDiff::elementsByTheirLongestRun() {
    QCOMPARE(diffed("['a','b','c']", "['b','c','d']"),
             QStringLiteral("!0  […]|[…]\n<1 [0] a|\n=1 [1] b|b\n=1 [2] c|c\n>1 [2] |d\n"));
    QCOMPARE(diffed("[{'k':1},{'k':2}]", "[{'k':1},{'k':3}]"),
             QStringLiteral("!0  […]|[…]\n=1 [0] {…}|{…}\n=2 k 1|1\n!1 [1] {…}|{…}\n!2 k 2|3\n"));
}

void TestJsonDiff::documentsByWhatTheyHold() {
    const json::Tree left = *json::Tree::parse(R"({"policy":"{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\"}"})");
    const json::Tree right = *json::Tree::parse(R"({"policy":"%7B%22Action%22%3A%22s3%3A%2A%22%2C%22Effect%22%3A%22Allow%22%7D"})");
    QCOMPARE(shown(diffOf(left, right)),
             QStringLiteral("!0  {…}|{…}\n!1 policy {…}|{…} doc\n=2 Effect Allow|Allow\n!2 Action s3:Get*|s3:*\n"));
}

void TestJsonDiff::differentKindsStandOneAfterTheOther() {
    QCOMPARE(diffed("{'a':{'x':1}}", "{'a':[2]}"),
             QStringLiteral("!0  {…}|{…}\n<1 a {…}|\n<2 x 1|\n>1 a |[…]\n>2 [0] |2\n"));
    QCOMPARE(diffed("{'a':{'x':1}}", "{'a':5}"), QStringLiteral("!0  {…}|{…}\n<1 a {…}|\n<2 x 1|\n>1 a |5\n"));
}

void TestJsonDiff::keysThatAreThereTwice() {
    QCOMPARE(diffed("{'a':1,'a':2}", "{'a':1,'a':3,'a':4}"),
             QStringLiteral("!0  {…}|{…}\n=1 a 1|1\n!1 a 2|3\n>1 a |4\n"));
}

void TestJsonDiff::hostileSizes() {
    std::string many = "[0";
    for (int i = 1; i < 150'000; ++i)
        many += "," + std::to_string(i);
    const Diff cut = diffOf(parsed(many + "]"), parsed(many + ",7]"));
    QVERIFY(cut.isCut);
    QCOMPARE(cut.lines.size(), kMostDiffLines);
    std::string keys = "{'k':0";
    for (int i = 1; i < 50'000; ++i)
        keys += ",'k" + std::to_string(i) + "':" + std::to_string(i);
    QCOMPARE(diffOf(parsed(keys + "}"), parsed(keys + ",'z':1}")).differences, std::size_t{1});
    std::string deep = "1";
    for (int i = 0; i < 250; ++i)
        deep = "[" + deep + "]";
    QCOMPARE(diffOf(parsed(deep), parsed(deep)).differences, std::size_t{0});
}

QTEST_GUILESS_MAIN(TestJsonDiff)
#include "tst_jsondiff.moc"
