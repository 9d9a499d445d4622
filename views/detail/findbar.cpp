// SPDX-License-Identifier: Apache-2.0
#include "detail/findbar.h"

#include "common/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace rastro {

namespace {

using Direction = JsonTreeModel::Direction;

QToolButton* button(const QString& text, const QString& name, QWidget* parent) {
    auto* b = new QToolButton(parent);
    b->setText(text);
    b->setAccessibleName(name);
    b->setToolTip(name);
    b->setAutoRaise(true);
    return b;
}

} // namespace

FindBar::FindBar(QWidget* parent) : QWidget(parent), m_edit(new QLineEdit(this)), m_message(new QLabel(this)) {
    m_edit->setPlaceholderText(tr("Find in this event"));
    m_edit->setAccessibleName(tr("Find in this event"));
    m_edit->setClearButtonEnabled(true);
    m_message->setTextFormat(Qt::PlainText);
    auto* previous = button(QStringLiteral("▴"), tr("Previous match"), this);
    auto* next = button(QStringLiteral("▾"), tr("Next match"), this);
    auto* close = button(QStringLiteral("✕"), tr("Close the search"), this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_message);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(close);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { emit findRequested(m_edit->text(), Direction::Still); });
    connect(m_edit, &QLineEdit::returnPressed, this,
            [this] { emit findRequested(m_edit->text(), Direction::Forward); });
    connect(next, &QToolButton::clicked, this, [this] { emit findRequested(m_edit->text(), Direction::Forward); });
    connect(previous, &QToolButton::clicked, this, [this] { emit findRequested(m_edit->text(), Direction::Backward); });
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    hide();
}

QString FindBar::text() const {
    return m_edit->text();
}

void FindBar::open() {
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FindBar::showMissed(bool isMissed) {
    m_message->setText(isMissed ? tr("not found") : QString());
}

// Escape closes the bar, whatever else it means in the window.
bool FindBar::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        emit closed();
    else if (isReturn && event->modifiers() & Qt::ShiftModifier)
        emit findRequested(m_edit->text(), Direction::Backward);
    else
        QWidget::keyPressEvent(event);
}

} // namespace rastro
