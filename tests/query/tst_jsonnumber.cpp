// SPDX-License-Identifier: Apache-2.0
#include "query/jsonnumber.h"

#include <QTest>

#include <limits>

using namespace rastro;

class TestJsonNumber : public QObject {
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestJsonNumber::reads_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    const double infinity = std::numeric_limits<double>::infinity();
    const auto row = [](const char* text, double value) { QTest::newRow(text) << QByteArray(text) << value; };
    row("0", 0);
    row("-0", 0);
    row("12.5e1", 125);
    row("-3", -3);
    row("1e999", infinity);
    row("-1e999", -infinity);
    row("1e-999", 0);
    row("0.0000001e400", infinity);
    row("0.1e-400", 0);
    row("1e99999999999999999999", infinity);
    row("1e-99999999999999999999", 0);
    row("0e99999", 0);
    QTest::newRow("400 digits") << QByteArray(400, '9') << infinity;
    QTest::newRow("a 1 after 400 zeros") << QByteArray("0." + QByteArray(400, '0') + "1") << 0.0;
    QTest::newRow("400 digits made small") << QByteArray(QByteArray(400, '9') + "e-800") << 0.0;
}

void TestJsonNumber::reads() {
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    const auto read = jsonNumber({text.constData(), static_cast<std::size_t>(text.size())});
    QVERIFY(read.has_value());
    QCOMPARE(*read, value);
}

void TestJsonNumber::refuses_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "-", "+1", "01", ".5", "5.", "1e", "0x10", "1 ", " 1", "NaN", "inf", "1,5", "12a"})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonNumber::refuses() {
    QFETCH(QByteArray, text);
    QVERIFY(!jsonNumber({text.constData(), static_cast<std::size_t>(text.size())}).has_value());
}

QTEST_GUILESS_MAIN(TestJsonNumber)
#include "tst_jsonnumber.moc"
