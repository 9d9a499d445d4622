// SPDX-License-Identifier: Apache-2.0
//
// Theme: the one table of colours, light and dark. Views take colours from here and from the application palette, never
// as literals. A palette is dark when its Window colour is (Qt 6.4 has no colour-scheme query). GUI thread.
#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace rastro {

struct Theme {
    bool isDark;
    QColor window, pane, line, text, dim, selection, selectionEdge, accent, change, take, credential, deniedText,
        deniedMark, failed, root, facetBar, good, covered;

    static const Theme& of(const QPalette& palette);
    static const Theme& light();
    static const Theme& dark();
};

enum class ThemeChoice : quint8 { System, Light, Dark };

// The palette all widgets are painted with.
QPalette paletteOf(const Theme& theme);

// Sets style, palette and the few style-sheet rules of the program. May be called again at any time.
void applyTheme(QApplication& application, ThemeChoice choice);

} // namespace rastro
