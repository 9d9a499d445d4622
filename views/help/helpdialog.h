// SPDX-License-Identifier: Apache-2.0
//
// HelpDialog: the help page that comes with the program, in a window of its own. Follows no links. GUI thread.
#pragma once

#include <QDialog>

namespace rastro {

class HelpDialog : public QDialog {
    Q_OBJECT
public:
    // markdown: a text of our own, not from a log.
    HelpDialog(const QString& title, const QString& markdown, QWidget* parent = nullptr);
};

} // namespace rastro
