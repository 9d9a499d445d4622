// SPDX-License-Identifier: Apache-2.0
//
// PaneSizes: gives the panes of a window the room they had when there is room again. QMainWindow squeezes them when it
// becomes small and leaves them so. What was dragged by hand, or set by noteNow(), is what they are wished to have. GUI
// thread.
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

class QDockWidget;
class QMainWindow;

namespace rastro {

class PaneSizes : public QObject {
    Q_OBJECT
public:
    explicit PaneSizes(QMainWindow& window);

    void noteSoon(); // as they are when the layout is done

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Extents = QHash<QDockWidget*, int>; // along the edge's normal: width at the sides, height below
    Extents extents() const;
    void restore();

    QMainWindow& m_window;
    Extents m_wished;
    Extents m_pressed; // when the mouse went down
    QTimer m_restore;
    QTimer m_note;
};

} // namespace rastro
