// SPDX-License-Identifier: Apache-2.0
//
// CompareWindow: two events side by side, what differs marked; the values of the line chosen in full below. A window of
// its own that stays while the main one goes on. GUI thread.
#pragma once

#include "items/diffmodel.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QTableView;

namespace rastro {

class CompareWindow : public QDialog {
    Q_OBJECT
public:
    explicit CompareWindow(QWidget* parent = nullptr);

    void show(Diff diff, const QString& left, const QString& right);
    void showProblem(const QString& text);
    DiffModel& model() { return m_model; }

private:
    void layOut();
    void showLine();
    QPlainTextEdit* makeText(const QString& name);

    DiffModel m_model;
    QLabel* m_note;
    QCheckBox* m_onlyDifferences;
    QTableView* m_table;
    QPlainTextEdit* m_left;
    QPlainTextEdit* m_right;
};

} // namespace rastro
