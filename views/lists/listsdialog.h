// SPDX-License-Identifier: Apache-2.0
//
// ListsDialog: the named lists of a person: names left, the values of the one chosen right, one a line. Nothing is kept
// until it is accepted. GUI thread.
#pragma once

#include <QDialog>
#include <QMap>
#include <QStringList>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace rastro {

class ListsDialog : public QDialog {
    Q_OBJECT
public:
    using Lists = QMap<QString, QString>; // by name without @: a value on each line

    explicit ListsDialog(const Lists& lists, QWidget* parent = nullptr);

    const Lists& lists() const { return m_lists; }
    void choose(const QString& name);           // made if it is not there
    void appendValues(const QString& text); // to the list chosen

    static bool isName(const QString& name); // letters A-Z a-z, digits, - _ .

public slots:
    void addList(); // and asks for its name in place
    void removeList();

signals:
    void fileWanted(); // values from a file into the list chosen

private:
    void createButtons(QVBoxLayout& names, QVBoxLayout& values);
    void showChosen();
    void takeText();
    void showUse();
    void rename(QListWidgetItem* item);
    QString chosen() const;

    Lists m_lists;
    QListWidget* m_names;
    QPlainTextEdit* m_values;
    QLabel* m_note;
    QPushButton* m_remove;
    QPushButton* m_fromFile;
};

} // namespace rastro
