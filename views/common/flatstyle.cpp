// SPDX-License-Identifier: Apache-2.0
#include "common/flatstyle.h"

#include "common/fonts.h"
#include "common/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kScrollBar = 12;
constexpr int kLeastHandle = 28;
constexpr double kRadius = 4;
constexpr int kButtonPadding = 8;
constexpr int kHeaderPadding = 3; // that of cells

void paintScrollBar(const QStyleOptionSlider& option, const QRect& handle, QPainter& painter) {
    const Theme& theme = Theme::of(option.palette);
    painter.fillRect(option.rect, theme.window);
    if (option.minimum == option.maximum)
        return;
    const bool isHeld = option.activeSubControls & QStyle::SC_ScrollBarSlider &&
                        option.state & (QStyle::State_Sunken | QStyle::State_MouseOver);
    QColor color = theme.dim;
    color.setAlpha(isHeld ? 200 : 110);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(handle).adjusted(3, 3, -3, -3), 3, 3);
    painter.restore();
}

// An underlined word instead of a tab.
void paintTab(const QStyleOptionTab& option, QPainter& painter) {
    const Theme& theme = Theme::of(option.palette);
    const bool isSelected = option.state & QStyle::State_Selected;
    const QRect line(option.rect.left() + 8, option.rect.bottom() - 2, option.rect.width() - 16, 2);
    if (isSelected)
        painter.fillRect(line, theme.accent);
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(line, theme.line);
}

void paintHeaderSection(const QStyleOption& option, QPainter& painter) {
    const Theme& theme = Theme::of(option.palette);
    const QRect& rect = option.rect;
    painter.fillRect(rect, theme.window);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
    painter.fillRect(QRect(rect.right(), rect.top() + 6, 1, rect.height() - 12), theme.line);
}

void paintHeaderLabel(const QStyleOptionHeader& option, QPainter& painter) {
    painter.save();
    painter.setFont(bold(painter.font()));
    painter.setPen(Theme::of(option.palette).dim);
    const QRect space = option.rect.adjusted(kHeaderPadding, 0, -kHeaderPadding, 0);
    painter.drawText(space, static_cast<int>(option.textAlignment) | Qt::TextSingleLine,
                     QFontMetrics(painter.font()).elidedText(option.text, Qt::ElideRight, space.width()));
    painter.restore();
}

void paintToolButton(const QStyleOption& option, QPainter& painter) {
    const bool isHeld = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isOver = option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled;
    const bool isRaised = !(option.state & QStyle::State_AutoRaise);
    if (!isHeld && !isOver && !isRaised)
        return;
    const Theme& theme = Theme::of(option.palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(isHeld ? theme.selection : isOver ? theme.window : theme.pane);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.restore();
}

void paintPushButton(const QStyleOption& option, QPainter& painter) {
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    const bool isFlat = button != nullptr && button->features & QStyleOptionButton::Flat;
    const bool isHeld = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isOver = option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled;
    const bool isDefault = button != nullptr && button->features & QStyleOptionButton::DefaultButton;
    if (isFlat && !isHeld && !isOver)
        return;
    const Theme& theme = Theme::of(option.palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isFlat ? QPen(Qt::NoPen) : QPen(isDefault ? theme.accent : theme.line));
    painter.setBrush(isHeld || isOver ? theme.selection : theme.pane);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.restore();
}

// A box or a ring that is seen on any ground, also when it is empty.
void paintIndicator(const QStyleOption& option, QPainter& painter, bool isRound) {
    const Theme& theme = Theme::of(option.palette);
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool isOn = option.state & QStyle::State_On;
    const bool isPartly = option.state & QStyle::State_NoChange;
    const qreal side = std::min(option.rect.width(), option.rect.height()) - 1;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const QColor mark = isEnabled ? theme.accent : theme.dim;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isOn || isPartly ? mark : theme.dim, 1));
    painter.setBrush(option.state & QStyle::State_Sunken ? theme.selection : theme.pane);
    if (isRound)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 2, 2);
    if (isRound && isOn) {
        painter.setBrush(mark);
        painter.drawEllipse(box.adjusted(side * 0.28, side * 0.28, -side * 0.28, -side * 0.28));
    } else if (isOn) {
        painter.setPen(QPen(mark, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF points[] = {{box.left() + side * 0.24, box.top() + side * 0.52},
                                  {box.left() + side * 0.43, box.top() + side * 0.71},
                                  {box.left() + side * 0.78, box.top() + side * 0.3}};
        painter.drawPolyline(points, 3);
    } else if (isPartly) {
        painter.fillRect(box.adjusted(side * 0.25, side * 0.42, -side * 0.25, -side * 0.42), mark);
    }
    painter.restore();
}

} // namespace

FlatStyle::FlatStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int FlatStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent: return kScrollBar;
    case PM_ScrollBarSliderMin: return kLeastHandle;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap: return 0;
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth: return 5;
    case PM_ToolBarItemSpacing: return 6;
    case PM_ToolBarItemMargin: return 4;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FlatStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* returned) const {
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0; // words are enough, and the icons are of another hand
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

QRect FlatStyle::scrollBarRect(const QStyleOptionSlider& option, SubControl part) const {
    const bool isUpright = option.orientation == Qt::Vertical;
    const QRect bar = option.rect;
    const int length = isUpright ? bar.height() : bar.width();
    const qint64 range = qint64{option.maximum} - option.minimum;
    const qint64 whole = range + std::max(option.pageStep, 1);
    const int handle = range <= 0 ? length
                                  : std::clamp(static_cast<int>(length * qint64{option.pageStep} / whole),
                                               std::min(kLeastHandle, length), length);
    const int at = sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, length - handle,
                                           option.upsideDown);
    const auto span = [&](int from, int to) {
        return isUpright ? QRect(bar.left(), bar.top() + from, bar.width(), to - from)
                         : visualRect(option.direction, bar, QRect(bar.left() + from, bar.top(), to - from, bar.height()));
    };
    switch (part) {
    case SC_ScrollBarSlider: return span(at, at + handle);
    case SC_ScrollBarGroove: return span(0, length);
    case SC_ScrollBarSubPage: return span(0, at);
    case SC_ScrollBarAddPage: return span(at + handle, length);
    default: return {}; // no arrows
    }
}

QRect FlatStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                const QWidget* widget) const {
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && slider != nullptr)
        return scrollBarRect(*slider, part);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void FlatStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const {
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && slider != nullptr)
        paintScrollBar(*slider, scrollBarRect(*slider, SC_ScrollBarSlider), *painter);
    else if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option); tool != nullptr)
        drawToolButton(*tool, *painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

// Without the small arrow in the corner: the words of such a button end in one.
void FlatStyle::drawToolButton(QStyleOptionToolButton option, QPainter& painter, const QWidget* widget) const {
    option.features &= ~QStyleOptionToolButton::HasMenu;
    QProxyStyle::drawComplexControl(CC_ToolButton, &option, &painter, widget);
}

QSize FlatStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                  const QWidget* widget) const {
    const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    return type == CT_PushButton ? size + QSize(2 * kButtonPadding, 0) : size;
}

void FlatStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const {
    const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    switch (element) {
    case CE_TabBarTabShape:
        if (tab != nullptr)
            return paintTab(*tab, *painter);
        break;
    case CE_HeaderSection: return paintHeaderSection(*option, *painter);
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option); header != nullptr)
            return paintHeaderLabel(*header, *painter);
        break;
    case CE_PushButtonBevel: return paintPushButton(*option, *painter);
    case CE_ToolBar: // no gradient
        painter->fillRect(option->rect, option->palette.window());
        return;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FlatStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    switch (element) {
    case PE_PanelButtonTool: return paintToolButton(*option, *painter);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return paintIndicator(*option, *painter, false);
    case PE_IndicatorRadioButton: return paintIndicator(*option, *painter, true);
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem: return; // flat
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

} // namespace rastro
