// SPDX-License-Identifier: Apache-2.0
//
// FilterChip: one term of a filter as a pill: its text, with the field in bold, and a cross to take it away. Takes the
// focus, tells what its keys, mouse and menu ask for, and changes nothing by itself. Owned by its ChipStrip. GUI
// thread.
#pragma once

#include "filter/chiptext.h"
#include "filter/filterterm.h"

#include <QWidget>

namespace rastro {

class FilterChip : public QWidget {
    Q_OBJECT
public:
    enum class Action : quint8 { Remove, Negate, ToggleEnabled, Edit, MoveForward, MoveBackward, Copy };
    enum class Step : quint8 { Next, Previous, First, Last };

    explicit FilterChip(QWidget* parent = nullptr);

    void setTerm(const FilterTerm& term);
    const FilterTerm& term() const { return m_term; }
    QSize sizeHint() const override; // with nothing elided
    int leastWidth() const;
    QRect crossRect() const;

signals:
    void actionRequested(rastro::FilterChip::Action action);
    void stepRequested(rastro::FilterChip::Step step);
    void leaveRequested();
    void dragMoved(int x); // of the pointer, in the parent
    void dragEnded();
    void focused();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    bool takesKey(const QKeyEvent& event);
    bool takesPlainKey(const QKeyEvent& event);
    void paintText(QPainter& painter, const QRect& space) const;
    void paintCross(QPainter& painter) const;
    QFont nameFont() const;
    QFont valueFont() const;

    FilterTerm m_term;
    ChipText m_text;
    QPoint m_pressedAt;
    bool m_isPressed = false;
    bool m_isCrossPressed = false;
    bool m_isDragged = false;
    bool m_isOverCross = false;
};

} // namespace rastro
