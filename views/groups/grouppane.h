// SPDX-License-Identifier: Apache-2.0
//
// GroupPane: events grouped by one to three fields: fields to type above, a table of groups below. Tells what is wanted;
// counts nothing itself. GUI thread.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QTableView;

namespace rastro {

class GroupModel;

class GroupPane : public QWidget {
    Q_OBJECT
public:
    explicit GroupPane(GroupModel* model, QWidget* parent = nullptr);

    // As typed: fields separated by commas; what to count different values of, and what to sum, may be empty.
    QString byText() const;
    QString distinctText() const;
    QString sumText() const;
    void setTexts(const QString& by, const QString& distinct, const QString& sum); // emits nothing

    void setNote(const QString& text); // how many, or what is wrong
    QTableView& table() const { return *m_table; }

signals:
    void wishChanged();
    void groupActivated(int row);
    void shown();

protected:
    void showEvent(QShowEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* addField(QHBoxLayout& row, const QString& name, const QString& tip, int characters);
    void fitColumns();
    void copySelected() const;
    void activate();

    GroupModel* m_model;
    QLineEdit* m_by;
    QLineEdit* m_distinct;
    QLineEdit* m_sum;
    QLabel* m_note;
    QTableView* m_table;
};

} // namespace rastro
