// SPDX-License-Identifier: Apache-2.0
//
// AxisNavigator: the time axis of the view and the way back through earlier stretches. Owned by the view; tells it when
// the axis changed. A burst of wheel turns or pans is one step back. GUI thread.
#pragma once

#include "timeline/axis.h"

#include <QObject>

#include <vector>

namespace rastro {

class AxisNavigator : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const Axis& axis() const { return m_axis; }
    bool canGoBack() const { return !m_history.empty(); }

    void setLimits(TimeRange limits); // keeps a zoomed view
    void setWidth(int pixels);

    void zoomAt(double x, double factor);
    void pan(double pixels);
    void show(TimeRange view);
    void showWhole();
    void reveal(Micros time);
    void goBack();

signals:
    void changed();

private:
    enum class Move : quint8 { None, Glide, Jump };
    void apply(const Axis& next, Move move);

    Axis m_axis;
    Move m_last = Move::None;
    std::vector<TimeRange> m_history;
};

} // namespace rastro
