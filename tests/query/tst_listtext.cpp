// SPDX-License-Identifier: Apache-2.0
#include "query/listtext.h"

#include "query/filtercontext.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace rastro;
using Values = std::vector<std::string>;

class TestListText : public QObject {
    Q_OBJECT
private slots:
    void readsLines();
    void keepsWhatLooksLikeAComment();
    void readsFiles();
    void holdsNetworksAndTexts();
};

void TestListText::readsLines() {
    QCOMPARE(valuesOfListText(""), Values());
    QCOMPARE(valuesOfListText("\n \t\r\n"), Values());
    QCOMPARE(valuesOfListText("\xEF\xBB\xBF" "a\r\n  b  \r\na\nc"), (Values{"a", "b", "c"}));
    QCOMPARE(valuesOfListText("# all of ours\n10.0.0.0/8 # office\n\t#\nx #\n"), (Values{"10.0.0.0/8", "x"}));
    QCOMPARE(valuesOfListText(std::string_view("a\0b\nc", 5)), (Values{std::string("a\0b", 3), "c"}));
    QCOMPARE(valuesOfListText("\xFF\xFE"), (Values{"\xFF\xFE"}));
}

void TestListText::keepsWhatLooksLikeAComment() {
    QCOMPARE(valuesOfListText("a#b\nissue #7\nx# y"), (Values{"a#b", "issue #7", "x# y"}));
}

void TestListText::readsFiles() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("l.txt")).toStdString();
    std::ofstream(path) << "one\ntwo";
    const auto values = valuesOfListFile(path);
    QVERIFY(values);
    QCOMPARE(*values, (Values{"one", "two"}));
    QCOMPARE(valuesOfListFile(path + "-none").error().code, ErrorCode::NotFound);
    QVERIFY(!valuesOfListFile(folder.path().toStdString())); // a folder
}

void TestListText::holdsNetworksAndTexts() {
    const ValueList list(valuesOfListText("10.0.0.0/8\nAKIAEXAMPLE\n2001:db8::/32\n"));
    for (const char* in : {"10.9.8.7", "akiaexample", "2001:db8::1", "10.0.0.0/8"})
        QVERIFY2(list.contains(in), in);
    for (const char* out : {"11.0.0.1", "AKIAEXAMPLE2", "", "2001:db9::1", "ec2.amazonaws.com"})
        QVERIFY2(!list.contains(out), out);
}

QTEST_GUILESS_MAIN(TestListText)
#include "tst_listtext.moc"
