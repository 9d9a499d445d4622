// SPDX-License-Identifier: Apache-2.0
#include "common/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace rastro {

QFont monospace(const QFont& base) {
    static const QString family = [] {
        const QStringList families = QFontDatabase::families();
        for (const auto& name : {QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono")})
            if (families.contains(name))
                return name;
        return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    }();
    QFont font(base);
    font.setFamily(family);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setStyleStrategy(QFont::PreferNoShaping); // no ligatures in evidence, and half the time for a text
    return font;
}

QFont bold(const QFont& base) {
    QFont font(base);
    font.setBold(true);
    return font;
}

QFont scaled(const QFont& base, double factor) {
    QFont font(base);
    if (base.pixelSize() > 0)
        font.setPixelSize(qMax(1, qRound(base.pixelSize() * factor)));
    else
        font.setPointSizeF(qMax(1.0, base.pointSizeF() * factor));
    return font;
}

} // namespace rastro
