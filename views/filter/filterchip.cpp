// SPDX-License-Identifier: Apache-2.0
#include "filter/filterchip.h"

#include "common/fonts.h"
#include "common/plaintext.h"
#include "common/theme.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>

namespace rastro {

namespace {

constexpr int kPadding = 9;
constexpr int kCross = 18; // the part that takes away, at the end
constexpr int kLeastCharacters = 24;
constexpr int kSlack = 3; // or a rounded width would elide what fits
constexpr int kToolTipCharacters = 1'000;

int widthOf(const QFont& font, const QString& text) {
    return text.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(text);
}

} // namespace

FilterChip::FilterChip(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::ClickFocus);
    setMouseTracking(true);
    setCursor(Qt::ArrowCursor);
}

void FilterChip::setTerm(const FilterTerm& term) {
    m_term = term;
    m_text = chipText(term.expression);
    setAccessibleName(term.isEnabled ? m_text.whole() : tr("%1, disabled").arg(m_text.whole()));
    setAccessibleDescription(
        tr("Delete removes, exclamation mark negates, Space disables, Enter edits, Control with arrows moves"));
    setToolTip(plainAsHtml(shortenedInMiddle(m_text.whole(), kToolTipCharacters)) +
               tr("<p>Del removes · ! negates · Space disables · Enter edits</p>"));
    updateGeometry();
    update();
}

QFont FilterChip::nameFont() const {
    QFont font = bold(this->font());
    font.setStrikeOut(!m_term.isEnabled);
    return font;
}

QFont FilterChip::valueFont() const {
    QFont font = this->font();
    font.setStrikeOut(!m_term.isEnabled);
    return font;
}

QSize FilterChip::sizeHint() const {
    const int text = widthOf(nameFont(), m_text.negation + m_text.field) + widthOf(valueFont(), m_text.rest);
    return {kPadding + text + kSlack + kCross + 4, fontMetrics().height() + 6};
}

int FilterChip::leastWidth() const {
    return std::min(sizeHint().width(), kPadding + kCross + fontMetrics().averageCharWidth() * kLeastCharacters);
}

QRect FilterChip::crossRect() const {
    return QStyle::visualRect(layoutDirection(), rect(), QRect(width() - kCross - 2, 0, kCross, height()));
}

void FilterChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::of(palette());
    const bool hasFocus = this->hasFocus();
    QPen edge(hasFocus ? theme.accent : theme.line, hasFocus ? 2 : 1);
    if (!m_term.isEnabled && !hasFocus)
        edge = QPen(theme.dim, 1, Qt::DashLine);
    painter.setPen(edge);
    painter.setBrush(m_isDragged || m_isPressed ? theme.selection : m_term.isEnabled ? theme.pane : theme.window);
    const double inset = edge.widthF() / 2;
    const QRectF pill = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    paintText(painter, QStyle::visualRect(layoutDirection(), rect(),
                                          QRect(kPadding, 0, width() - kPadding - kCross - 4, height())));
    paintCross(painter);
}

// `not` is always read; of a long path its last steps tell most; the value keeps at least half of the rest.
void FilterChip::paintText(QPainter& painter, const QRect& space) const {
    const Theme& theme = Theme::of(palette());
    const QFontMetrics names(nameFont());
    const QFontMetrics values(valueFont());
    const int negationWidth = widthOf(nameFont(), m_text.negation);
    const int room = std::max(space.width() - negationWidth, 0);
    const int fieldRoom = std::max(room - values.horizontalAdvance(m_text.rest), room / 2);
    const QString field = names.elidedText(m_text.field, Qt::ElideLeft, fieldRoom);
    const QString name = m_text.negation + field;
    const int nameWidth = widthOf(nameFont(), name);
    const QString rest = values.elidedText(m_text.rest, Qt::ElideMiddle, std::max(space.width() - nameWidth, 0));
    // A filter reads from left to right in every language.
    const int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextForceLeftToRight;
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setFont(nameFont());
    painter.setPen(m_term.isEnabled ? theme.accent : theme.dim);
    painter.drawText(space, flags, name);
    painter.setFont(valueFont());
    painter.setPen(m_term.isEnabled ? theme.text : theme.dim);
    painter.drawText(space.adjusted(nameWidth, 0, 0, 0), flags, rest);
}

void FilterChip::paintCross(QPainter& painter) const {
    const Theme& theme = Theme::of(palette());
    const QPointF c = QRectF(crossRect()).center();
    if (m_isOverCross) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.selection);
        painter.drawEllipse(c, 8, 8);
    }
    painter.setPen(QPen(m_isOverCross ? theme.text : theme.dim, 1.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(c + QPointF(-3, -3), c + QPointF(3, 3));
    painter.drawLine(c + QPointF(-3, 3), c + QPointF(3, -3));
}

bool FilterChip::event(QEvent* event) {
    // Single letters may be shortcuts of the window; on a chip they are the chip's.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        const bool isOwn = key.key() == Qt::Key_Space || key.key() == Qt::Key_N || key.key() == Qt::Key_Exclam ||
                           key.key() == Qt::Key_Delete || key.key() == Qt::Key_Backspace;
        const bool isPlain = !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
        if (isOwn && isPlain) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void FilterChip::keyPressEvent(QKeyEvent* event) {
    if (!takesKey(*event))
        QWidget::keyPressEvent(event);
}

bool FilterChip::takesKey(const QKeyEvent& event) {
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const bool isForward = event.key() == (isMirrored ? Qt::Key_Left : Qt::Key_Right);
    const bool isBackward = event.key() == (isMirrored ? Qt::Key_Right : Qt::Key_Left);
    const auto modifiers = event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (modifiers == Qt::ControlModifier && (isForward || isBackward))
        emit actionRequested(isForward ? Action::MoveForward : Action::MoveBackward);
    else if (event.matches(QKeySequence::Copy))
        emit actionRequested(Action::Copy);
    else if (modifiers != Qt::NoModifier)
        return false;
    else if (isForward || isBackward)
        emit stepRequested(isForward ? Step::Next : Step::Previous);
    else
        return takesPlainKey(event);
    return true;
}

bool FilterChip::takesPlainKey(const QKeyEvent& event) {
    switch (event.key()) {
    case Qt::Key_Home:
        emit stepRequested(Step::First);
        return true;
    case Qt::Key_End:
        emit stepRequested(Step::Last);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        emit actionRequested(Action::Remove);
        return true;
    case Qt::Key_Exclam:
    case Qt::Key_N:
        emit actionRequested(Action::Negate);
        return true;
    case Qt::Key_Space:
        emit actionRequested(Action::ToggleEnabled);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        emit actionRequested(Action::Edit);
        return true;
    case Qt::Key_Escape:
        emit leaveRequested();
        return true;
    default:
        return false;
    }
}

void FilterChip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position().toPoint();
    m_isCrossPressed = crossRect().contains(m_pressedAt);
    m_isPressed = !m_isCrossPressed;
    update();
}

void FilterChip::mouseMoveEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    if (const bool isOver = crossRect().contains(at) && rect().contains(at); isOver != m_isOverCross) {
        m_isOverCross = isOver;
        update();
    }
    if (m_isPressed && (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
        m_isDragged = true;
    if (m_isDragged)
        emit dragMoved(mapToParent(at).x());
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event) {
    const bool isRemoved = m_isCrossPressed && crossRect().contains(event->position().toPoint());
    const bool wasDragged = m_isDragged;
    m_isPressed = m_isCrossPressed = m_isDragged = false;
    update();
    if (wasDragged)
        emit dragEnded();
    else if (isRemoved)
        emit actionRequested(Action::Remove);
}

void FilterChip::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !crossRect().contains(event->position().toPoint()))
        emit actionRequested(Action::Edit);
}

void FilterChip::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Filter term"));
    const auto add = [&](const QString& text, Action action, const QKeySequence& key) {
        QAction* item = menu->addAction(text, this, [this, action] { emit actionRequested(action); });
        item->setShortcut(key);
        item->setShortcutContext(Qt::WidgetShortcut); // told in the menu, taken by the chip itself
    };
    const bool isNegated = m_term.expression.kind == Expression::Kind::Not;
    add(isNegated ? tr("Do not &negate") : tr("&Negate"), Action::Negate, Qt::Key_Exclam);
    add(m_term.isEnabled ? tr("&Disable") : tr("&Enable"), Action::ToggleEnabled, Qt::Key_Space);
    add(tr("&Edit as text"), Action::Edit, Qt::Key_Return);
    add(tr("&Copy as filter"), Action::Copy, QKeySequence::Copy);
    menu->addSeparator();
    add(tr("&Remove"), Action::Remove, Qt::Key_Delete);
    menu->popup(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().bottomLeft()) : event->globalPos());
}

void FilterChip::enterEvent(QEnterEvent*) {
    update();
}

void FilterChip::leaveEvent(QEvent*) {
    m_isOverCross = false;
    update();
}

void FilterChip::focusInEvent(QFocusEvent*) {
    update();
    emit focused();
}

void FilterChip::focusOutEvent(QFocusEvent*) {
    update();
}

} // namespace rastro
