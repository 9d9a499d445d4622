// SPDX-License-Identifier: Apache-2.0
//
// TimelineAccessible: what a screen reader is told about the timeline: its lanes, the stretch of time shown, and as
// value the event the keyboard stands on. Made by Qt through the factory. GUI thread.
#pragma once

#include <QAccessibleWidget>

namespace rastro {

class TimelineAccessible : public QAccessibleWidget {
public:
    explicit TimelineAccessible(QWidget* view) : QAccessibleWidget(view, QAccessible::Chart) {}
    QString text(QAccessible::Text kind) const override;

    static void install(); // may be called again
};

} // namespace rastro
