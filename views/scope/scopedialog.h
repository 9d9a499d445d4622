// SPDX-License-Identifier: Apache-2.0
//
// ScopeDialog: what of a large trail folder to load: accounts, regions and days, told from file names alone, with counts
// and sizes. All is ticked; Enter loads. GUI thread.
#pragma once

#include "items/scopemodel.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace rastro {

class ScopeDialog : public QDialog {
    Q_OBJECT
public:
    explicit ScopeDialog(std::vector<ScopeCell> cells, QWidget* parent = nullptr);

    Scope scope() const { return m_choice.scope(); }
    ScopeChoice& choice() { return m_choice; }

private:
    QWidget* makeList(ScopeList list, const QString& title);
    void showTotals();

    ScopeChoice m_choice;
    QLabel* m_total;
    QPushButton* m_load;
};

} // namespace rastro
