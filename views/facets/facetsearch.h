// SPDX-License-Identifier: Apache-2.0
//
// FacetSearch: the small field over the header of a facet that narrows its values. Escape empties and closes it; Down and
// Return go to the values. Owned and placed by FacetView. GUI thread.
#pragma once

#include <QLineEdit>

namespace rastro {

class FacetSearch : public QLineEdit {
    Q_OBJECT
public:
    explicit FacetSearch(QWidget* parent = nullptr);

signals:
    void closed();    // by Escape: nothing is searched for any more
    void left();      // the focus went elsewhere; what is searched for stays
    void valuesWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

} // namespace rastro
