// SPDX-License-Identifier: Apache-2.0
//
// Marks put into pixels directly stand where a painter puts them, at any scale of the screen, and nowhere else.
#include "timeline/markraster.h"

#include <QPainter>
#include <QTest>

#include <cstdlib>
#include <random>

using namespace rastro;

class TestMarkRaster : public QObject {
    Q_OBJECT
private slots:
    void asAPainterDoes_data();
    void asAPainterDoes();
    void rowsAcrossTheEdge();
    void otherWidthsAreLeftAlone();
    void stampsAsAPainterDoes_data();
    void stampsAsAPainterDoes();
};

namespace {

const QSize kView(301, 97);
const QRect kBox(41, 13, 251, 71); // of the view: the rest stays as it is
const QRect kRow(41, 20, 251, 21);
constexpr QRgb kGround = 0xFFF0F0E0;

const MarkColors kColors{.plain = {0, 0xFF101010, 0xFF202020, 0xFF303030, 0xFF404040},
                         .faded = {0, 0xFF909090, 0xFFA0A0A0, 0xFFB0B0B0, 0xFFC0C0C0},
                         .failed = 0xFFCC8800,
                         .frame = 0xFFCC0000,
                         .inside = 0xFFFFFFFF};

QImage emptyView(qreal ratio) {
    QImage view((QSizeF(kView) * ratio).toSize(), QImage::Format_RGB32);
    view.setDevicePixelRatio(ratio);
    view.fill(kGround);
    return view;
}

MarkGeometry randomMarks(int width, unsigned seed) {
    std::mt19937 random(seed);
    const auto pick = [&](int codes) { return static_cast<std::uint8_t>(random() % static_cast<unsigned>(codes)); };
    MarkGeometry marks;
    marks.isFaded = seed % 2 == 1;
    const auto pixels = static_cast<std::size_t>(width);
    marks.plain.assign(pixels);
    marks.failed.assign(pixels);
    marks.denied.assign(pixels);
    for (std::size_t x = 0; x < pixels; ++x) {
        marks.plain.data()[x] = pick(5);
        marks.failed.data()[x] = random() % 3 == 0 ? pick(5) : std::uint8_t{0};
        marks.denied.data()[x] = random() % 4 == 0 ? static_cast<std::uint8_t>(2 + pick(8)) : std::uint8_t{0};
    }
    return marks;
}

QRect barAt(const QRect& row, std::size_t x, unsigned strength) {
    const int height = markHeight(kBarsByStrength[strength - 1], row.height());
    return {row.left() + static_cast<int>(x), row.top() + (row.height() - height) / 2, 1, height};
}

// A pixel of the axis after the other, each with a painter.
void paintSlowly(QPainter& painter, const MarkGeometry& marks, const QRect& row) {
    for (std::size_t x = 0; x < marks.plain.size(); ++x) {
        if (const unsigned strength = marks.plain[x]; strength != 0)
            painter.fillRect(barAt(row, x, strength), QColor::fromRgb((marks.isFaded ? kColors.faded : kColors.plain)[strength]));
        if (const unsigned strength = marks.failed[x]; strength != 0)
            painter.fillRect(barAt(row, x, strength), QColor::fromRgb(kColors.failed));
        if (const unsigned code = marks.denied[x]; code != 0) {
            const QRect bar = barAt(row, x, code / 2);
            painter.fillRect(bar, QColor::fromRgb(kColors.frame));
            if (code % 2 == 0)
                painter.fillRect(bar.adjusted(0, 1, 0, -1), QColor::fromRgb(kColors.inside));
        }
    }
}

QImage expectedOf(const MarkGeometry& marks, const QRect& row, qreal ratio) {
    QImage view = emptyView(ratio);
    QPainter painter(&view);
    painter.setClipRect(kBox);
    paintSlowly(painter, marks, row);
    return view;
}

QImage madeOf(const MarkGeometry& marks, const QRect& row, qreal ratio) {
    QImage view = emptyView(ratio);
    MarkRaster raster(view, kBox);
    raster.paintBars(marks, row, kColors);
    raster.paintDenied(marks, row, kColors);
    return view;
}

} // namespace

void TestMarkRaster::asAPainterDoes_data() {
    QTest::addColumn<qreal>("ratio");
    for (const qreal ratio : {1.0, 1.25, 1.5, 1.75, 2.0, 3.0})
        QTest::addRow("%.2f", ratio) << ratio;
}

void TestMarkRaster::asAPainterDoes() {
    QFETCH(qreal, ratio);
    for (unsigned seed = 1; seed < 5; ++seed) {
        const MarkGeometry marks = randomMarks(kRow.width(), seed);
        const QImage made = madeOf(marks, kRow, ratio);
        QCOMPARE(made, expectedOf(marks, kRow, ratio));
        QVERIFY(made != emptyView(ratio));
    }
}

// A row that is half in view leaves what is beside the box alone.
void TestMarkRaster::rowsAcrossTheEdge() {
    for (const qreal ratio : {1.0, 1.25, 2.0}) {
        for (const QRect& row : {kRow.translated(0, 55), kRow.translated(0, -15), kRow.translated(-100, 0),
                                 kRow.translated(100, 0), kRow.translated(400, 0), kRow.translated(0, 400)}) {
            const MarkGeometry marks = randomMarks(row.width(), 2);
            QCOMPARE(madeOf(marks, row, ratio), expectedOf(marks, row, ratio));
        }
    }
}

void TestMarkRaster::otherWidthsAreLeftAlone() {
    QImage made = emptyView(1);
    MarkRaster raster(made, kBox);
    for (const MarkGeometry& marks : {MarkGeometry(), randomMarks(kRow.width() - 1, 3)}) {
        raster.paintBars(marks, kRow, kColors);
        raster.paintDenied(marks, kRow, kColors);
    }
    QCOMPARE(made, emptyView(1));
}

void TestMarkRaster::stampsAsAPainterDoes_data() {
    QTest::addColumn<QPoint>("at");
    QTest::newRow("inside") << QPoint(100, 40);
    QTest::newRow("across the left edge") << kBox.topLeft() + QPoint(-5, 30);
    QTest::newRow("across a corner") << kBox.bottomRight() - QPoint(4, 6);
    QTest::newRow("outside") << QPoint(2, 2);
    QTest::newRow("outside of the picture") << QPoint(-200, 500);
}

void TestMarkRaster::stampsAsAPainterDoes() {
    QFETCH(QPoint, at);
    for (const qreal ratio : {1.0, 2.0}) {
        QImage shape((QSizeF(16, 13) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        shape.setDevicePixelRatio(ratio);
        shape.fill(Qt::transparent);
        {
            QPainter painter(&shape);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setBrush(QColor(200, 30, 120));
            painter.drawEllipse(QRectF(0.5, 0.5, 12, 12));
        }
        QImage expected = emptyView(ratio);
        {
            QPainter painter(&expected);
            painter.setClipRect(kBox);
            painter.drawImage(at, shape);
        }
        QImage made = emptyView(ratio);
        MarkRaster(made, kBox).stamp(shape, at);
        for (int y = 0; y < made.height(); ++y) {
            for (int x = 0; x < made.width(); ++x) {
                const QRgb a = made.pixel(x, y);
                const QRgb b = expected.pixel(x, y);
                const int apart =
                    std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
                QVERIFY2(apart <= 3, qPrintable(QStringLiteral("pixel %1, %2").arg(x).arg(y)));
            }
        }
        QCOMPARE(made != emptyView(ratio), kBox.intersects(QRect(at, QSize(13, 13))));
    }
}

QTEST_MAIN(TestMarkRaster)
#include "tst_markraster.moc"
