// SPDX-License-Identifier: Apache-2.0
//
// PaneTitle: the slim title of a pane: its name, to drag it by, and a button to hide it. Owned by its pane. GUI thread.
#pragma once

#include <QWidget>

class QDockWidget;

namespace rastro {

class PaneTitle : public QWidget {
    Q_OBJECT
public:
    explicit PaneTitle(QDockWidget& pane);
};

} // namespace rastro
