// SPDX-License-Identifier: Apache-2.0
#include "facets/facetsearch.h"

#include <QKeyEvent>

namespace rastro {

FacetSearch::FacetSearch(QWidget* parent) : QLineEdit(parent) {
    setFrame(true);
    setObjectName(QStringLiteral("facetSearch"));
    setMaxLength(1'000);
    setTextMargins(0, 0, 0, 0);
    hide();
}

void FacetSearch::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        emit closed();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        emit valuesWanted();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FacetSearch::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        emit left();
}

} // namespace rastro
