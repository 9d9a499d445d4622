// SPDX-License-Identifier: Apache-2.0
//
// FlatStyle: Fusion without its bevels: slim scroll bars without arrows, tabs as underlined words, plain framed buttons.
// Colours come from the palette through Theme, so that it follows every change. Installed by applyTheme(). GUI thread.
#pragma once

#include <QProxyStyle>
#include <QStyleOptionToolButton>

class QStyleOptionSlider;

namespace rastro {

class FlatStyle : public QProxyStyle {
    Q_OBJECT
public:
    FlatStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;

private:
    void drawToolButton(QStyleOptionToolButton option, QPainter& painter, const QWidget* widget) const;
    QRect scrollBarRect(const QStyleOptionSlider& option, SubControl part) const;
};

} // namespace rastro
