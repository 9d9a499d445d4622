// SPDX-License-Identifier: Apache-2.0
//
// TextPage: the record as text, indented or exactly as it was loaded. Filled when it is first looked at. Long strings
// are cut in the indented form until asked for; records over 1 MB are left to the tree. GUI thread.
#pragma once

#include "detail/findresult.h"
#include "items/eventdetail.h"
#include "items/jsontreemodel.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace rastro {

class TextPage : public QWidget {
    Q_OBJECT
public:
    explicit TextPage(QWidget* parent = nullptr);

    void show(const EventDetail& detail);
    bool find(const QString& text, JsonTreeModel::Direction direction);
    void markFound(const QString& text); // wherever it is in sight; empty: nothing
    FindResult foundNow(const QString& text) const; // where the selection stands among them
    QString shownText() const;
    enum class Form : quint8 { Indented, Original };
    void setForm(Form form);

signals:
    void saveRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void markInSight();
    void createBar();
    void fill();
    void fillIndented();
    void fillOriginal();
    void showNote(const QString& note, const QString& action);

    EventDetail m_detail;
    QString m_found; // marked
    Form m_form = Form::Indented;
    bool m_isFilled = false;
    bool m_showsWhole = false;
    QButtonGroup* m_forms;
    QPlainTextEdit* m_text;
    QLabel* m_note;
    QPushButton* m_action;
};

} // namespace rastro
