// SPDX-License-Identifier: Apache-2.0
#include "common/flatstyle.h"
#include "common/theme.h"

#include <QApplication>
#include <QPainter>
#include <QSet>
#include <QStyleOption>
#include <QTest>

#include <cmath>

using namespace rastro;

namespace {

// Relative luminance and contrast ratio of WCAG 2.1.
double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}
double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private slots:
    void textIsReadable_data() {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textIsReadable() {
        QFETCH(bool, isDark);
        const Theme& t = isDark ? Theme::dark() : Theme::light();
        const std::pair<const char*, QColor> texts[] = {
            {"text", t.text},        {"dim", t.dim},   {"accent", t.accent},         {"change", t.change},
            {"take", t.take},        {"root", t.root}, {"credential", t.credential}, {"failed", t.failed},
            {"denied", t.deniedText}};
        for (const auto& [name, color] : texts) {
            for (const QColor& ground : {t.pane, t.window, t.selection})
                QVERIFY2(contrast(color, ground) >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                                                        .arg(QLatin1String(name), ground.name())
                                                                        .arg(contrast(color, ground))));
        }
    }

    // What is written on the strip that says where logs are.
    void stripIsReadable_data() { textIsReadable_data(); }
    void stripIsReadable() {
        QFETCH(bool, isDark);
        const Theme& t = isDark ? Theme::dark() : Theme::light();
        for (const QColor& color : {t.text, t.dim, t.failed})
            QVERIFY2(contrast(color, t.covered) >= 4.5, qPrintable(QString::number(contrast(color, t.covered))));
    }

    // An empty box or ring is seen, whatever it stands on (WCAG 2.1: 3 for what is no text).
    void emptyIndicatorsAreSeen_data() { textIsReadable_data(); }
    void emptyIndicatorsAreSeen() {
        QFETCH(bool, isDark);
        FlatStyle style;
        const Theme& t = isDark ? Theme::dark() : Theme::light();
        for (const auto element : {QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorRadioButton}) {
            QSet<QRgb> looks;
            for (const QStyle::State state : {QStyle::State_Off, QStyle::State_On}) {
                QImage image(16, 16, QImage::Format_RGB32);
                image.fill(t.window);
                QStyleOptionButton option;
                option.rect = image.rect();
                option.palette = paletteOf(t);
                option.state = state | QStyle::State_Enabled;
                QPainter painter(&image);
                style.drawPrimitive(element, &option, &painter, nullptr);
                painter.end();
                double best = 0;
                for (int x = 0; x < image.width(); ++x)
                    best = std::max(best, contrast(image.pixelColor(x, 8), t.window));
                QVERIFY2(best >= 3, qPrintable(QString::number(best)));
                looks.insert(image.pixel(8, 8));
            }
            if (element == QStyle::PE_IndicatorRadioButton)
                QCOMPARE(looks.size(), 2);
        }
    }

    void paletteTellsItsTheme() {
        QVERIFY(!Theme::of(paletteOf(Theme::light())).isDark);
        QVERIFY(Theme::of(paletteOf(Theme::dark())).isDark);
    }

    void choiceIsApplied() {
        auto& application = *static_cast<QApplication*>(QCoreApplication::instance());
        applyTheme(application, ThemeChoice::Dark);
        QVERIFY(Theme::of(QApplication::palette()).isDark);
        applyTheme(application, ThemeChoice::Light);
        QVERIFY(!Theme::of(QApplication::palette()).isDark);
        applyTheme(application, ThemeChoice::System);
        QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::of(QApplication::palette()).pane);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
