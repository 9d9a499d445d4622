// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"

#include "common/flatstyle.h"

#include <QApplication>
#include <QToolTip>

namespace rastro {

namespace {

// Contrast of every text colour on pane, window and selection is 4.5 : 1 or more (tst_theme).
const Theme kLight{
    .isDark = false,
    .window = QColor(0xF5F6F8),
    .pane = QColor(0xFFFFFF),
    .line = QColor(0xDCE0E6),
    .text = QColor(0x1B222C),
    .dim = QColor(0x566171),
    .selection = QColor(0xE6E9EE),
    .selectionEdge = QColor(0x39424E),
    .accent = QColor(0x0A63C2),
    .change = QColor(0x0A5C94),
    .take = QColor(0x6A3FB0),
    .credential = QColor(0x0B6E53),
    .deniedText = QColor(0x8A5A00),
    .deniedMark = QColor(0xD98A00),
    .failed = QColor(0xB3301A),
    .root = QColor(0x9C2A6E),
    .facetBar = QColor(0xDFE5EC),
    .good = QColor(0x238A4B),
    .covered = QColor(0xCBE4D8),
};

const Theme kDark{
    .isDark = true,
    .window = QColor(0x161A20),
    .pane = QColor(0x1D232B),
    .line = QColor(0x303944),
    .text = QColor(0xE0E6ED),
    .dim = QColor(0xA7B2BF),
    .selection = QColor(0x2D3641),
    .selectionEdge = QColor(0xCFD8E3),
    .accent = QColor(0x6CB2FF),
    .change = QColor(0x69BDF0),
    .take = QColor(0xBDA2F5),
    .credential = QColor(0x57D3AC),
    .deniedText = QColor(0xF0B03F),
    .deniedMark = QColor(0xF0B03F),
    .failed = QColor(0xFF8A6C),
    .root = QColor(0xEF93CB),
    .facetBar = QColor(0x323C48),
    .good = QColor(0x55C878),
    .covered = QColor(0x25443B),
};

bool isDarkPalette(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128;
}

} // namespace

const Theme& Theme::light() {
    return kLight;
}
const Theme& Theme::dark() {
    return kDark;
}
const Theme& Theme::of(const QPalette& palette) {
    return isDarkPalette(palette) ? kDark : kLight;
}

QPalette paletteOf(const Theme& theme) {
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor& color) { p.setColor(QPalette::All, role, color); };
    set(QPalette::Window, theme.window);
    set(QPalette::Base, theme.pane);
    set(QPalette::AlternateBase, theme.window);
    set(QPalette::Button, theme.pane);
    set(QPalette::Text, theme.text);
    set(QPalette::WindowText, theme.text);
    set(QPalette::ButtonText, theme.text);
    set(QPalette::BrightText, theme.failed);
    set(QPalette::Highlight, theme.selection);
    set(QPalette::HighlightedText, theme.text);
    set(QPalette::Link, theme.accent);
    set(QPalette::LinkVisited, theme.accent);
    set(QPalette::ToolTipBase, theme.pane);
    set(QPalette::ToolTipText, theme.text);
    set(QPalette::PlaceholderText, theme.dim);
    set(QPalette::Light, theme.isDark ? theme.line.lighter(120) : theme.pane);
    set(QPalette::Midlight, theme.line);
    set(QPalette::Mid, theme.line);
    set(QPalette::Dark, theme.isDark ? theme.window.darker(120) : theme.line.darker(125));
    set(QPalette::Shadow, theme.isDark ? QColor(Qt::black) : theme.line.darker(150));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, theme.isDark ? theme.dim.darker(150) : theme.dim.lighter(150));
    return p;
}

void applyTheme(QApplication& application, ThemeChoice choice) {
    if (qobject_cast<FlatStyle*>(QApplication::style()) == nullptr)
        QApplication::setStyle(new FlatStyle);
    if (choice == ThemeChoice::System)
        QApplication::setPalette(QPalette()); // back to what the desktop says, then judged below
    const bool isDark =
        choice == ThemeChoice::System ? isDarkPalette(QApplication::palette()) : choice == ThemeChoice::Dark;
    const QPalette palette = paletteOf(isDark ? kDark : kLight);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    application.setProperty("rastroTheme", isDark ? QStringLiteral("dark") : QStringLiteral("light"));
}

} // namespace rastro
