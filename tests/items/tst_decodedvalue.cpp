// SPDX-License-Identifier: Apache-2.0
#include "items/decodedvalue.h"

#include <QTest>

using namespace rastro;

class TestDecodedValue : public QObject {
    Q_OBJECT
private slots:
    void decodes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("how"); // empty: stays as it is
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const char* text, const char* how, const char* shown) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(how) << QString::fromUtf8(shown);
        };
        row("object", R"( {"a":1} )", "JSON", R"({"a":1})");
        row("array", R"(["x"])", "JSON", R"(["x"])");
        row("number stays", "12345", "", "");
        row("broken JSON stays", R"({"a":)", "", "");
        row("policy, URL-encoded", "%7B%22Version%22%3A%222012-10-17%22%7D", "URL, JSON",
            R"({"Version":"2012-10-17"})");
        row("URL-encoded text stays", "a%20b", "", "");
        row("percent signs that encode nothing", "{100%}", "", "");
        row("user data", "IyEvYmluL2Jhc2gKY3VybCBodHRwOi8vMTk4LjUxLjEwMC40L3g=", "base64",
            "#!/bin/bash\ncurl http://198.51.100.4/x");
        row("base64 JSON", "eyJrZXkiOiAidmFsdWUifQ==", "base64, JSON", R"({"key": "value"})");
        row("access key id stays", "AKIAIOSFODNN7EXAMPLE", "", "");
        row("principal id stays", "AROAEXAMPLEID2345678", "", "");
        row("hex digest stays", "d41d8cd98f00b204e9800998ecf8427e", "", "");
        row("word stays", "AdministratorAccessForEveryone12", "", "");
        row("short word stays", "c2hvcnQ=", "", "");
        row("broken padding", "IyEvYmluL2Jhc2gKY3VybCBodHRwOi8vMTk4LjUxLjEwMC40L3g", "base64",
            "#!/bin/bash\ncurl http://198.51.100.4/x");
        row("empty", "", "", "");
    }
    void decodes() {
        QFETCH(QByteArray, text);
        QFETCH(QString, how);
        QFETCH(QString, shown);
        const auto decoded = decodeValue({text.constData(), static_cast<std::size_t>(text.size())});
        QCOMPARE(decoded.has_value(), !how.isEmpty());
        if (!decoded)
            return;
        QCOMPARE(decoded->how, how);
        QCOMPARE(decoded->tree ? QString::fromStdString(decoded->tree->bytes()) : decoded->text, shown);
    }

    void binaryIsNotText() {
        QByteArray binary;
        for (int i = 0; i < 256; ++i)
            binary.append(static_cast<char>(i));
        QVERIFY(!decodeValue(binary.toBase64().toStdString()));
        QVERIFY(!decodeValue(QByteArray(64, '\0').toBase64().toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestDecodedValue)
#include "tst_decodedvalue.moc"
