// SPDX-License-Identifier: Apache-2.0
//
// ProblemsPane: the list of what could not be read and what was left aside. Copies lines as text. GUI thread.
#pragma once

#include <QTableView>

namespace rastro {

class ProblemsModel;

class ProblemsPane : public QTableView {
    Q_OBJECT
public:
    explicit ProblemsPane(ProblemsModel* model, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void copySelected() const;
};

} // namespace rastro
