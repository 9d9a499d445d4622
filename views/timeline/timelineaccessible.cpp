// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelineaccessible.h"

#include "timeline/timelineview.h"

namespace rastro {

namespace {

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* view = qobject_cast<TimelineView*>(object);
    return view ? new TimelineAccessible(view) : nullptr;
}

} // namespace

QString TimelineAccessible::text(QAccessible::Text kind) const {
    const auto* view = static_cast<const TimelineView*>(widget());
    return kind == QAccessible::Value ? view->describeCursor() : QAccessibleWidget::text(kind);
}

void TimelineAccessible::install() {
    QAccessible::installFactory(makeInterface); // Qt keeps one of each
}

} // namespace rastro
