// SPDX-License-Identifier: Apache-2.0
//
// Texts that are kept shaped look as a painter draws them, wherever, however often and in whatever font.
#include "common/fonts.h"
#include "common/shapedtexts.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTest>

using namespace rastro;

class TestShapedTexts : public QObject {
    Q_OBJECT
private slots:
    void asAPainterDoes_data();
    void asAPainterDoes();
    void markupIsText();
    void linesOfTheFontStay();
    void fontsDoNotMix();
    void mirrored();
    void moreThanAreKept();
};

namespace {

const QSize kSize(260, 30);
const QRect kBox(7, 4, 200, 21);

template <typename Paint> QImage painted(const QFont& font, qreal ratio, Paint paint) {
    QImage image((QSizeF(kSize) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font);
    painter.setPen(Qt::darkBlue);
    paint(painter);
    return image;
}

QImage expected(const QFont& font, qreal ratio, Qt::Alignment side, const QString& text, Qt::TextElideMode elide) {
    return painted(font, ratio, [&](QPainter& painter) {
        painter.drawText(kBox, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(text, elide, kBox.width()));
    });
}

QImage shaped(ShapedTexts& texts, const QFont& font, qreal ratio, Qt::Alignment side, const QString& text,
              Qt::TextElideMode elide = Qt::ElideRight) {
    return painted(font, ratio, [&](QPainter& painter) { texts.draw(painter, kBox, side, text, elide); });
}

} // namespace

void TestShapedTexts::asAPainterDoes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("elide");
    const QString longText = QStringLiteral("arn:aws:sts::111122223333:assumed-role/deploy/a-name-that-does-not-fit");
    QTest::newRow("short") << "RunInstances" << int(Qt::AlignLeft) << int(Qt::ElideRight);
    QTest::newRow("right") << "1,168" << int(Qt::AlignRight) << int(Qt::ElideNone);
    QTest::newRow("cut at its end") << longText << int(Qt::AlignLeft) << int(Qt::ElideRight);
    QTest::newRow("cut in the middle") << longText << int(Qt::AlignLeft) << int(Qt::ElideMiddle);
    QTest::newRow("cut at its start") << longText << int(Qt::AlignLeft) << int(Qt::ElideLeft);
    QTest::newRow("other scripts") << QStringLiteral("Zoë · 日本語 · é") << int(Qt::AlignLeft) << int(Qt::ElideRight);
    QTest::newRow("accents") << QStringLiteral("Zoë · é") << int(Qt::AlignLeft) << int(Qt::ElideRight);
}

void TestShapedTexts::asAPainterDoes() {
    QFETCH(QString, text);
    QFETCH(int, side);
    QFETCH(int, elide);
    ShapedTexts texts;
    for (const QFont& font : {QFont(), bold(QFont()), scaled(monospace(QFont()), 0.95)}) {
        for (const qreal ratio : {1.0, 2.0}) {
            const QImage wanted = expected(font, ratio, Qt::Alignment(side), text, Qt::TextElideMode(elide));
            for (int time = 0; time < 2; ++time) // shaped, and as kept
                QCOMPARE(shaped(texts, font, ratio, Qt::Alignment(side), text, Qt::TextElideMode(elide)), wanted);
        }
        QCOMPARE(texts.width(font, text), QFontMetrics(font).horizontalAdvance(text));
    }
}

void TestShapedTexts::markupIsText() {
    ShapedTexts texts;
    const QString text = QStringLiteral("<b>bold</b> &lt; <img src=x>");
    QCOMPARE(shaped(texts, QFont(), 1, Qt::AlignLeft, text), expected(QFont(), 1, Qt::AlignLeft, text, Qt::ElideRight));
}

// What is excluded is struck out, what can be clicked underlined: to a pixel at the end of the line.
void TestShapedTexts::linesOfTheFontStay() {
    ShapedTexts texts;
    const QString text = QStringLiteral("RunInstances");
    QFont struckOut;
    struckOut.setStrikeOut(true);
    QFont underlined;
    underlined.setUnderline(true);
    const auto pixelsApart = [](const QImage& a, const QImage& b) {
        int apart = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x)
                apart += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        }
        return apart;
    };
    const QImage bare = shaped(texts, QFont(), 1, Qt::AlignLeft, text);
    for (const QFont& font : {struckOut, underlined}) {
        const QImage drawn = shaped(texts, font, 1, Qt::AlignLeft, text);
        QVERIFY(pixelsApart(drawn, expected(font, 1, Qt::AlignLeft, text, Qt::ElideRight)) <= 2);
        QVERIFY(pixelsApart(drawn, bare) > 20);
    }
}

// The same text in turn in two fonts, and in a font of another size that the desktop was set to meanwhile.
void TestShapedTexts::fontsDoNotMix() {
    ShapedTexts texts;
    const QString text = QStringLiteral("GetCallerIdentity");
    QList<QFont> fonts{QFont(), bold(QFont())};
    for (int i = 0; i < 12; ++i)
        fonts << scaled(QFont(), 1 + 0.04 * i);
    for (int time = 0; time < 2; ++time) {
        for (const QFont& font : fonts)
            QCOMPARE(shaped(texts, font, 1, Qt::AlignLeft, text), expected(font, 1, Qt::AlignLeft, text, Qt::ElideRight));
    }
}

// The side follows the painter's direction, the order of words the text's own.
void TestShapedTexts::mirrored() {
    ShapedTexts texts;
    const QString text = QStringLiteral("≤ 60");
    const QImage drawn = painted(QFont(), 1, [&](QPainter& painter) {
        painter.setLayoutDirection(Qt::RightToLeft);
        texts.draw(painter, kBox, Qt::AlignLeft, text);
    });
    QCOMPARE(drawn, expected(QFont(), 1, Qt::AlignRight, text, Qt::ElideRight));
    QVERIFY(drawn != expected(QFont(), 1, Qt::AlignLeft, text, Qt::ElideRight));
}

void TestShapedTexts::moreThanAreKept() {
    ShapedTexts texts;
    for (int i = 0; i < 10'000; ++i)
        (void)shaped(texts, QFont(), 1, Qt::AlignLeft, QString::number(i));
    const QString first = QString::number(0);
    QCOMPARE(shaped(texts, QFont(), 1, Qt::AlignLeft, first), expected(QFont(), 1, Qt::AlignLeft, first, Qt::ElideRight));
}

QTEST_MAIN(TestShapedTexts)
#include "tst_shapedtexts.moc"
