// SPDX-License-Identifier: Apache-2.0
#include "gui/panesizes.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>

namespace rastro {

namespace {

bool isAtSide(const QMainWindow& window, QDockWidget* pane) {
    const Qt::DockWidgetArea area = window.dockWidgetArea(pane);
    return area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea;
}

} // namespace

PaneSizes::PaneSizes(QMainWindow& window) : QObject(&window), m_window(window) {
    for (QTimer* timer : {&m_restore, &m_note}) {
        timer->setSingleShot(true);
        timer->setInterval(0); // after the layout
    }
    connect(&m_restore, &QTimer::timeout, this, &PaneSizes::restore);
    connect(&m_note, &QTimer::timeout, this, [this] { m_wished.insert(extents()); });
    window.installEventFilter(this);
}

void PaneSizes::noteSoon() {
    m_restore.stop();
    m_note.start();
}

PaneSizes::Extents PaneSizes::extents() const {
    Extents all;
    const QList<QDockWidget*> panes = m_window.findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly);
    for (QDockWidget* pane : panes) {
        // Those behind others in their tabs stand outside the window, and have the room of the one in front.
        if (!pane->isVisible() || pane->isFloating() || !m_window.rect().intersects(pane->geometry()))
            continue;
        for (QDockWidget* one : QList<QDockWidget*>{pane} + m_window.tabifiedDockWidgets(pane))
            all.insert(one, isAtSide(m_window, pane) ? pane->width() : pane->height());
    }
    return all;
}

void PaneSizes::restore() {
    for (const Qt::Orientation orientation : {Qt::Horizontal, Qt::Vertical}) {
        QList<QDockWidget*> panes;
        QList<int> sizes;
        const Extents now = extents();
        for (auto i = now.begin(); i != now.end(); ++i) {
            QDockWidget* pane = i.key();
            if (isAtSide(m_window, pane) != (orientation == Qt::Horizontal) || !m_wished.contains(pane))
                continue;
            panes << pane;
            sizes << m_wished.value(pane);
        }
        if (!panes.isEmpty())
            m_window.resizeDocks(panes, sizes, orientation);
    }
}

bool PaneSizes::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseButtonPress: // what comes to the window itself is meant for the gaps between panes
        m_pressed = extents();
        break;
    case QEvent::MouseButtonRelease:
        if (extents() != m_pressed)
            noteSoon();
        break;
    case QEvent::Resize:
        if (!m_note.isActive())
            m_restore.start();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace rastro
