// SPDX-License-Identifier: Apache-2.0
#include "items/visibletext.h"

#include <QTest>

using namespace rastro;

class TestVisibleText : public QObject {
    Q_OBJECT
private slots:
    void escapes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const QString& text, const char* shown) {
            QTest::newRow(name) << text << QString::fromUtf8(shown);
        };
        row("empty", QString(), "");
        row("ascii", QStringLiteral("arn:aws:iam::1:user/a b~"), "arn:aws:iam::1:user/a b~");
        row("letters beyond ASCII stay", QStringLiteral("usuário 日本 🔑"), "usuário 日本 🔑");
        row("line breaks", QStringLiteral("a\r\nb\tc"), "a\\r\\nb\\tc");
        row("NUL", QString(QChar(0)) + u'x', "\\u0000x");
        row("escape sequence", QStringLiteral("\x1b[31mred"), "\\u001b[31mred");
        row("C1", QString(QChar(0x9b)), "\\u009b");
        row("right-to-left override", QStringLiteral("exe\u202Egpj"), "exe\\u202egpj");
        row("isolates", QStringLiteral("\u2066a\u2069"), "\\u2066a\\u2069");
        row("zero width", QStringLiteral("ad\u200Bmin\uFEFF"), "ad\\u200bmin\\ufeff");
        row("line separator", QStringLiteral("a\u2028b"), "a\\u2028b");
        row("soft hyphen", QStringLiteral("a\u00ADb"), "a\\u00adb");
        row("lone surrogate", QString(QChar(0xD800)) + u'a', "\\ud800a");
        row("accents stay", QStringLiteral("u\u0308\u0301 กำ\u0E48"), "u\u0308\u0301 กำ\u0E48");
        row("a tower of accents", u'Z' + QString(8, QChar(0x0301)) + u'a',
            "Z\u0301\u0301\u0301\u0301\\u0301\\u0301\\u0301\\u0301a");
        row("tag characters", QString::fromUcs4(U"a\U000E0041"), "a\\u{e0041}");
    }
    void escapes() {
        QFETCH(QString, text);
        QTEST(visibleText(text), "shown");
    }

    void keepsLineBreaksWhenTold() {
        QCOMPARE(visibleText(QStringLiteral("a\n\tb\r\u202E"), LineBreaks::Keep), QStringLiteral("a\n\tb\\r\\u202e"));
    }

    void nothingInvisibleIsLeft() {
        for (char32_t c = 0; c < 0x110000; ++c) {
            const QString text = c < 0x10000 ? QString(QChar(static_cast<char16_t>(c))) : QString::fromUcs4(&c, 1);
            const QString shown = visibleText(text);
            QVERIFY2(!shown.isEmpty(), qPrintable(QString::number(c, 16)));
            if (isInvisible(c))
                QVERIFY2(shown.startsWith(u'\\'), qPrintable(QString::number(c, 16)));
            else
                QCOMPARE(shown, text);
        }
    }

    // Qt's conversion drops the first one; in a log it makes another name.
    void markAtTheStartIsKept() {
        QCOMPARE(fromUtf8("\xEF\xBB\xBF\xEF\xBB\xBFroot\xEF\xBB\xBF"), QStringLiteral("\uFEFF\uFEFFroot\uFEFF"));
        QCOMPARE(fromUtf8("\xEF\xBB\xBF"), QStringLiteral("\uFEFF"));
        QCOMPARE(fromUtf8({}), QString());
        QCOMPARE(visibleText(std::string_view("\xEF\xBB\xBFroot")), QStringLiteral("\\ufeffroot"));
    }

    void illFormedUtf8BecomesReplacementCharacters() {
        QCOMPARE(visibleText(std::string_view("a\xff z")), QStringLiteral("a\uFFFD z"));
    }

    void shortensWithoutCuttingACharacter() {
        QCOMPARE(shortened(QStringLiteral("abcdef"), 6), QStringLiteral("abcdef"));
        QCOMPARE(shortened(QStringLiteral("abcdef"), 4), QStringLiteral("abc…"));
        QCOMPARE(shortened(QStringLiteral("ab🔑🔑"), 4), QStringLiteral("ab…"));
        QCOMPARE(shortened(QStringLiteral("abc"), 0), QStringLiteral("…"));
    }
};

QTEST_GUILESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
