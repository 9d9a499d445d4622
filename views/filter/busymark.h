// SPDX-License-Identifier: Apache-2.0
//
// BusyMark: a small turning arc that says work goes on. Takes its room all the time, so that nothing moves when it
// shows. GUI thread.
#pragma once

#include <QBasicTimer>
#include <QWidget>

namespace rastro {

class BusyMark : public QWidget {
    Q_OBJECT
public:
    explicit BusyMark(QWidget* parent = nullptr);

    void setBusy(bool isBusy);
    bool isBusy() const { return m_isBusy; }
    QSize sizeHint() const override { return {14, 14}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void turn();
    QBasicTimer m_timer;
    int m_step = 0;
    bool m_isBusy = false;
};

} // namespace rastro
