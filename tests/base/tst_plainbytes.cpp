// SPDX-License-Identifier: Apache-2.0
#include "base/plaintext.h"

#include <QTest>

using namespace rastro;

class TestPlainBytes : public QObject {
    Q_OBJECT
private slots:
    void escapes_data();
    void escapes();
    void keepsPathsReadable();
    void nothingHidesInWhatIsPrinted();
};

void TestPlainBytes::escapes_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* name, QByteArray text, QByteArray shown) { QTest::newRow(name) << text << shown; };
    row("plain", "svc-backup \xC3\xA9 \xF0\x9F\x98\x80", "svc-backup \xC3\xA9 \xF0\x9F\x98\x80");
    row("lines", "a\r\nb\tc", "a\\r\\nb\\tc");
    row("terminal", "\x1b[31mred\x07", "\\u001b[31mred\\u0007");
    row("NUL", QByteArray("a\0b", 3), "a\\u0000b");
    row("C1",
        "\xC2\x9B"
        "31m",
        "\\u009b31m");
    row("delete", "\x7f", "\\u007f");
    row("bidi",
        "\xE2\x80\xAE"
        "evil",
        "\\u202eevil");
    row("zero width", "ad\xE2\x80\x8Bmin\xEF\xBB\xBF", "ad\\u200bmin\\ufeff");
    row("tag", "\xF3\xA0\x81\x81", "\\u{e0041}");
    row("ill-formed", "a\xFF\xC0\xAF", "a\\xff\\xc0\\xaf");
    row("cut short", "a\xE2\x80", "a\\xe2\\x80");
    row("surrogate", "\xED\xA0\x80", "\\xed\\xa0\\x80");
    row("beyond Unicode", "\xF4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    row("too long a form", "\xE0\x80\xAF", "\\xe0\\x80\\xaf");
    row("empty", "", "");
}

void TestPlainBytes::escapes() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(escapeControls(text.toStdString())), shown);
}

void TestPlainBytes::keepsPathsReadable() {
    QCOMPARE(visibleBytes("/caf\xE9/\xC3\xA9\n"), std::string("/caf\\xe9/\xC3\xA9\n"));
}

void TestPlainBytes::nothingHidesInWhatIsPrinted() {
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 7) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        const std::string text = QString::fromUcs4(&c, 1).toStdString();
        const std::string shown = escapeControls(text);
        QCOMPARE(shown == text, !isHiding(c));
        QCOMPARE(characterCount(shown), static_cast<std::size_t>(QString::fromStdString(shown).toUcs4().size()));
    }
}

QTEST_APPLESS_MAIN(TestPlainBytes)
#include "tst_plainbytes.moc"
