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
    m_edit->installEventFilter(this); // for Return: its signal comes with Shift, too
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

void FindBar::clearResult() {
    m_message->clear();
}

void FindBar::showResult(const FindResult& result) {
    if (!result.isFound)
        m_message->setText(tr("not found"));
    else if (result.count == 0)
        m_message->setText(tr("too many values to count"));
    else if (result.place == 0)
        m_message->setText(result.count == 1 ? tr("1 match") : tr("%1 matches").arg(result.count));
    else
        m_message->setText(tr("%1 of %2").arg(result.place).arg(result.count));
}

// Escape closes the bar, whatever else it means in the window.
bool FindBar::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    const bool isBackward = key->modifiers() & Qt::ShiftModifier;
    emit findRequested(m_edit->text(), isBackward ? Direction::Backward : Direction::Forward);
    return true;
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        emit closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace rastro
