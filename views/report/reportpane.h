// SPDX-License-Identifier: Apache-2.0
//
// ReportPane: a briefing, a profile or a ledger: sections of lines, of which each shows its events. Above it what it is
// about and a field for whom or what a profile is wanted of; below it the current line in full. GUI thread.
#pragma once

#include "items/reportmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;
class QTreeView;

namespace rastro {

class ReportPane : public QWidget {
    Q_OBJECT
public:
    explicit ReportPane(QWidget* parent = nullptr);

    enum class Place : qint8 { Top, Kept /* the line being read, and which sections are open */ };
    void show(const QString& title, Report report, Place place = Place::Top);
    void setBusy(const QString& text); // what is being made
    void setProblem(const QString& text);
    // More than the report itself, for the clipboard: "To contain".
    void setAppendix(const QString& text) { m_appendix = text; }
    void askForSubject(); // focus to the field
    void setSubject(const QString& text);

    ReportModel& model() { return m_model; }
    QTreeView& tree() { return *m_tree; }
    QLineEdit& subject() { return *m_subject; }
    QString titleText() const;

signals:
    void lineActivated(const QString& filter, quint32 row); // its events are wanted; row: see ReportModel::RowRole
    void profileWanted(const QString& of);
    void briefingWanted();
    void ledgerWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void createTree();
    QModelIndex lineLike(int section, const QString& text) const;
    void fitColumns();
    void activate(const QModelIndex& at);
    void tellCurrent(const QModelIndex& at);
    void copyAll() const;
    void copyLine() const;

    ReportModel m_model;
    QString m_appendix;
    QLineEdit* m_subject;
    QLabel* m_title;
    QTreeView* m_tree;
    QLabel* m_line;
};

} // namespace rastro
