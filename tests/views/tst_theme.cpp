// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"

#include <QApplication>
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
