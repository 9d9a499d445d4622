// SPDX-License-Identifier: Apache-2.0
//
// Rectangles put into pixels directly stand where a painter puts them, at any scale of the screen.
#include "timeline/markcanvas.h"

#include <QPainter>
#include <QTest>

#include <cstdlib>
#include <random>
#include <vector>

using namespace rastro;

class TestMarkCanvas : public QObject {
    Q_OBJECT
private slots:
    void asAPainterDoes_data();
    void asAPainterDoes();
    void clearedAnew();
};

namespace {

const QSize kView(301, 97);
const QRect kBox(41, 13, 251, 71); // of the view: the rest stays as it is

QImage emptyView(qreal ratio) {
    QImage view((QSizeF(kView) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    view.setDevicePixelRatio(ratio);
    view.fill(Qt::white);
    return view;
}

} // namespace

void TestMarkCanvas::asAPainterDoes_data() {
    QTest::addColumn<qreal>("ratio");
    for (const qreal ratio : {1.0, 1.25, 1.5, 1.75, 2.0, 3.0})
        QTest::addRow("%.2f", ratio) << ratio;
}

void TestMarkCanvas::asAPainterDoes() {
    QFETCH(qreal, ratio);
    std::mt19937 random(7);
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution(from, to - 1)(random); };
    std::vector<QRect> rects; // some outside, some across an edge, some without a pixel
    for (int i = 0; i < 400; ++i)
        rects.emplace_back(pick(-20, kView.width() + 20), pick(-20, kView.height() + 20), pick(0, 30), pick(0, 15));
    QImage expected = emptyView(ratio);
    QImage made = emptyView(ratio);
    MarkCanvas canvas;
    canvas.clear(kBox, ratio);
    {
        QPainter painter(&expected);
        painter.setClipRect(kBox);
        for (std::size_t i = 0; i < rects.size(); ++i)
            painter.fillRect(rects[i], QColor::fromHsv(static_cast<int>(i % 360), 200, 200));
        painter.fillRect(kBox.adjusted(100, 20, -100, -20), QColor(10, 20, 30, 128));
    }
    for (std::size_t i = 0; i < rects.size(); ++i)
        canvas.fill(std::span(&rects[i], 1), QColor::fromHsv(static_cast<int>(i % 360), 200, 200));
    QPainter inside;
    canvas.begin(inside); // in the coordinates of the view
    inside.fillRect(kBox.adjusted(100, 20, -100, -20), QColor(10, 20, 30, 128));
    inside.end();
    QPainter painter(&made);
    painter.setClipRect(kBox);
    canvas.paintOnto(painter);
    painter.end();
    for (int y = 0; y < made.height(); ++y) {
        for (int x = 0; x < made.width(); ++x) {
            const QRgb a = made.pixel(x, y);
            const QRgb b = expected.pixel(x, y);
            const int apart =
                std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
            QVERIFY2(apart <= 3, qPrintable(QStringLiteral("pixel %1, %2").arg(x).arg(y)));
        }
    }
}

void TestMarkCanvas::clearedAnew() {
    MarkCanvas canvas;
    canvas.clear(kBox, 1);
    const QRect all(QPoint(), kView);
    canvas.fill(std::span(&all, 1), Qt::red);
    canvas.clear(kBox, 1);
    QImage view = emptyView(1);
    QPainter painter(&view);
    canvas.paintOnto(painter);
    painter.end();
    QCOMPARE(view, emptyView(1));
}

QTEST_MAIN(TestMarkCanvas)
#include "tst_markcanvas.moc"
